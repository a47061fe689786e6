// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sample_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <variant>

namespace plimsoll::scenarios {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Loader : public testing::Test {
protected:
    Scenario load(const std::vector<std::string>& sets = {}) {
        return parse_scenario(sample_text(), folder_.path("scenario.json"), sets);
    }
    Scenario load_text(const std::string& text) { return parse_scenario(text, folder_.path("scenario.json")); }

    SampleFolder folder_;
};

TEST_F(Loader, ReadsEveryPartOfAScenario) {
    const Scenario scenario = load();
    EXPECT_EQ(scenario.name, "support-chat");
    EXPECT_EQ(scenario.description, "five ways");
    EXPECT_EQ(scenario.workload.load, 1.0);
    EXPECT_EQ(std::get<TraceTraffic>(scenario.workload.traffic),
              (TraceTraffic{folder_.path("chat.csv"), "azure-llm-2023", true, {}, "s"}));
    EXPECT_EQ(scenario.model, (ModelSpec{"llama-3.1-8b", "bf16", 64}));
    EXPECT_FALSE(scenario.service);
    EXPECT_THAT(scenario.slo,
                ElementsAre(SloSpec{SloSpec::Metric::wait, 99, 2s}, SloSpec{SloSpec::Metric::latency, 95, 20s}));
    EXPECT_EQ(scenario.experiment, (ExperimentSpec{24h, 10min, 1, 5, {0.25, 0.5, 1, 2, 4}, 5, std::nullopt}));

    ASSERT_EQ(scenario.deployments.size(), 5U);
    const DeploymentSpec& on_demand = scenario.deployments[0];
    EXPECT_EQ(on_demand.pointer, "/deployments/0");
    EXPECT_EQ(on_demand.description, "today");
    EXPECT_EQ(on_demand.serving, Serving::real_time);
    EXPECT_EQ(on_demand.pools[0].replicas, (ReplicasSpec{1, 20}));
    EXPECT_EQ(std::get<std::string>(on_demand.pools[0].offer), "aws/us-east-1/g6e.xlarge");
    HpaSpec hpa;
    hpa.target = 32;
    EXPECT_EQ(on_demand.pools[0].autoscaler, AutoscalerSpec(hpa));

    const PoolSpec& spot = scenario.deployments[1].pools[0];
    EXPECT_EQ(spot.purchase, Purchase::spot);
    EXPECT_EQ(spot.interruptions, (InterruptionsSpec{5h, 1, 120s, 30min}));
    EXPECT_TRUE(spot.fallback_on_demand);

    const PoolSpec& serverless = scenario.deployments[2].pools[0];
    EXPECT_EQ(serverless.keep_alive, 15min);
    EXPECT_EQ(serverless.max_instances, 50U);
    EXPECT_EQ(scenario.deployments[2].queue.concurrency, 8U);
    EXPECT_FALSE(scenario.deployments[2].queue.sharing) << "its default depends on the concurrency";

    EXPECT_EQ(scenario.deployments[3].window_every, 6h);
    EXPECT_EQ(scenario.deployments[3].deadline, 24h);
    EXPECT_EQ(scenario.deployments[3].pools[0].replicas, (ReplicasSpec{0, 8}));
    EXPECT_EQ(scenario.deployments[4].serving, Serving::api);
}

TEST_F(Loader, ReadsAPoolInFull) {
    const Scenario scenario = load({R"(/deployments/0/pools/0={
        "offer": {"price": "1.00 USD/h", "spot_price": "0.35 USD/h", "request_price": "0.20 USD/1M requests", "device": "nvidia-t4", "minimum": "60 s", "granularity": "1 s"},
        "purchase": "reserved", "replicas": {"min": 2, "max": 4},
        "autoscaler": {"kind": "latency-step", "percentile": 90, "above": "500 ms", "below": "100 ms", "step": 2, "period": "30 s", "cooldown": "2 min"},
        "start": {"provision": "40 s", "boot": "20 s", "image": "5 GB", "weights": "440 MB", "warm_up": "5 s",
                  "instance_bandwidth": "10 Gbit/s", "registry_bandwidth": "5 GB/s", "store_bandwidth": "1 GB/s"},
        "queue": "per-replica", "router": "two-choices", "max_queue": 7, "batching": {"max_batch": 8, "max_wait": "2 ms"}})",
                                    "/deployments/0/network=20 ms", "/deployments/0/on_loss=fail"});
    const DeploymentSpec& deployment = scenario.deployments[0];
    const PoolSpec& pool = deployment.pools[0];
    InlineOffer offer;
    offer.price_per_hour = "1.00";
    offer.spot_price_per_hour = "0.35";
    offer.price_per_million_requests = "0.20";
    offer.device = "nvidia-t4";
    offer.minimum = 60s;
    offer.granularity = 1s;
    EXPECT_EQ(pool.offer, OfferSpec(offer));
    EXPECT_EQ(pool.purchase, Purchase::reserved);
    EXPECT_EQ(pool.autoscaler, AutoscalerSpec(LatencyStepSpec{90, 500ms, 100ms, 2, 30s, 2min}));
    EXPECT_EQ(pool.start, (StartSpec{40s, 20s, 5e9, 440e6, 5s, 1.25e9, 5e9, 1e9}));
    EXPECT_EQ(deployment.queue,
              (QueueSpec{QueueKind::per_replica, RouterKind::two_choices, {}, {}, 7U, BatchingSpec{8, 2ms}, {}, {}, {}}));
    EXPECT_EQ(deployment.network, 20ms);
    EXPECT_EQ(deployment.on_loss, OnLoss::fail);
}

