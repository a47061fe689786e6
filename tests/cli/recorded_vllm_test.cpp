// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// A run of vLLM 0.19 on an RTX 4090 that others recorded: 300 requests to Llama 3.1 8B, far more than it can take at
// once. Kernels come from another recording of the same laboratory; nothing is fitted to the run.
#include "program.hpp"

#include "tests/data/tables.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

namespace plimsoll::cli_test {
namespace {

struct Recorded {
    double queued = 0, first = 0, last = 0;
    std::uint32_t input = 0, output = 0;
};

std::vector<Recorded> read_requests(const std::filesystem::path& path) {
    std::vector<Recorded> requests;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto json = nlohmann::json::parse(line);
        requests.push_back({json.at("queued_ts"), json.at("first_token_ts"), json.at("last_token_ts"),
                            json.at("input_toks"), json.at("output_toks")});
    }
    std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) { return a.queued < b.queued; });
    return requests;
}

/// Mean, p50, p90 and p99.
struct Figures {
    double mean = 0, p50 = 0, p90 = 0, p99 = 0;
};

template <class Value>
Figures figures_of(const std::vector<Recorded>& requests, Value value) {
    std::vector<double> values;
    for (const auto& request : requests) values.push_back(value(request));
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double q) {
        return values[static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()))) - 1];
    };
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    return {sum / static_cast<double>(values.size()), quantile(0.5), quantile(0.9), quantile(0.99)};
}

void expect_near(const nlohmann::json& simulated, const Figures& recorded, double p50_within, const std::string& what) {
    const auto expect = [&](const char* name, double value, double within) {
        EXPECT_NEAR(simulated.at(name).get<double>(), value, within * value) << what << " " << name;
    };
    constexpr double kTarget = 0.03;
    expect("mean", recorded.mean, kTarget);
    expect("p50", recorded.p50, p50_within);
    expect("p90", recorded.p90, kTarget);
    expect("p99", recorded.p99, kTarget);
}

class RecordedVllm : public ProgramTest {
protected:
    [[nodiscard]] std::string scenario(const std::vector<Recorded>& requests) const {
        std::string trace = "arrival,input,output\n";
        for (const auto& each : requests)
            trace += fmt::format("{:.9f},{},{}\n", each.queued - requests.front().queued, each.input, each.output);
        file("trace.csv", trace);
        return file("replay.json", R"({
  "plimsoll": 1,
  "workload": {"traffic": {"trace": "trace.csv", "format": "csv",
               "columns": {"time": "arrival", "input_tokens": "input", "output_tokens": "output"}}},
  "model": {"name": "llama-3.1-8b", "precision": "bf16", "profile": "rtx4090.json"},
  "deployments": [{"name": "vllm", "serving": "real-time", "pools": [{
    "offer": {"price": "0.50 USD/h", "device": "nvidia-rtx-4090"},
    "continuous_batching": {"preset": "vllm-0.19", "max_model_len": 32768, "num_gpu_blocks": 2588}}]}],
  "experiment": {"horizon": "30 s", "replications": 1}
})");
    }
};

TEST_F(RecordedVllm, IsSimulatedWithinThreePercent) {
    const auto recorded = evidence::recordings() / "measured" / "vllm_rtx4090_llama-3.1-8b";
    const auto kernels = evidence::recordings() / "profiles" / "llmservingsim";
    PLIMSOLL_NEEDS_RECORDING(recorded);
    PLIMSOLL_NEEDS_RECORDING(kernels);
    const auto imported = run({"profile", "import", "--from", "llmservingsim", kernels.string(), "--device",
                               "nvidia-rtx-4090", "--out", path("rtx4090.json")});
    ASSERT_EQ(imported.status, 0) << imported.err;
    const auto requests = read_requests(recorded / "requests.jsonl");
    ASSERT_EQ(requests.size(), 300U);
    const auto compared = run({"compare", scenario(requests), "--json", "--verify", "--progress=none"});
    ASSERT_EQ(compared.status, 0) << compared.err;
    const auto vllm = nlohmann::json::parse(compared.out).at("deployments").at(0);

    expect_near(vllm.at("ttft_s"), figures_of(requests, [](const Recorded& r) { return r.first - r.queued; }), 0.03,
                "ttft");
    expect_near(vllm.at("tpot_s"),
                figures_of(requests, [](const Recorded& r) { return (r.last - r.first) / (r.output - 1); }), 0.03,
                "tpot");
    // Of 300 latencies the 150th lies at 83.3 s and the 152nd at 86.4 s: the median is good to no less than that.
    expect_near(vllm.at("latency_s"), figures_of(requests, [](const Recorded& r) { return r.last - r.queued; }), 0.04,
                "latency");
}

}  // namespace
}  // namespace plimsoll::cli_test
