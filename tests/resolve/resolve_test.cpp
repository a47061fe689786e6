// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"
#include "models/spec/device.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/batch_service.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "pricing/offer/billing.hpp"
#include "sim/random/stream.hpp"
#include "sim/resolve/resolve_findings.hpp"
#include "sim/traffic/request.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <fmt/format.h>
#include <cmath>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using Origin = Assumption::Origin;
using testing::Contains;
using testing::HasSubstr;

const std::string kRealTime =
    R"({"name": "rt", "serving": "real-time", "pools": [{"offer": "test/a/t4", "replicas": {"min": 2, "max": 4}}]})";

models::Device t4() { return models::load_device(PLIMSOLL_SOURCE_DIR "/models/devices/nvidia-t4.json"); }

/// BERT-base in fp16 on a T4 by the datasheet law, padded to 64 tokens.
template <class Ask>
auto ask_bert(Ask ask) {
    const auto graph = models::build_graph(models::load_model(PLIMSOLL_SOURCE_DIR "/models/zoo/bert-base.json"));
    const models::DatasheetTimes times(t4());
    return ask(models::BatchService{graph, times, t4().memory_bytes, 1, 512, 64});
}
double bert_seconds(std::uint32_t batch, std::uint32_t tokens) {
    return ask_bert([&](const auto& service) { return models::batch_seconds(service, batch, tokens); });
}
std::uint32_t useful_bert_batch() {
    return ask_bert([](const auto& service) { return models::largest_useful_batch(service); });
}

TEST_F(Resolving, AModelOnADeviceGetsItsRooflineTimes) {
    const auto experiment = resolved(around(kRealTime));
    const auto& plan = experiment.deployments.at(0);
    EXPECT_EQ(largest_batch(plan.discipline), 1U) << "absent batching means one at a time";
    const double expected = bert_seconds(1, 64);
    EXPECT_EQ(plan.pools.at(0).service.mean(1, 50), duration_from_seconds(expected));
    EXPECT_EQ(plan.pools.at(0).service.max_batch(), 1U);
    EXPECT_EQ(plan.pools.at(0).replicas.min, 2U);
    EXPECT_EQ(plan.pools.at(0).power_watts, 70);
    EXPECT_EQ(find(experiment, "/deployments/0/pools/0/step_time/1").origin, Origin::datasheet);
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("datasheet")));
}

// Half of the layers, a bit more than half of the time: embedding, pooler and the host's work stay.
TEST_F(Resolving, APrunedModelIsFasterAndOfUnknownQuality) {
    const auto whole = resolved(around(kRealTime)).deployments.at(0).pools.at(0).service.mean(1, 512);
    const auto experiment = resolved(around(kRealTime, R"("model": {"name": "bert-base", "prune": {"layers": 6}},)"));
    const auto half = experiment.deployments.at(0).pools.at(0).service.mean(1, 512);
    EXPECT_GT(half, whole / 2);
    EXPECT_LT(half, whole / 2 + 1ms);
    EXPECT_EQ(find(experiment, "/model/prune/layers").origin, Origin::file);
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("unknown")));
}

TEST_F(Resolving, AStudentTakesTheModelsPlace) {
    const auto experiment = resolved(around(
        kRealTime,
        R"("model": {"name": "bert-base", "student": {"layers": 4, "hidden": 312, "heads": 12, "intermediate": 1200}},)"));
    EXPECT_EQ(experiment.deployments.at(0).pools.at(0).start.weights_bytes, 2 * 14'350'248.0)
        << "TinyBERT4 has 14.35 M parameters, of 2 bytes each";
}

TEST_F(Resolving, DevicesOfAnOfferMultiplyPowerAndShareBatches) {
    const auto experiment = resolved(around(
        R"({"name": "rt", "serving": "real-time", "pools": [{"offer": "test/a/t4-x4", "replicas": {"min": 1}, "batching": {"max_batch": 8}}]})"));
    const auto& pool = experiment.deployments.at(0).pools.at(0);
    EXPECT_EQ(pool.power_watts, 280);
    EXPECT_EQ(pool.service.mean(8, 64), duration_from_seconds(bert_seconds(2, 64)));
}