TEST_F(Loader, ReadsReplicasThatServeSeveralRequestsAtOnce) {
    const Scenario scenario = load({R"(/deployments/0/pools=[
        {"offer": "x", "concurrency": 10, "sharing": "none", "queue": "per-replica"}, {"offer": "y", "max_queue": 7}])"});
    QueueSpec queue;
    queue.kind = QueueKind::per_replica;
    queue.max_queue = 7U;
    queue.concurrency = 10U;
    queue.sharing = Sharing::none;
    EXPECT_EQ(scenario.deployments[0].queue, queue) << "what one pool says holds for both";
}

TEST_F(Loader, ReadsServerlessAndApiPrices) {
    const Scenario scenario = load(
        {R"(/deployments/2/pools/0={"offer": {"gb_second_price": "0.0000166667 USD/GB-s", "memory": "2 GB", "device": "cpu"}, "concurrency": 4, "sharing": "none"})",
         R"(/deployments/4={"name": "api", "serving": "api", "service": {"time": {"constant": "1 s"}},
            "pools": [{"offer": {"input_token_price": "0.10 USD/1M tokens", "output_token_price": "0.40 USD/1M tokens"},
                       "rate_limit": {"requests": "10 /s", "tokens": "100000 /min", "max_wait": "5 s"}}]})"});
    const auto& function = std::get<InlineOffer>(scenario.deployments[2].pools[0].offer);
    EXPECT_EQ(function.price_per_gb_second, "0.0000166667");
    EXPECT_EQ(function.memory_gb, 2.0);
    EXPECT_EQ(scenario.deployments[2].queue.sharing, Sharing::none);
    const auto& api = std::get<InlineOffer>(scenario.deployments[4].pools[0].offer);
    EXPECT_EQ(api.price_per_million_input_tokens, "0.10");
    EXPECT_EQ(api.price_per_million_output_tokens, "0.40");
    EXPECT_EQ(scenario.deployments[4].pools[0].rate_limit, (RateLimitSpec{600.0, 100000.0, 5s}));
}

