// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/made_result.hpp"

#include "pricing/bill.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/compare/warnings.hpp"
#include "sim/report/comparison_json.hpp"

#include <cmath>

namespace plimsoll::gui::testing {

namespace {

using namespace std::chrono_literals;
using pricing::Money;
using results::DeploymentResult;
using results::LifeEnd;
using results::LifePhase;

constexpr Duration kHorizon = 2h;
constexpr Duration kBucket = 10min;
constexpr std::size_t kBuckets = kHorizon / kBucket;
constexpr double kRequests = 7200;
constexpr scenarios::SloSpec kSlo{scenarios::SloSpec::Metric::latency, 99, 1s};

void price(DeploymentResult& deployment) {
    auto& cost = deployment.cost;
    cost.total = {};
    for (const auto& line : cost.lines) cost.total += line.amount;
    cost.per_month = pricing::per_month(cost.total, kHorizon);
    cost.per_1k_requests = cost.total.times(pricing::Quantity(1000) / pricing::Quantity(7200));
}

void judge(DeploymentResult& deployment) {
    if (deployment.replications == 0 || deployment.serving == scenarios::Serving::batch) return;
    results::SloOutcome outcome;
    outcome.slo = kSlo;
    outcome.value_s = deployment.latency.p99.value;
    outcome.ci = deployment.latency.p99.ci;
    outcome.met = *outcome.value_s <= 1;
    if (outcome.ci) outcome.clear = !outcome.ci->contains(1);
    outcome.attainment = outcome.met ? 0.9975 : 0.875;
    deployment.slo = {outcome};
}

void addLoadCurve(DeploymentResult& deployment, const std::vector<std::string>& perMonth) {
    const double loads[] = {0.5, 1, 2};
    for (std::size_t i = 0; i < perMonth.size(); ++i) {
        results::LoadPoint point;
        point.load = loads[i];
        point.requests_per_s = loads[i];
        point.latency = deployment.latency;
        point.per_month = Money::parse(perMonth[i]);
        point.slo_met = deployment.latency.p99.value <= 1;
        deployment.load_curve.push_back(point);
    }
}

/// Launched in this order: there from the start and interrupted, started and interrupted, on demand in their place and
/// there until the end, and given up while it was being provisioned, which was asked for before the second one.
std::vector<results::InstanceLife> livesOfSpot() {
    const auto spot = scenarios::Purchase::spot;
    return {{0, spot, 0s, {{LifePhase::serve, 1500s}, {LifePhase::drain, 1530s}}, LifeEnd::interrupted},
            {0,
             spot,
             1500s,
             {{LifePhase::provision, 1530s},
              {LifePhase::boot, 1560s},
              {LifePhase::image, 1590s},
              {LifePhase::weights, 1595s},
              {LifePhase::warm_up, 1600s},
              {LifePhase::serve, 4500s},
              {LifePhase::drain, 4510s}},
             LifeEnd::interrupted},
            {1,
             scenarios::Purchase::on_demand,
             4500s,
             {{LifePhase::provision, 4530s}, {LifePhase::boot, 4560s}, {LifePhase::serve, kHorizon}},
             LifeEnd::horizon},
            {0, spot, 600s, {{LifePhase::provision, 630s}}, LifeEnd::stopped}};
}

}  // namespace

DeploymentResult madeDeployment(const std::string& name, const std::string& item, const std::string& bill, double p50) {
    DeploymentResult deployment;
    deployment.name = name;
    deployment.replications = 3;
    deployment.requests = {kRequests, kRequests, 0, 0, 0, 0, kRequests};
    deployment.requests_per_s = 1;
    auto& latency = deployment.latency;
    latency.mean.value = latency.p50.value = p50;
    latency.p90.value = latency.p95.value = 1.5 * p50;
    latency.p99.value = 2 * p50;
    latency.max = 3 * p50;
    deployment.latency_distribution = {{0, 0.5 * p50}, {0.5, p50}, {0.95, 1.5 * p50}, {0.99, 2 * p50}, {1, 3 * p50}};
    deployment.parts.compute = 0.75 * p50;
    deployment.parts.queue = 0.25 * p50;
    deployment.instances = {1, 1, 1, 0};
    deployment.utilization = 0.5;
    deployment.audit = {{"arrived = completed + rejected + failed + in flight", 3, true, "7200 = 7200 + 0 + 0 + 0"}};
    deployment.fingerprint = 1;
    deployment.bucket = kBucket;
    for (std::size_t i = 0; i < kBuckets; ++i) {
        results::SeriesBucket bucket;
        bucket.arrived = bucket.completed = 600 + 60 * (i % 3);
        bucket.ready_mean = 1;
        bucket.in_system_mean = p50;
        bucket.latency_mean_s = bucket.latency_p50_s = i == 0 ? 0 : p50;  // the warm-up is not measured
        bucket.latency_p99_s = i == 0 ? 0 : 2 * p50;
        bucket.cost_per_hour = Money::parse(bill).approximate() / 2;
        deployment.series.push_back(bucket);
    }
    addLine(deployment, item, bill);
    return deployment;
}

void addLine(DeploymentResult& deployment, const std::string& item, const std::string& amount) {
    deployment.cost.lines.push_back(
        {item, "test/" + deployment.name, 0, "2", "hour", Money::parse("1"), Money::parse(amount)});
    price(deployment);
}

results::Comparison madeComparison(std::vector<DeploymentResult> deployments) {
    results::Comparison comparison;
    comparison.scenario = {"made by hand", "made.json", {kSlo}, 1, 3, kHorizon, 10min, 1, false, {}, {}};
    comparison.notes.plimsoll_version = "0.1.0";
    for (auto& deployment : deployments) judge(deployment);
    for (auto& deployment : deployments) deployment.warnings = results::deployment_warnings(deployment);
    comparison.deployments = std::move(deployments);
    comparison.verdict = results::decide(comparison.deployments);
    comparison.warnings = results::comparison_warnings(comparison);
    comparison.fingerprint = 0x0123456789abcdef;
    return comparison;
}

ResultPtr resultOf(const results::Comparison& comparison) {
    return std::make_shared<Result>(QByteArray::fromStdString(results::json_text(comparison)),
                                    QStringLiteral("made.json"));
}

results::Comparison sampleComparison() {
    DeploymentResult demand = madeDeployment("on demand", "on-demand m", "1.00", 0.05);
    demand.model =
        results::ServedModelFacts{R"({"name": "bert"})", 1e8, {}, {"datasheet", "", "NVIDIA T4", "2019-03", 0}};
    demand.device_note = "step times are datasheet figures";
    demand.lives = {{0, scenarios::Purchase::on_demand, 0s, {{LifePhase::serve, kHorizon}}, LifeEnd::horizon}};
    addLoadCurve(demand, {"365", "365", "365"});

    DeploymentResult spot = madeDeployment("spot", "spot m", "0.30", 0.05);
    addLine(spot, "on-demand m", "0.10");
    addLine(spot, "spot m, interrupted early, not charged", "0");
    spot.model = results::ServedModelFacts{
        R"({"name": "bert"})", 1e8, {}, {"measured", "t4-bert", "NVIDIA T4", "2026-05-01", 0.03}};
    spot.cost.per_month_ci = results::Interval{130, 162};
    spot.cost.total_ci = results::Interval{0.356, 0.444};
    spot.latency.p99.ci = results::Interval{0.09, 0.11};
    spot.by_replication = {{140, 146, 152}, {0.05, 0.05, 0.05}, {0.1, 0.1, 0.1}};
    spot.instances = {1.1, 2, 6, 3};
    spot.lives = livesOfSpot();
    spot.lives_omitted = 2;
    for (const std::size_t bucket : {2, 7}) {
        spot.series[bucket].interruptions = bucket == 2 ? 1 : 2;
        spot.series[bucket].ready_mean = 0.5;
        spot.series[bucket].starting_mean = 0.5;
    }
    spot.series[3].completed = 0;
    spot.series[3].latency_mean_s = spot.series[3].latency_p50_s = spot.series[3].latency_p99_s = 0;
    addLoadCurve(spot, {"146", "146", "150"});

    DeploymentResult functions = madeDeployment("functions", "duration", "0.15", 1);
    functions.serving = scenarios::Serving::serverless;
    addLine(functions, "requests", "0.001");
    functions.cold_start_share = 0.25;
    functions.parts = {0.005, 0, 0, 0.6, 0.395};
    addLoadCurve(functions, {"28", "55.115", "110"});

    DeploymentResult api = madeDeployment("model API", "input tokens", "0.25", 0.1);
    api.serving = scenarios::Serving::api;
    api.cost.per_month_ci = results::Interval{91, 91.5};
    api.latency.p99.ci = results::Interval{0.19, 0.21};
    api.by_replication = {{91.25, 91, 91.5}, {0.1, 0.1, 0.1}, {0.2, 0.2, 0.2}};
    api.instances = {};
    for (auto& bucket : api.series) bucket.ready_mean = 0;
    addLoadCurve(api, {"45.625", "91.25", "182.5"});

    DeploymentResult broken;
    broken.name = "broken";
    broken.bucket = kBucket;

    results::Comparison comparison = madeComparison({demand, spot, functions, api, broken});
    comparison.notes.oldest_price_date = "2026-01-02";
    comparison.notes.notes = {"oldest price: 2026-01-02"};
    comparison.notes.assumptions = {
        {"/workload/traffic", "Poisson, 1 /s", "file", "made.json:4", ""},
        {"/experiment/seed", "1", "default", "Plimsoll's default", ""},
        {"/deployments/0/pools/0/offer/price", "on-demand 0.5 USD/h", "catalog", "price list", "2026-01-02"},
        {"/deployments/1/pools/0/offer/price", "spot 0.15 USD/h", "catalog", "price list", "2026-07-20"},
        {"/deployments/1/pools/0/offer/price", "on-demand 0.5 USD/h", "catalog", "price list", "2026-01-02"},
        {"/deployments/1/pools/0/queue", "central", "default", "Plimsoll's default", ""}};
    return comparison;
}

results::Comparison sensitiveComparison() {
    using Kind = results::Sensitivity::Kind;
    results::Comparison comparison = sampleComparison();
    const auto outcome = [](const char* month, std::optional<double> p99) {
        return results::SensitivityOutcome{Money::parse(month), p99};
    };
    comparison.deployments[1].sensitivities = {
        {Kind::load, "load", "/workload/load", 1, 0.8, 1.2, "", "±20 % by default", outcome("146", 0.08),
         outcome("146", 0.15)},
        {Kind::price, "price of spot m", "/deployments/1/pools/0/offer/price", 1, 0.7, 1.3, "USD/hour",
         "±30 %: no primary source confirmed it", outcome("113.15", 0.1), outcome("178.85", 0.1)},
        {Kind::interruptions, "mean time to interruption", "/deployments/1/pools/0/interruptions", 7200, 3600, 14400,
         "s", "half and twice by default", outcome("160", std::nullopt), outcome("140", 0.1)}};
    comparison.deployments[3].sensitivities = {{Kind::load, "load", "/workload/load", 1, 0.8, 1.2, "",
                                                "±20 % by default", outcome("73", 0.2), outcome("109.5", 0.2)}};
    return comparison;
}

}  // namespace plimsoll::gui::testing
