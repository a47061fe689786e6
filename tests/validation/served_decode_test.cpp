// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "recorded_steps.hpp"
#include "step_comparison.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

/// Decode steps on H100 in the recordings of AIConfigurator (github.com/ai-dynamo/aiconfigurator): servers that always
/// had `batch_size` requests. Their mean time per output token is a decode step's time where hardly any other request's
/// prefill came between.
namespace plimsoll::models {
namespace {

constexpr const char* kFile = "aiconfigurator_silicon_h100.csv";

/// While a request of `osl` tokens is answered, each of the batch - 1 others ends once and is replaced, and its
/// successor's prefill takes no longer than its time to the first token. That share of the time per token at most is
/// not the decode step's.
constexpr double kMostPrefillShare = 0.1;

struct Served {
    std::string model;  ///< of the zoo
    Precision precision = Precision::bf16;
};

std::optional<Served> served(std::string_view path, std::string_view precision) {
    if (path == "meta-llama/Llama-3.1-70B" && precision == "fp8") return Served{"llama-3.1-70b", Precision::fp8};
    if (path == "Qwen/Qwen3-32B") return Served{"qwen3-32b", precision == "fp8" ? Precision::fp8 : Precision::bf16};
    if (path == "meta-llama/Llama-3.1-8B-Instruct" && precision.empty()) return Served{"llama-3.1-8b", Precision::bf16};
    return std::nullopt;
}

struct DecodeStep {
    Served served;
    std::uint32_t devices = 1;
    StepSize size;
    double seconds = 0;
};

std::vector<DecodeStep> read_decode_steps() {
    CsvTable table(recorded_steps(kFile));
    const auto path = table.column("model_path"), precision = table.column("precision"), mode = table.column("mode"),
               prompt = table.column("isl"), answer = table.column("osl"), batch = table.column("batch_size"),
               devices = table.column("tp_size"), first = table.column("silicon_ttft_ms"),
               further = table.column("silicon_tpot_ms");
    std::vector<DecodeStep> steps;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto model = served(table.text(row, path), table.text(row, precision));
        if (!model || table.text(row, mode) != "agg") continue;
        const auto at = [&](std::size_t column) { return table.number(row, column); };
        const double share = (at(batch) - 1) * at(first) / (at(answer) * at(further));
        if (share > kMostPrefillShare) continue;
        const StepSize size{at(batch), 1, at(prompt) + at(answer) / 2};
        steps.push_back({*model, static_cast<std::uint32_t>(at(devices)), size, at(further) * kMillisecond});
    }
    table.finish();
    return steps;
}

TEST(ServedDecodeSteps, OnH100AreAsFarOffAsDocumented) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto profile = h100_profile();
    const DatasheetTimes datasheet(device_named("nvidia-h100-80gb"));
    StepComparison comparison;
    for (const auto& step : read_decode_steps()) {
        const auto& [model, precision] = step.served;
        const auto graph = build_graph(zoo_model(model), {precision, step.devices, false});
        const auto group = fmt::format("decode {} {} ", model, name_of(precision));
        comparison.add(group + "AIConfigurator", step_time(graph, step.size, profile), step.seconds);
        comparison.add(group + "datasheet", step_time(graph, step.size, datasheet), step.seconds);
    }
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {
                                      {"decode llama-3.1-70b fp8 AIConfigurator", 21, 6},
                                      {"decode llama-3.1-70b fp8 datasheet", 21, 7},
                                      {"decode qwen3-32b bf16 AIConfigurator", 3, 15},
                                      {"decode qwen3-32b bf16 datasheet", 3, 5},
                                  });
}

}  // namespace
}  // namespace plimsoll::models
