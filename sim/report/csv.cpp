// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/files.hpp"

#include "scenarios/printable.hpp"
#include "sim/report/text.hpp"

#include <fmt/format.h>

namespace plimsoll::results {

namespace {

using scenarios::csv_field;

std::string end_text(const std::optional<Interval>& ci, double Interval::*end) {
    return ci ? exact_text((*ci).*end) : "";
}

std::string money_end_text(const std::optional<Interval>& ci, double Interval::*end) {
    return ci ? estimate_text((*ci).*end) : "";
}

}  // namespace

std::string series_csv(const DeploymentResult& deployment) {
    std::string csv =
        "time_s,arrived,completed,rejected,ready_mean,starting_mean,in_system_mean,latency_mean_s,latency_p50_s,"
        "latency_p99_s,cost_per_hour,interruptions\n";
    for (std::size_t i = 0; i < deployment.series.size(); ++i) {
        const SeriesBucket& bucket = deployment.series[i];
        const double start = seconds_of(deployment.bucket * static_cast<Duration::rep>(i));
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", start, bucket.arrived, bucket.completed,
                           bucket.rejected, bucket.ready_mean, bucket.starting_mean, bucket.in_system_mean,
                           bucket.latency_mean_s, bucket.latency_p50_s, bucket.latency_p99_s, bucket.cost_per_hour,
                           bucket.interruptions);
    }
    return csv;
}

std::string load_curve_csv(const Comparison& comparison) {
    std::string csv =
        "deployment,load,requests_per_s,latency_mean_s,latency_p50_s,latency_p95_s,latency_p99_s,latency_p99_lo_s,"
        "latency_p99_hi_s,cost_per_month,cost_per_month_lo,cost_per_month_hi,cost_per_1k_requests,slo_met,utilization,"
        "unstable\n";
    for (const auto& deployment : comparison.deployments) {
        for (const auto& point : deployment.load_curve) {
            const auto& latency = point.latency;
            csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(deployment.name),
                               point.load, point.requests_per_s, latency.mean.value, latency.p50.value,
                               latency.p95.value, latency.p99.value, end_text(latency.p99.ci, &Interval::lo),
                               end_text(latency.p99.ci, &Interval::hi), point.per_month.text(),
                               money_end_text(point.per_month_ci, &Interval::lo),
                               money_end_text(point.per_month_ci, &Interval::hi),
                               point.per_1k_requests ? point.per_1k_requests->text() : "", point.slo_met,
                               point.utilization, point.unstable);
        }
    }
    return csv;
}

std::string cost_lines_csv(const Comparison& comparison) {
    std::string csv = "deployment,pool,offer,item,quantity,unit,unit_price,list_price,amount,currency,period_h\n";
    const double hours = std::chrono::duration<double, std::ratio<3600>>(comparison.scenario.horizon).count();
    for (const auto& deployment : comparison.deployments) {
        for (const auto& line : deployment.cost.lines) {
            csv += fmt::format("{},{},{},{},{},{},{},{},{},USD,{}\n", csv_field(deployment.name), line.pool,
                               csv_field(line.offer), csv_field(line.item), line.quantity, csv_field(line.unit),
                               line.unit_price.text(), line.list_price.value_or(line.unit_price).text(),
                               line.amount.text(), hours);
        }
    }
    return csv;
}

}  // namespace plimsoll::results
