// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/deployment_json.hpp"

#include "scenarios/enum_names.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/text.hpp"

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

const auto kMoney = [](const pricing::Money& money) { return money.text(); };

ordered_json latency_json(const LatencySummary& latency) {
    ordered_json json{{"mean", number(latency.mean.value)}, {"p50", number(latency.p50.value)},
                      {"p90", number(latency.p90.value)},   {"p95", number(latency.p95.value)},
                      {"p99", number(latency.p99.value)},   {"max", number(latency.max)}};
    ordered_json ci = ordered_json::object();
    put(ci, "mean", latency.mean.ci, pair);
    put(ci, "p50", latency.p50.ci, pair);
    put(ci, "p90", latency.p90.ci, pair);
    put(ci, "p95", latency.p95.ci, pair);
    put(ci, "p99", latency.p99.ci, pair);
    if (!ci.empty()) json["ci95"] = std::move(ci);
    return json;
}

ordered_json distribution_json(const std::vector<DistributionPoint>& points) {
    ordered_json json{{"share", ordered_json::array()}, {"at_most_s", ordered_json::array()}};
    for (const auto& point : points) {
        json["share"].push_back(number(point.share));
        json["at_most_s"].push_back(number(point.at_most_s));
    }
    return json;
}

ordered_json parts_json(const PartsSummary& parts) {
    return {{"network", number(parts.network)},
            {"queue", number(parts.queue)},
            {"batching", number(parts.batching)},
            {"cold_start", number(parts.cold_start)},
            {"compute", number(parts.compute)}};
}

ordered_json parts_at_json(const PartsAtPercentile& at) {
    ordered_json json{{"percentile", number(at.percentile)}, {"requests", at.requests}};
    json.update(parts_json(at.parts));
    return json;
}

ordered_json cost_json(const CostSummary& cost) {
    ordered_json json{{"total", cost.total.text()}, {"per_month", cost.per_month.text()}};
    put(json, "per_1k_requests", cost.per_1k_requests, kMoney);
    put(json, "per_1m_tokens", cost.per_1m_tokens, kMoney);
    json["currency"] = "USD";
    ordered_json ci = ordered_json::object();
    put(ci, "total", cost.total_ci, money_pair);
    put(ci, "per_month", cost.per_month_ci, money_pair);
    put(ci, "per_1k_requests", cost.per_1k_requests_ci, money_pair);
    if (!ci.empty()) json["ci95"] = std::move(ci);
    ordered_json lines = ordered_json::array();
    for (const auto& line : cost.lines) {
        lines.push_back(ordered_json{{"item", line.item},
                                     {"offer", line.offer},
                                     {"pool", line.pool},
                                     {"quantity", line.quantity},
                                     {"unit", line.unit},
                                     {"unit_price", line.unit_price.text()},
                                     {"amount", line.amount.text()}});
        if (line.list_price) lines.back()["list_price"] = line.list_price->text();
    }
    json["lines"] = std::move(lines);
    if (cost.list_per_month) json["list_per_month"] = cost.list_per_month->text();
    return json;
}

ordered_json model_json(const ServedModelFacts& model) {
    ordered_json json{{"variant", ordered_json::parse(model.variant)}, {"parameters", number(model.parameters)}};
    ordered_json quality = ordered_json::array();
    for (const auto& figure : model.quality)
        quality.push_back(ordered_json{{"metric", figure.metric},
                                       {"value", number(figure.value)},
                                       {"source", figure.source},
                                       {"date", figure.date}});
    json["quality"] = std::move(quality);
    return json;
}

ordered_json step_time_json(const DeploymentResult& deployment) {
    const auto& source = deployment.model->step_times;
    ordered_json json{{"origin", source.origin}};
    if (!source.profile.empty()) json["profile"] = source.profile;
    json["device"] = source.device;
    json["date"] = source.date;
    if (source.relative_sd > 0) json["relative_sd"] = number(source.relative_sd);
    put(json, "extrapolated_share", deployment.extrapolated_steps_share, number);
    return json;
}