TEST_F(Resolving, AFunctionGetsItsShareOfTheDevice) {
    const auto experiment = resolved(
        around(R"({"name": "f", "serving": "serverless", "pools": [{"offer": "test/a/function", "concurrency": 4}]})"));
    const auto& plan = experiment.deployments.at(0);
    EXPECT_NEAR(plan.pools.at(0).power_watts, 350 * 2.0 / 96, 1e-9);
    const auto& slots = std::get<RequestSlots>(plan.discipline);
    EXPECT_EQ(slots.concurrency, 4U);
    EXPECT_TRUE(slots.processor_sharing) << "default where the concurrency exceeds 1";
    EXPECT_EQ(slots.max_queue, 0U) << "serverless: no queue unless asked for";
    EXPECT_EQ(plan.pools.at(0).provisioning, Provisioning::on_request);
    EXPECT_EQ(plan.pools.at(0).keep_alive, 10min);
    EXPECT_EQ(find(experiment, "/deployments/0/pools/0/keep_alive").origin, Origin::fallback);
}

TEST_F(Resolving, ReplicasOfSeveralPlacesHaveRequestSlots) {
    const auto experiment = resolved(around(
        R"({"name": "c", "serving": "real-time", "on_loss": "fail", "pools": [{"offer": "test/a/t4", "replicas": {"min": 1, "max": 5},
            "concurrency": 4, "queue": "per-replica", "router": "least-outstanding",
            "autoscaler": {"kind": "knative", "container_concurrency": 4}}]})"));
    const auto& plan = experiment.deployments.at(0);
    const auto& slots = std::get<RequestSlots>(plan.discipline);
    EXPECT_EQ(slots.concurrency, 4U);
    EXPECT_TRUE(slots.processor_sharing) << "default where the concurrency exceeds 1";
    EXPECT_FALSE(slots.max_queue) << "real-time: any number of requests may wait";
    EXPECT_EQ(slots.queue, scenarios::QueueKind::per_replica);
    EXPECT_EQ(slots.router, scenarios::RouterKind::least_outstanding);
    EXPECT_EQ(slots.on_loss, scenarios::OnLoss::fail);
    EXPECT_TRUE(plan.keeps_replicas());
    EXPECT_TRUE(plan.pools.at(0).autoscaler);
    EXPECT_EQ(plan.pools.at(0).service.max_batch(), 1U);
    for (const char* name : {"concurrency", "sharing", "queue", "router", "max_queue", "autoscaler/kind"})
        EXPECT_FALSE(find(experiment, std::string("/deployments/0/pools/0/") + name).value.text.empty()) << name;
    EXPECT_EQ(find(experiment, "/deployments/0/pools/0/concurrency").origin, Origin::file);
}

TEST_F(Resolving, BatchServingTakesTheLargestUsefulBatchOfEveryPool) {
    const auto experiment = resolved(around(
        R"({"name": "b", "serving": "batch", "window": {"every": "6 h"}, "pools": [{"offer": "test/a/t4"}, {"offer": "test/a/t4-x4"}]})"));
    EXPECT_EQ(largest_batch(experiment.deployments.at(0).discipline), useful_bert_batch());
    EXPECT_THAT(find(experiment, "/deployments/0/pools/0/batching/max_batch").source,
                HasSubstr("largest useful batch"));
}

TEST_F(Resolving, TablesAreLinearBetweenTheGivenSizesUpToTheLargestBatch) {
    const auto experiment = resolved(around(
        R"({"name": "rt", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1}, "batching": {"max_batch": 4}}]})",
        R"("service": {"time": {"table": {"1": "10 ms", "3": "20 ms"}}},)"));
    const auto& law = experiment.deployments.at(0).pools.at(0).service;
    EXPECT_EQ(law(2, 1, 0.5, 0.5), 15ms);
    EXPECT_EQ(law(4, 1, 0.5, 0.5), 25ms);
    EXPECT_EQ(law.max_batch(), 4U);
}

