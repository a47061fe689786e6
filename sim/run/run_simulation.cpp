// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_simulation.hpp"

#include "sim/measured/run_result_codec.hpp"
#include "sim/random/stream.hpp"
#include "sim/report/files.hpp"
#include "sim/run/run_request_log.hpp"
#include "sim/run/simulator_module.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Of a deployment's instances: more cannot be told apart on a chart, and would only make results long.
constexpr std::size_t kMostLives = 500;

#ifdef PLIMSOLL_TEST_HOOKS
/// For tests of what happens when a worker dies: where the environment variable PLIMSOLL_TEST_CRASH is "NAME:N", the
/// worker of replication N (from 1) of the deployment NAME ends itself by SIGSEGV; "*" stands for all names.
void crash_if_asked(const std::string& deployment, const RunPoint& point) {
    const char* asked = std::getenv("PLIMSOLL_TEST_CRASH");
    if (asked == nullptr || point.load_index || point.step_shift != 0 || point.near_crossing ||
        point.interruptions != 1)
        return;
    const std::string_view which = asked;
    const auto number = fmt::format(":{}", point.replication + 1);
    if (which == "*" + number || which == deployment + number) std::raise(SIGSEGV);
}
#endif

/// Beside a datasheet, a profile is as far off as it will be in 95 of 100 cases.
models::ServiceTime with_other_steps(const PoolPlan& pool, double step_shift, bool beside_datasheet) {
    constexpr double kNormal975 = 1.959963984540054;
    if (pool.datasheet_times) return pool.service.scaled(std::pow(kDatasheetFactor, step_shift));
    return pool.service.shifted(beside_datasheet ? kNormal975 * step_shift : step_shift);
}

/// The plan of the deployment, with what the point changes of it.
DeploymentPlan plan_of(const Experiment& experiment, const RunPoint& point) {
    auto plan = experiment.deployments[point.deployment];
    const bool datasheet = plan.rests_on_datasheets();
    for (auto& pool : plan.pools) {
        if (point.step_shift != 0) pool.service = with_other_steps(pool, point.step_shift, datasheet);
        if (point.interruptions == 1 || !pool.interruptions) continue;
        auto& mean = pool.interruptions->mean_time_to_interruption;
        mean =
            std::max<Duration>(duration_from_seconds(seconds_of(mean) / point.interruptions), std::chrono::seconds(1));
    }
    return plan;
}

/// Does something with the log. One that cannot be written must not cost the simulation: it is given up, and its file
/// will be missed.
template <class Something>
void with_log(std::optional<RequestLog>& log, Something something) {
    try {
        if (log) something(*log);
    } catch (const IoError&) {
        log.reset();
    }
}

Bytes simulate_point(const Experiment& experiment, const RunPoint& point,
                     const std::optional<std::filesystem::path>& request_log, const FractionDone& progress) {
    const auto& plan = experiment.deployments[point.deployment];
#ifdef PLIMSOLL_TEST_HOOKS
    crash_if_asked(plan.name, point);
#endif
    auto options = simulation_options(experiment.scenario.experiment, point);
    options.progress = progress;
    std::optional<RequestLog> log;
    if (request_log) {
        log.emplace(*request_log, plan.network);
        options.log = [&log](const RequestRecord& record) {
            with_log(log, [&record](RequestLog& open) { open.add(record); });
        };
    }
    auto encoded = results::encode(
        simulator().simulate(plan_of(experiment, point), experiment.traffic(options.seed, point.load), options));
    with_log(log, [](RequestLog& open) { open.finish(); });
    return encoded;
}

}  // namespace

SimulationOptions simulation_options(const scenarios::ExperimentSpec& spec, const RunPoint& point) {
    SimulationOptions options;
    options.horizon = spec.horizon;
    options.warm_up = spec.warm_up;
    options.bucket = bucket_length(spec);
    options.seed = replication_seed(spec.seed, point.replication);
    if (point.is_first()) options.lives = kMostLives;
    return options;
}

WorkerTask simulation_task(const Experiment& experiment, const RunPoint& point,
                           std::optional<std::filesystem::path> request_log) {
    return {point.label, point.load, [&experiment, point, log = std::move(request_log)](const FractionDone& progress) {
                return simulate_point(experiment, point, log, progress);
            }};
}

std::vector<std::filesystem::path> request_log_paths(const Experiment& experiment,
                                                     const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& deployment : experiment.deployments) names.push_back(deployment.name);
    std::vector<std::filesystem::path> paths;
    for (const auto& name : results::file_names(names)) paths.push_back(folder / results::requests_file(name));
    return paths;
}

}  // namespace plimsoll::sim
