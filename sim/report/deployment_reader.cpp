// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/deployment_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <type_traits>

namespace plimsoll::results {

namespace {

Estimate read_estimate(const JsonPlace& latency, std::string_view name) {
    Estimate estimate;
    estimate.value = latency[name].number();
    if (const JsonPlace ci = latency.find("ci95"); ci.present()) estimate.ci = ci.optional(name, &JsonPlace::interval);
    return estimate;
}

LatencySummary read_latency(const JsonPlace& json) {
    LatencySummary latency;
    latency.mean = read_estimate(json, "mean");
    latency.p50 = read_estimate(json, "p50");
    latency.p90 = read_estimate(json, "p90");
    latency.p95 = read_estimate(json, "p95");
    latency.p99 = read_estimate(json, "p99");
    latency.max = json["max"].number();
    return latency;
}

std::vector<DistributionPoint> read_distribution(const JsonPlace& json) {
    const std::vector<double> shares = json["share"].numbers();
    const JsonPlace at_most_s = json["at_most_s"];
    const std::vector<double> seconds = at_most_s.numbers();
    std::vector<DistributionPoint> points;
    if (shares.size() != seconds.size())
        at_most_s.problem(fmt::format("{} values, but {} shares", seconds.size(), shares.size()));
    else
        for (std::size_t i = 0; i < shares.size(); ++i) points.push_back({shares[i], seconds[i]});
    return points;
}

PartsSummary read_parts(const JsonPlace& json) {
    return {json["network"].number(), json["queue"].number(), json["batching"].number(), json["cold_start"].number(),
            json["compute"].number()};
}

PartsAtPercentile read_parts_at(const JsonPlace& json) {
    return {json["percentile"].number(), json["requests"].whole(), read_parts(json)};
}

RequestsSummary read_requests(const JsonPlace& json) {
    return {json["arrived"].number(),   json["completed"].number(), json["rejected"].number(), json["failed"].number(),
            json["in_flight"].number(), json["retried"].number(),   json["measured"].number()};
}

CostLine read_cost_line(const JsonPlace& json) {
    CostLine line;
    line.item = json["item"].text();
    line.offer = json["offer"].text();
    line.pool = json["pool"].whole();
    line.quantity = json["quantity"].text();
    line.unit = json["unit"].text();
    line.unit_price = json["unit_price"].money();
    line.amount = json["amount"].money();
    line.list_price = json.optional("list_price", &JsonPlace::money);
    return line;
}

CostSummary read_cost(const JsonPlace& json) {
    CostSummary cost;
    cost.list_per_month = json.optional("list_per_month", &JsonPlace::money);
    cost.total = json["total"].money();
    cost.per_month = json["per_month"].money();
    cost.per_1k_requests = json.optional("per_1k_requests", &JsonPlace::money);
    cost.per_1m_tokens = json.optional("per_1m_tokens", &JsonPlace::money);
    const JsonPlace currency = json["currency"];
    if (currency.present() && currency.text() != "USD") currency.problem("expected \"USD\"");
    if (const JsonPlace ci = json.find("ci95"); ci.present()) {
        cost.total_ci = ci.optional("total", &JsonPlace::money_interval);
        cost.per_month_ci = ci.optional("per_month", &JsonPlace::money_interval);
        cost.per_1k_requests_ci = ci.optional("per_1k_requests", &JsonPlace::money_interval);
    }
    for (const JsonPlace& line : json["lines"].elements()) cost.lines.push_back(read_cost_line(line));
    return cost;
}

ServedModelFacts read_model(const JsonPlace& json, const JsonPlace& step_time) {
    ServedModelFacts model;
    model.variant = json["variant"].json();
    model.parameters = json["parameters"].number();
    for (const JsonPlace& figure : json["quality"].elements())
        model.quality.push_back(
            {figure["metric"].text(), figure["value"].number(), figure["source"].text(), figure["date"].text()});
    StepTimeSource& source = model.step_times;
    source.origin = step_time["origin"].text();
    source.profile = step_time.optional("profile", &JsonPlace::text).value_or("");
    source.device = step_time["device"].text();
    source.date = step_time["date"].text();
    source.relative_sd = step_time.optional("relative_sd", &JsonPlace::number).value_or(0);
    return model;
}

InstanceLife read_life(const JsonPlace& json) {
    InstanceLife life;
    life.pool = json["pool"].whole();
    life.purchase = json["purchase"].choice<scenarios::Purchase>();
    life.requested = json["requested_s"].seconds();
    for (const JsonPlace& phase : json["phases"].elements())
        life.phases.push_back({phase["phase"].choice<LifePhase>(), phase["until_s"].seconds()});
    life.end = json["end"].choice<LifeEnd>();
    return life;
}

InstancesSummary read_instances(const JsonPlace& json) {
    InstancesSummary instances;
    instances.mean = json["mean"].number();
    instances.peak = json["peak"].whole();
    instances.launched = json["launched"].number();
    instances.interrupted = json["interrupted"].number();
    if (const JsonPlace lives = json.find("lives"); lives.present()) {
        for (const JsonPlace& life : lives.elements()) instances.lives.push_back(read_life(life));
        instances.lives_omitted = json["lives_omitted"].whole();
    }
    return instances;
}

SloOutcome read_slo_outcome(const JsonPlace& json) {
    SloOutcome outcome;
    outcome.slo = read_slo(json);
    outcome.value_s = json.optional("value_s", &JsonPlace::number);
    outcome.ci = json.optional("ci95", &JsonPlace::interval);
    outcome.met = json["met"].flag();
    outcome.clear = json.optional("clear", &JsonPlace::flag);
    outcome.attainment = json["attainment"].number();
    return outcome;
}

DeadlineOutcome read_deadline(const JsonPlace& json) {
    DeadlineOutcome deadline;
    deadline.at_most = json["at_most_s"].seconds();
    deadline.slowest_s = json.optional("slowest_s", &JsonPlace::number);
    deadline.met = json["met"].flag();
    deadline.attainment = json["attainment"].number();
    return deadline;
}

AuditSummary read_check(const JsonPlace& json) {
    return {json["name"].text(), json["runs"].whole(), json["passed"].flag(), json["detail"].text()};
}

LoadPoint read_point(const JsonPlace& json) {
    LoadPoint point;
    point.load = json["load"].number();
    point.requests_per_s = json["requests_per_s"].number();
    const JsonPlace latency = json["latency_s"];
    point.latency.mean = read_estimate(latency, "mean");
    point.latency.p50 = read_estimate(latency, "p50");
    point.latency.p95 = read_estimate(latency, "p95");
    point.latency.p99 = read_estimate(latency, "p99");
    const JsonPlace cost = json["cost"];
    point.per_month = cost["per_month"].money();
    point.per_1k_requests = cost.optional("per_1k_requests", &JsonPlace::money);
    if (const JsonPlace ci = cost.find("ci95"); ci.present())
        point.per_month_ci = ci.optional("per_month", &JsonPlace::money_interval);
    point.slo_met = json["slo_met"].flag();
    point.utilization = json["utilization"].number();
    point.unstable = json["unstable"].flag();
    return point;
}

/// Fills one field of every bucket from the array of that name.
template <class Field>
void read_column(const JsonPlace& json, std::string_view key, Field SeriesBucket::*field,
                 std::vector<SeriesBucket>& series) {
    const JsonPlace place = json[key];
    const std::vector<double> column = place.numbers();
    if (column.size() != series.size())
        return place.problem(fmt::format("{} values; the series has {} buckets", column.size(), series.size()));
    for (std::size_t i = 0; i < column.size(); ++i) {
        if constexpr (std::is_integral_v<Field>) {
            const double too_large = std::ldexp(1.0, std::numeric_limits<Field>::digits);
            if (column[i] < 0 || column[i] >= too_large || column[i] != std::floor(column[i]))
                return place.problem(fmt::format("expected whole numbers; {} is none", column[i]));
        }
        series[i].*field = static_cast<Field>(column[i]);
    }
}

std::vector<SeriesBucket> read_series(const JsonPlace& json) {
    std::vector<SeriesBucket> series(json["arrived"].numbers().size());
    read_column(json, "arrived", &SeriesBucket::arrived, series);
    read_column(json, "completed", &SeriesBucket::completed, series);
    read_column(json, "rejected", &SeriesBucket::rejected, series);
    read_column(json, "ready_mean", &SeriesBucket::ready_mean, series);
    read_column(json, "starting_mean", &SeriesBucket::starting_mean, series);
    read_column(json, "in_system_mean", &SeriesBucket::in_system_mean, series);
    read_column(json, "latency_mean_s", &SeriesBucket::latency_mean_s, series);
    read_column(json, "latency_p50_s", &SeriesBucket::latency_p50_s, series);
    read_column(json, "latency_p99_s", &SeriesBucket::latency_p99_s, series);
    read_column(json, "cost_per_hour", &SeriesBucket::cost_per_hour, series);
    read_column(json, "interruptions", &SeriesBucket::interruptions, series);
    return series;
}

ReplicationFigures read_replications(const JsonPlace& json) {
    ReplicationFigures figures;
    for (const JsonPlace& cost : json["cost_per_month"].elements()) figures.cost_per_month.push_back(cost.estimate());
    figures.latency_mean_s = json["latency_mean_s"].numbers();
    figures.latency_p99_s = json["latency_p99_s"].numbers();
    return figures;
}

}  // namespace

scenarios::SloSpec read_slo(const JsonPlace& json) {
    scenarios::SloSpec slo;
    slo.metric = json["metric"].choice<scenarios::SloSpec::Metric>();
    slo.percentile = json["percentile"].number();
    slo.at_most = json["at_most_s"].seconds();
    return slo;
}

std::vector<Warning> read_warnings(const JsonPlace& json) {
    std::vector<Warning> warnings;
    for (const JsonPlace& warning : json.elements())
        warnings.push_back({warning["code"].text(), warning["text"].text()});
    return warnings;
}

/// "feasible" and "audit/passed" follow from the rest.
DeploymentResult read_deployment(const JsonPlace& json) {
    DeploymentResult deployment;
    deployment.name = json["name"].text();
    deployment.serving = json["serving"].choice<scenarios::Serving>();
    deployment.example = json.optional("example", &JsonPlace::flag).value_or(false);
    deployment.eligible = json.optional("eligible", &JsonPlace::flag).value_or(true);
    deployment.device_note = json.optional("device_note", &JsonPlace::text).value_or("");
    if (const JsonPlace model = json.find("model"); model.present()) {
        const JsonPlace step_time = json["step_time"];
        deployment.model = read_model(model, step_time);
        deployment.extrapolated_steps_share = step_time.optional("extrapolated_share", &JsonPlace::number);
    }
    deployment.replications = json["replications"].whole();
    deployment.requests = read_requests(json["requests"]);
    deployment.requests_per_s = json["requests_per_s"].number();
    deployment.latency = read_latency(json["latency_s"]);
    if (const JsonPlace points = json["latency_s"].find("distribution"); points.present())
        deployment.latency_distribution = read_distribution(points);
    deployment.wait = read_latency(json["wait_s"]);
    const JsonPlace parts = json["latency_parts_s"];
    deployment.parts = read_parts(parts);
    if (const JsonPlace all = parts.find("at_percentile"); all.present())
        for (const JsonPlace& at : all.elements()) deployment.parts_at_percentile.push_back(read_parts_at(at));
    deployment.cost = read_cost(json["cost"]);
    deployment.instances = read_instances(json["instances"]);
    const JsonPlace cold_starts = json["cold_starts"];
    deployment.cold_start_count = cold_starts["count"].number();
    deployment.cold_start_share = cold_starts["share"].number();
    deployment.utilization = json["utilization"].number();
    deployment.offered_load = json.optional("offered_load", &JsonPlace::number).value_or(0);
    deployment.energy_kwh = json.optional("energy_kwh", &JsonPlace::number).value_or(0);
    for (const JsonPlace& outcome : json["slo"].elements()) deployment.slo.push_back(read_slo_outcome(outcome));
    if (const JsonPlace deadline = json.find("deadline"); deadline.present())
        deployment.deadline = read_deadline(deadline);
    for (const JsonPlace& check : json["audit"]["checks"].elements()) deployment.audit.push_back(read_check(check));
    deployment.fingerprint = json["fingerprint"].hexadecimal();
    for (const JsonPlace& point : json["load_curve"].elements()) deployment.load_curve.push_back(read_point(point));
    deployment.bucket = json["series"]["bucket_s"].seconds();
    deployment.series = read_series(json["series"]);
    deployment.by_replication = read_replications(json["by_replication"]);
    deployment.warnings = read_warnings(json["warnings"]);
    return deployment;
}

}  // namespace plimsoll::results