TEST_F(Loader, ReadsEveryLawOfServiceTime) {
    const auto time = [this](const std::string& law) {
        return load({"/deployments/0/service={\"time\": " + law + "}"}).deployments[0].service->time;
    };
    EXPECT_EQ(time(R"({"constant": "100 ms"})"), ServiceTimeSpec(ConstantTime{100ms}));
    EXPECT_EQ(time(R"({"exponential": {"mean": "100 ms"}})"), ServiceTimeSpec(ExponentialTime{100ms}));
    EXPECT_EQ(time(R"({"lognormal": {"mean": "100 ms", "cv": 0.5}})"), ServiceTimeSpec(LognormalTime{100ms, 0.5}));
    EXPECT_EQ(time(R"({"hyperexponential": {"mean": "100 ms", "cv": 3}})"),
              ServiceTimeSpec(HyperexponentialTime{100ms, 3}));
    EXPECT_EQ(time(R"({"empirical": {"file": "latencies.csv", "column": "t"}})"),
              ServiceTimeSpec(EmpiricalTime{folder_.path("latencies.csv"), "t"}));
    EXPECT_EQ(time(R"({"table": {"1": "5 ms", "8": "12 ms"}})"), ServiceTimeSpec(TableTime{{{1, 5ms}, {8, 12ms}}}));
    const Scenario cold =
        load({R"(/deployments/2/service={"time": {"constant": "1 s"}, "cold_time": {"constant": "2 s"}})"});
    EXPECT_EQ(cold.deployments[2].service->cold_time, ServiceTimeSpec(ConstantTime{2s}));
}

TEST_F(Loader, ReadsGeneratedTraffic) {
    const Scenario scenario = load({R"(/workload/traffic={"generate": {"process": "gamma", "rate": "300 /min", "cv": 2,
        "profile": {"daily": [1, 2], "weekly": [1, 1, 1, 1, 1, 0, 0], "bursts": [{"at": "10 h", "lasts": "20 min", "times": 3}]},
        "input_tokens": {"lognormal": {"mean": 200, "cv": 0.8, "at_least": 2, "at_most": 512}}, "output_tokens": 16}})"});
    GeneratedTraffic expected;
    expected.process = GeneratedTraffic::Process::gamma;
    expected.rate_per_s = 5;
    expected.cv = 2;
    expected.profile = {{1, 2}, {1, 1, 1, 1, 1, 0, 0}, {Burst{10h, 20min, 3}}};
    expected.input_tokens = LognormalTokens{200, 0.8, 2, 512};
    expected.output_tokens = ConstantTokens{16};
    EXPECT_EQ(std::get<GeneratedTraffic>(scenario.workload.traffic), expected);

    const Scenario shared = load({R"(/workload/traffic={"generate": {"rate": "5 /s", "prefix": {
        "system_prompt": {"tokens": 1200, "share": 0.9, "each_tenant": true},
        "documents": {"number": 500, "tokens": 4000, "zipf": 0.8, "share": 0.5}}}})"});
    const PrefixSpec prefix{PrefixSpec::SystemPrompt{1200, 0.9, true},
                            PrefixSpec::Documents{500, ConstantTokens{4000}, 0.8, 0.5}};
    EXPECT_EQ(std::get<GeneratedTraffic>(shared.workload.traffic).prefix, prefix);

    const Scenario mmpp = load(
        {R"(/workload/traffic={"generate": {"process": "mmpp", "states": [{"rate": "0 /s", "mean_stay": "10 min"}, {"rate": "20 /s", "mean_stay": "1 min"}]}})"});
    EXPECT_THAT(std::get<GeneratedTraffic>(mmpp.workload.traffic).states,
                ElementsAre(MmppState{0, 10min}, MmppState{20, 1min}));
}

TEST_F(Loader, ReadsSeriesAndMappedCsv) {
    const Scenario series = load(
        {R"(/workload/traffic={"series": "counts.csv", "column": "n", "interval": "5 min", "repeat": true, "input_tokens": 128})"});
    EXPECT_EQ(std::get<SeriesTraffic>(series.workload.traffic),
              (SeriesTraffic{folder_.path("counts.csv"), "n", 5min, true, ConstantTokens{128}, ConstantTokens{0}}));
    const Scenario csv = load(
        {R"(/workload/traffic={"trace": "chat.csv", "format": "csv", "columns": {"time": "t", "output_tokens": "o"}, "time_unit": "ms"})"});
    EXPECT_EQ(std::get<TraceTraffic>(csv.workload.traffic),
              (TraceTraffic{folder_.path("chat.csv"), "csv", false, {{"output_tokens", "o"}, {"time", "t"}}, "ms"}));
}