TEST_F(Resolving, ADeploymentsOwnServiceReplacesTheScenariosModel) {
    const auto experiment = resolved(around(
        R"({"name": "f", "serving": "serverless", "service": {"time": {"constant": "2 s"}, "cold_time": {"constant": "3 s"}}, "pools": [{"offer": "test/a/function"}]})"));
    const auto& pool = experiment.deployments.at(0).pools.at(0);
    EXPECT_EQ(pool.service(1, 1, 0.5, 0.5), 2s);
    const auto& slots = std::get<RequestSlots>(experiment.deployments.at(0).discipline);
    ASSERT_TRUE(slots.cold_service);
    EXPECT_EQ((*slots.cold_service)(1, 1, 0.5, 0.5), 3s);
    EXPECT_EQ(find(experiment, "/deployments/0/service/time").origin, Origin::file);
}

TEST_F(Resolving, MeasuredTimesAreReadFromTheirColumn) {
    std::ofstream(folder_ / "times.csv") << "id,seconds\n1,0.010\n2,0.030\n";
    const auto text = around(kRealTime, R"("service": {"time": {"empirical": {"file": "times.csv"}}},)");
    EXPECT_EQ(resolved(text).deployments.at(0).pools.at(0).service.mean(1, 1), 20ms);

    std::ofstream(folder_ / "times.csv") << "id,seconds\n1,0.010\n2,abc\n3,-1\n";
    const auto found = problems(text);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[1].line, 4);
    EXPECT_THAT(found[0].file, HasSubstr("times.csv"));

    std::ofstream(folder_ / "times.csv") << "id,second\n1,0.010\n";
    EXPECT_THAT(problems(text), Contains(problem_at("", "no column \"seconds\"", "second")));
}

// Cold start, phase by phase: the scenario's value, else the catalog's, else Plimsoll's.
TEST_F(Resolving, EachPhaseOfAStartSaysWhereItComesFrom) {
    const auto experiment = resolved(around(
        R"({"name": "rt", "serving": "real-time", "pools": [{"offer": "test/a/t4", "replicas": {"min": 1}, "start": {"warm_up": "7 s"}}]})"));
    const auto& start = experiment.deployments.at(0).pools.at(0).start;
    const std::string base = "/deployments/0/pools/0/start/";
    EXPECT_EQ(start.warm_up, 7s);
    EXPECT_EQ(find(experiment, base + "warm_up").origin, Origin::file);
    EXPECT_EQ(start.provision, 20s);
    EXPECT_EQ(start.image_bytes, 8e9);
    EXPECT_EQ(find(experiment, base + "provision").origin, Origin::catalog);
    EXPECT_EQ(find(experiment, base + "provision").date, "2026-07-20");
    EXPECT_EQ(find(experiment, base + "boot").origin, Origin::fallback);
    EXPECT_EQ(start.weights_bytes, 2.0 * 109'482'240) << "parameters x 2 bytes of fp16";
}

TEST_F(Resolving, InLineOffersStartAtOnce) {
    const auto experiment =
        resolved(around(R"({"name": "f", "serving": "serverless", "pools": [{"offer": {"price": "1.00 USD/h"}}]})",
                        R"("service": {"time": {"constant": "1 s"}},)"));
    const auto& start = experiment.deployments.at(0).pools.at(0).start;
    EXPECT_EQ(start.provision + start.boot + start.warm_up, 0s);
    EXPECT_EQ(start.image_bytes + start.weights_bytes, 0);
}

TEST_F(Resolving, ASpotPoolGetsDefaultsThatExplainShows) {
    const std::string pool =
        R"({"name": "s", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "replicas": {"min": 1}, "fallback": "on-demand")";
    const auto bare = resolved(around(pool + "}]}"));
    const auto& spot = bare.deployments.at(0).pools.at(0);
    ASSERT_TRUE(spot.interruptions);
    EXPECT_TRUE(spot.fallback_on_demand);
    EXPECT_GT(spot.interruptions->mean_time_to_interruption, 1h);
    EXPECT_EQ(spot.interruptions->notice, 30s) << "the catalog's";
    const auto life = find(bare, "/deployments/0/pools/0/interruptions/mean_time_to_interruption");
    EXPECT_EQ(life.origin, Origin::fallback);
    EXPECT_THAT(life.source, HasSubstr("spot-traces"));
    EXPECT_EQ(bare.oldest_price_date, "2026-01-02") << "of the spot price and of the fallback's price";
    EXPECT_THAT(bare.notes, Contains(HasSubstr("no primary source")));

    const auto given =
        resolved(around(pool + R"(, "interruptions": {"mean_time_to_interruption": "5 h", "notice": "90 s"}}]})"));
    EXPECT_EQ(given.deployments.at(0).pools.at(0).interruptions->notice, 90s);
    EXPECT_EQ(given.deployments.at(0).pools.at(0).interruptions->shape, 1)
        << "exponential unless the file says otherwise";
    EXPECT_FALSE(resolved(around(kRealTime)).deployments.at(0).pools.at(0).interruptions);
}