ordered_json life_json(const InstanceLife& life) {
    ordered_json phases = ordered_json::array();
    for (const auto& phase : life.phases)
        phases.push_back(
            ordered_json{{"phase", scenarios::name_of(phase.kind)}, {"until_s", number(seconds_of(phase.until))}});
    return {{"pool", life.pool},
            {"purchase", scenarios::name_of(life.purchase)},
            {"requested_s", number(seconds_of(life.requested))},
            {"phases", std::move(phases)},
            {"end", scenarios::name_of(life.end)}};
}

ordered_json instances_json(const InstancesSummary& instances) {
    ordered_json json{{"mean", number(instances.mean)},
                      {"peak", instances.peak},
                      {"launched", number(instances.launched)},
                      {"interrupted", number(instances.interrupted)}};
    if (instances.lives.empty()) return json;
    for (const auto& life : instances.lives) json["lives"].push_back(life_json(life));
    json["lives_omitted"] = instances.lives_omitted;
    return json;
}

ordered_json slo_json(const SloOutcome& outcome) {
    ordered_json json{{"metric", scenarios::name_of(outcome.slo.metric)},
                      {"percentile", number(outcome.slo.percentile)},
                      {"at_most_s", number(seconds_of(outcome.slo.at_most))}};
    put(json, "value_s", outcome.value_s, number);
    put(json, "ci95", outcome.ci, pair);
    json["met"] = outcome.met;
    put(json, "clear", outcome.clear, [](bool clear) { return clear; });
    json["attainment"] = number(outcome.attainment);
    return json;
}

ordered_json deadline_json(const DeadlineOutcome& deadline) {
    ordered_json json{{"at_most_s", number(seconds_of(deadline.at_most))}};
    put(json, "slowest_s", deadline.slowest_s, number);
    json["met"] = deadline.met;
    json["attainment"] = number(deadline.attainment);
    return json;
}

ordered_json audit_json(const DeploymentResult& deployment) {
    ordered_json checks = ordered_json::array();
    for (const auto& check : deployment.audit)
        checks.push_back(ordered_json{
            {"name", check.name}, {"runs", check.runs}, {"passed", check.passed}, {"detail", check.detail}});
    return {{"passed", deployment.audit_passed()}, {"checks", std::move(checks)}};
}

ordered_json point_json(const LoadPoint& point) {
    const auto& latency = point.latency;
    ordered_json latency_s{{"mean", number(latency.mean.value)},
                           {"p50", number(latency.p50.value)},
                           {"p95", number(latency.p95.value)},
                           {"p99", number(latency.p99.value)}};
    ordered_json latency_ci = ordered_json::object();
    put(latency_ci, "mean", latency.mean.ci, pair);
    put(latency_ci, "p99", latency.p99.ci, pair);
    if (!latency_ci.empty()) latency_s["ci95"] = std::move(latency_ci);
    ordered_json cost{{"per_month", point.per_month.text()}};
    put(cost, "per_1k_requests", point.per_1k_requests, kMoney);
    if (point.per_month_ci) cost["ci95"] = {{"per_month", money_pair(*point.per_month_ci)}};
    return {{"load", number(point.load)},        {"requests_per_s", number(point.requests_per_s)},
            {"latency_s", std::move(latency_s)}, {"cost", std::move(cost)},
            {"slo_met", point.slo_met},          {"utilization", number(point.utilization)},
            {"unstable", point.unstable}};
}