TEST_F(Loader, TakesPathsFromTheScenarioFolderOrAbsolute) {
    const Scenario scenario = load({R"(/workload/traffic/trace=)" + folder_.path("counts.csv")});
    EXPECT_EQ(std::get<TraceTraffic>(scenario.workload.traffic).path, folder_.path("counts.csv"));
    const Scenario through = load({"/workload/traffic/trace=folder/../chat.csv"});
    EXPECT_EQ(std::get<TraceTraffic>(through.workload.traffic).path, folder_.path("chat.csv"));
}

TEST_F(Loader, DerivesReplicasThatAreNotGiven) {
    const auto replicas = [this](const std::vector<std::string>& sets, std::size_t deployment) {
        return load(sets).deployments[deployment].pools[0].replicas;
    };
    EXPECT_EQ(replicas({R"(/deployments/0/pools/0={"offer": "x"})"}, 0), (ReplicasSpec{1, 1}));
    EXPECT_EQ(replicas({R"(/deployments/0/pools/0={"offer": "x", "replicas": {"min": 3}})"}, 0), (ReplicasSpec{3, 3}));
    EXPECT_EQ(replicas({R"(/deployments/3/pools/0={"offer": "x"})"}, 3), (ReplicasSpec{0, 1}))
        << "batch scales to zero between windows";
    EXPECT_EQ(replicas({R"(/deployments/3/pools/0={"offer": "x", "replicas": {"max": 8}})"}, 3), (ReplicasSpec{0, 8}));
}

TEST_F(Loader, LetsOnePoolSpeakForTheQueueOfAll) {
    const Scenario scenario = load(
        {R"(/deployments/0/pools=[{"offer": "a"}, {"offer": "b", "max_queue": 5}, {"offer": "c", "max_queue": 5, "queue": "per-replica"}])"});
    EXPECT_EQ(scenario.deployments[0].queue.max_queue, 5U);
    EXPECT_EQ(scenario.deployments[0].queue.kind, QueueKind::per_replica);
}

TEST_F(Loader, NamesAScenarioWithoutNameAfterItsFile) {
    std::string text = sample_text();
    text.erase(text.find("  \"name\": \"support-chat\",\n"), 26);
    EXPECT_EQ(load_text(text).name, "scenario");
}

TEST_F(Loader, RemembersWhatTheFileSetsAndOnWhichLine) {
    const Scenario scenario = load({"/experiment/bucket=10 min", "/experiment/seed=7"});
    EXPECT_EQ(scenario.set_in_file.find("/name")->line(), 3);
    EXPECT_EQ(scenario.set_in_file.find("/workload/traffic/format")->line(), 6);
    EXPECT_EQ(scenario.set_in_file.find("/deployments/1/pools/0/interruptions/mean_time_to_interruption")->line(), 17);
    EXPECT_EQ(scenario.set_in_file.find("/experiment/seed")->line(), 0) << "an override has no line";
    EXPECT_EQ(scenario.set_in_file.find("/experiment/bucket")->line(), 0);
    EXPECT_FALSE(scenario.set_in_file.contains("/experiment/load_curve_replications")) << "a default";
    EXPECT_EQ(scenario.experiment.seed, 7U);
}

TEST_F(Loader, ReadsTheSameFromFilesWithWindowsLineEndsAndByteOrderMark) {
    const Scenario plain = load();
    std::string text = "\xEF\xBB\xBF";
    for (const char c : sample_text()) {
        text += c == '\n' ? "\r\n" : std::string(1, c);
    }
    const std::string path = folder_.path("scenario.json");
    std::ofstream(path, std::ios::binary) << text;
    Scenario read = load_scenario(path);
    EXPECT_NE(read.text, plain.text);
    read.text = plain.text;
    EXPECT_EQ(read, plain) << "with the same lines";
}

TEST_F(Loader, KeepsSeedsOfTheWholeRange) {
    EXPECT_EQ(load({"/experiment/seed=18446744073709551615"}).experiment.seed, 18446744073709551615U);
}

TEST_F(Loader, ThrowsIoErrorWhereThereIsNoFile) {
    EXPECT_THROW(static_cast<void>(load_scenario(folder_.path("absent.json"))), IoError);
}

}  // namespace
}  // namespace plimsoll::scenarios
