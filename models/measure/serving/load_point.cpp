// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/load_point.hpp"

namespace plimsoll::measure {

using models::ValidationPoint;

ValidationPoint point_of(double load, double rate_per_s, const std::vector<RunResult>& measured,
                         const std::vector<RunResult>& simulated) {
    using R = RunResult;
    ValidationPoint point;
    point.utilization = load;
    point.rate_per_s = rate_per_s;
    point.measured_p50_s = over_runs(measured, &R::p50_s);
    point.measured_p99_s = over_runs(measured, &R::p99_s);
    point.measured_throughput_per_s = over_runs(measured, &R::throughput_per_s);
    point.simulated_p50_s = over_runs(simulated, &R::p50_s);
    point.simulated_p99_s = over_runs(simulated, &R::p99_s);
    point.simulated_throughput_per_s = over_runs(simulated, &R::throughput_per_s);
    return point;
}

ValidationPoint point_of(double load, double rate_per_s, const std::vector<TokenRunResult>& measured,
                         const std::vector<TokenRunResult>& simulated) {
    using R = TokenRunResult;
    ValidationPoint point;
    point.utilization = load;
    point.rate_per_s = rate_per_s;
    point.measured_p50_s = over_runs(measured, &R::latency_p50_s);
    point.measured_p99_s = over_runs(measured, &R::latency_p99_s);
    point.measured_throughput_per_s = over_runs(measured, &R::throughput_per_s);
    point.measured_ttft_p50_s = over_runs(measured, &R::ttft_p50_s);
    point.measured_ttft_p99_s = over_runs(measured, &R::ttft_p99_s);
    point.measured_tpot_p50_s = over_runs(measured, &R::tpot_p50_s);
    point.measured_tpot_p99_s = over_runs(measured, &R::tpot_p99_s);
    point.simulated_p50_s = over_runs(simulated, &R::latency_p50_s);
    point.simulated_p99_s = over_runs(simulated, &R::latency_p99_s);
    point.simulated_throughput_per_s = over_runs(simulated, &R::throughput_per_s);
    point.simulated_ttft_p50_s = over_runs(simulated, &R::ttft_p50_s);
    point.simulated_ttft_p99_s = over_runs(simulated, &R::ttft_p99_s);
    point.simulated_tpot_p50_s = over_runs(simulated, &R::tpot_p50_s);
    point.simulated_tpot_p99_s = over_runs(simulated, &R::tpot_p99_s);
    return point;
}

}  // namespace plimsoll::measure