TEST_F(Resolving, PricesSayHowFarToTrustThem) {
    const auto experiment = resolved(around(
        R"({"name": "s", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "replicas": {"min": 1}, "fallback": "on-demand"}]},
           {"name": "own", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h", "device": "nvidia-t4"}}]},
           {"name": "api", "serving": "api", "pools": [{"offer": "test/a/api"}]})"));
    ASSERT_EQ(experiment.prices.size(), 3U) << "the scenario's own price needs no source";
    EXPECT_EQ(experiment.prices[0].offer, "test/a/t4");
    EXPECT_EQ(experiment.prices[0].purchase, scenarios::Purchase::spot);
    EXPECT_FALSE(experiment.prices[0].provenance.verified);
    EXPECT_TRUE(experiment.prices[1].provenance.verified);
    EXPECT_TRUE(experiment.prices[1].provenance.single_source());
    EXPECT_TRUE(experiment.prices[2].provenance.example);
}

// A price read today whose age nobody knows is not taken for today's.
TEST_F(Resolving, PricesOfUnknownAgeAreCountedApartFromTheOldest) {
    const scenarios::Scenario scenario;
    Findings findings(scenario);
    pricing::Offer offer;
    offer.id = "x/y/known";
    pricing::Provenance provenance;
    provenance.source = "a list";
    provenance.date = Date::parse("2025-03-04");
    findings.used(offer, provenance, scenarios::Purchase::on_demand);
    offer.id = "x/y/unknown";
    provenance.date.reset();
    provenance.read = Date::parse("2026-11-26");
    findings.used(offer, provenance, scenarios::Purchase::on_demand);
    Experiment experiment;
    findings.give(experiment);
    EXPECT_THAT(experiment.notes, testing::IsSupersetOf({"oldest price: 2025-03-04", "prices of unknown age: 1 of 2"}));
    EXPECT_EQ(experiment.oldest_price_date, "2025-03-04");
}

// 86,400 calls of a second on 512 MB: as many half GB-seconds, a GB of a biller being 2^30 bytes.
TEST_F(Resolving, MemoryIsBilledByTheGbOfTheProvider) {
    for (const char* memory : {"512 MB", "512 MiB", "0.5 GB"}) {
        const auto experiment = resolved(around(
            fmt::format(
                R"({{"name": "f", "serving": "serverless", "pools": [{{"offer": {{"gb_second_price": "0.0000166667 USD/GB-s", "memory": "{}"}}}}]}})",
                memory),
            R"("service": {"time": {"constant": "1 s"}},)"));
        const auto& offer = experiment.offers.at(0).pools.at(0);
        pricing::PoolUsage usage;
        usage.span = 24h;
        for (const auto& rule : pricing::usage_rules(offer).work) usage.work.push_back({rule, {86'400, 86'400'000, 0}});
        const auto bill = pricing::bill(offer, usage, 0);
        ASSERT_EQ(bill.lines.size(), 1U);
        EXPECT_EQ(bill.lines[0].quantity, "43200") << memory;
    }
}

// The default life of a spot instance is a Weibull law of shape k; median / mean = ln(2)^(1/k) / Gamma(1 + 1/k). It
// stands between two recorded zones: means 0.72 h and 9.7 h, medians 0.33 h and 1.33 h.
TEST_F(Resolving, TheSpotDefaultIsTheGeometricMeanOfTwoRecordedZones) {
    const auto experiment = resolved(around(
        R"({"name": "s", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "replicas": {"min": 1}}]})"));
    const auto& spot = *experiment.deployments.at(0).pools.at(0).interruptions;
    EXPECT_NEAR(seconds_of(spot.mean_time_to_interruption) / 3600, std::sqrt(0.72 * 9.7), 0.02);
    const double ratio = std::pow(std::log(2.0), 1 / spot.shape) / std::tgamma(1 + 1 / spot.shape);
    EXPECT_NEAR(ratio, std::sqrt(0.33 / 0.72 * (1.33 / 9.7)), 0.01);
}

// Lognormal through median and 99th percentile: F(median) = 1/2, F(p99) = 0.99.
TEST_F(Resolving, AnApisLatencyHasTheMedianAndPercentileOfItsOffer) {
    const auto experiment = resolved(around(
        R"({"name": "api", "serving": "api", "pools": [{"offer": "test/a/api", "rate_limit": {"requests": "1200 /min"}}]})"));
    const auto& pool = experiment.deployments.at(0).pools.at(0);
    const auto& calls = std::get<ApiCalls>(experiment.deployments.at(0).discipline);
    EXPECT_EQ(calls.requests_per_minute, 1200) << "the pool's limit";
    EXPECT_EQ(calls.tokens_per_minute, 9000) << "the catalog's limit";
    EXPECT_EQ(calls.per_output_token, 5ms);
    EXPECT_EQ(calls.max_wait, 1min);
    EXPECT_EQ(pool.provisioning, Provisioning::none);
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("invented example")));

    constexpr int kDraws = 100'000;
    const Stream stream(5, "service");
    int below_median = 0;
    int below_p99 = 0;
    for (int i = 0; i < kDraws; ++i) {
        const auto uniforms = stream.draw(static_cast<std::uint64_t>(i));
        const auto latency = pool.service(1, 1, uniforms.first, uniforms.second);
        below_median += latency <= 100ms;
        below_p99 += latency <= 400ms;
    }
    EXPECT_NEAR(below_median / double{kDraws}, 0.5, 4 * std::sqrt(0.25 / kDraws));
    EXPECT_NEAR(below_p99 / double{kDraws}, 0.99, 4 * std::sqrt(0.99 * 0.01 / kDraws));
}

TEST_F(Resolving, AnInLineApiTakesTheServicesTime) {
    const auto experiment = resolved(around(
        R"({"name": "api", "serving": "api", "service": {"time": {"constant": "300 ms"}}, "pools": [{"offer": {"input_token_price": "0.10 USD/1M tokens"}}]})"));
    const auto& pool = experiment.deployments.at(0).pools.at(0);
    EXPECT_EQ(pool.service(1, 1, 0.5, 0.5), 300ms);
    EXPECT_FALSE(std::get<ApiCalls>(experiment.deployments.at(0).discipline).requests_per_minute);
}

TEST_F(Resolving, TrafficIsTheSameForTheSameSeedAndLoad) {
    const auto experiment = resolved(around(kRealTime));
    const auto source = experiment.traffic(1, 1.0);
    const auto block = source->next_block();
    ASSERT_FALSE(block.empty());
    EXPECT_EQ(block.front().id, 0U);
}

TEST(ShippedCatalog, NamesOnlyDevicesThatAreKnown) {
    const auto catalog = pricing::Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    const auto devices = models::load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    for (const auto& id : catalog.ids()) {
        const auto& offer = *catalog.find(id);
        EXPECT_TRUE(offer.device.empty() || devices.contains(offer.device)) << id << ": " << offer.device;
        const bool serves_itself =
            offer.kind == pricing::Offer::Kind::api || offer.kind == pricing::Offer::Kind::service;
        EXPECT_TRUE(!offer.device.empty() || serves_itself) << id << " could time no model";
    }
}

TEST_F(Resolving, OverridesAreMarked) {
    const auto experiment = resolved(around(kRealTime), {"/deployments/0/pools/0/replicas/max=9"});
    const auto most = find(experiment, "/deployments/0/pools/0/replicas/max");
    EXPECT_EQ(most.origin, Origin::override_);
    EXPECT_EQ(most.value.text, "9");
    const auto least = find(experiment, "/deployments/0/pools/0/replicas/min");
    EXPECT_EQ(least.origin, Origin::file);
    EXPECT_THAT(least.source, HasSubstr("test.json:4"));
}

}  // namespace
}  // namespace plimsoll::sim