ordered_json series_json(const DeploymentResult& deployment) {
    ordered_json json{{"bucket_s", number(seconds_of(deployment.bucket))}, {"replication", 0}};
    const auto column = [&](const char* key, auto field) {
        ordered_json values = ordered_json::array();
        for (const auto& bucket : deployment.series) values.push_back(number(static_cast<double>(bucket.*field)));
        json[key] = std::move(values);
    };
    column("arrived", &SeriesBucket::arrived);
    column("completed", &SeriesBucket::completed);
    column("rejected", &SeriesBucket::rejected);
    column("ready_mean", &SeriesBucket::ready_mean);
    column("starting_mean", &SeriesBucket::starting_mean);
    column("in_system_mean", &SeriesBucket::in_system_mean);
    column("latency_mean_s", &SeriesBucket::latency_mean_s);
    column("latency_p50_s", &SeriesBucket::latency_p50_s);
    column("latency_p99_s", &SeriesBucket::latency_p99_s);
    column("cost_per_hour", &SeriesBucket::cost_per_hour);
    column("interruptions", &SeriesBucket::interruptions);
    return json;
}

ordered_json replications_json(const ReplicationFigures& figures) {
    ordered_json json{{"cost_per_month", ordered_json::array()},
                      {"latency_mean_s", figures.latency_mean_s},
                      {"latency_p99_s", figures.latency_p99_s}};
    for (const double usd : figures.cost_per_month) json["cost_per_month"].push_back(estimate_text(usd));
    return json;
}

}  // namespace

ordered_json warnings_json(const std::vector<Warning>& warnings) {
    ordered_json json = ordered_json::array();
    for (const auto& warning : warnings) json.push_back({{"code", warning.code}, {"text", warning.text}});
    return json;
}

ordered_json deployment_json(const DeploymentResult& deployment) {
    const auto& requests = deployment.requests;
    ordered_json json{{"name", deployment.name}, {"serving", scenarios::name_of(deployment.serving)}};
    if (!deployment.device_note.empty()) json["device_note"] = deployment.device_note;
    if (deployment.example) json["example"] = true;
    if (!deployment.eligible) json["eligible"] = false;
    put(json, "model", deployment.model, model_json);
    if (deployment.model) json["step_time"] = step_time_json(deployment);
    json["replications"] = deployment.replications;
    json["feasible"] = deployment.feasible();
    json["requests"] = {{"arrived", number(requests.arrived)},     {"completed", number(requests.completed)},
                        {"rejected", number(requests.rejected)},   {"failed", number(requests.failed)},
                        {"in_flight", number(requests.in_flight)}, {"retried", number(requests.retried)},
                        {"measured", number(requests.measured)}};
    json["requests_per_s"] = number(deployment.requests_per_s);
    json["latency_s"] = latency_json(deployment.latency);
    if (const auto& points = deployment.latency_distribution; !points.empty())
        json["latency_s"]["distribution"] = distribution_json(points);
    json["wait_s"] = latency_json(deployment.wait);
    json["latency_parts_s"] = parts_json(deployment.parts);
    for (const auto& at : deployment.parts_at_percentile)
        json["latency_parts_s"]["at_percentile"].push_back(parts_at_json(at));
    json["cost"] = cost_json(deployment.cost);
    json["instances"] = instances_json(deployment.instances);
    json["cold_starts"] = {{"count", number(deployment.cold_start_count)},
                           {"share", number(deployment.cold_start_share)}};
    json["utilization"] = number(deployment.utilization);
    if (deployment.offered_load > 0) json["offered_load"] = number(deployment.offered_load);
    if (deployment.energy_kwh > 0) json["energy_kwh"] = number(deployment.energy_kwh);
    json["slo"] = ordered_json::array();
    for (const auto& outcome : deployment.slo) json["slo"].push_back(slo_json(outcome));
    put(json, "deadline", deployment.deadline, deadline_json);
    json["audit"] = audit_json(deployment);
    json["fingerprint"] = fingerprint_text(deployment.fingerprint);
    json["load_curve"] = ordered_json::array();
    for (const auto& point : deployment.load_curve) json["load_curve"].push_back(point_json(point));
    json["series"] = series_json(deployment);
    json["by_replication"] = replications_json(deployment.by_replication);
    json["warnings"] = warnings_json(deployment.warnings);
    return json;
}

}  // namespace plimsoll::results
