// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_simulation.hpp"

#include "sim/measured/run_result_codec.hpp"
#include "sim/report/files.hpp"
#include "sim/run/run_request_log.hpp"
#include "sim/run/simulator_module.hpp"

#include <fmt/format.h>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace plimsoll::sim {

namespace {

#ifdef PLIMSOLL_TEST_HOOKS
/// For tests of what happens when a worker dies: where the environment variable PLIMSOLL_TEST_CRASH is "NAME:N", the
/// worker of replication N (from 1) of the deployment NAME ends itself by SIGSEGV; "*" stands for all names.
/// PLIMSOLL_TEST_CRASH_ONCE names a file: the worker that can make it, the first one, dies.
/// PLIMSOLL_TEST_CRASH_TENTH names a folder: about one load in ten kills the first worker that simulates it.
void crash_if_asked(const std::string& deployment, double load, const Point& point) {
    const auto die_once = [](const std::string& mark) {
        if (std::fopen(mark.c_str(), "wx") != nullptr) std::raise(SIGKILL);
    };
    if (const char* once = std::getenv("PLIMSOLL_TEST_CRASH_ONCE")) die_once(once);
    constexpr double kMillion = 1e6;
    if (const char* folder = std::getenv("PLIMSOLL_TEST_CRASH_TENTH"))
        if (const auto digits = std::llround(load * kMillion); digits % 10 == 0)
            die_once(fmt::format("{}/{}", folder, digits));
    const char* asked = std::getenv("PLIMSOLL_TEST_CRASH");
    if (asked == nullptr || point.overrides != Overrides{}) return;
    const std::string_view which = asked;
    const auto number = fmt::format(":{}", point.replication + 1);
    if (which == "*" + number || which == deployment + number) std::raise(SIGSEGV);
}
#endif

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

results::RunResult simulate_point(const Experiment& experiment, const Point& point, SharedTraffic& traffic,
                                  const std::optional<std::filesystem::path>& request_log,
                                  const FractionDone& progress) {
    auto input = input_of(experiment, point);
#ifdef PLIMSOLL_TEST_HOOKS
    crash_if_asked(input.plan.name, experiment.scenario.workload.load, point);
#endif
    input.options.progress = progress;
    std::optional<RequestLog> log;
    if (request_log) {
        log.emplace(*request_log, input.plan.network);
        input.options.log = [&log](const RequestRecord& record) {
            with_log(log, [&record](RequestLog& open) { open.add(record); });
        };
    }
    auto result = simulator().simulate(input.plan, traffic.open(input), input.options);
    with_log(log, [](RequestLog& open) { open.finish(); });
    return result;
}

}  // namespace

WorkerTask simulation_task(const Experiment& experiment, const PlannedPoint& planned, SharedTraffic& traffic,
                           std::optional<std::filesystem::path> request_log) {
    return {label_of(experiment, planned), planned.point.overrides.load,
            [&experiment, &traffic, point = planned.point, log = std::move(request_log)](const FractionDone& progress) {
                return results::encode(simulate_point(experiment, point, traffic, log, progress));
            }};
}

results::RunResult SimulatedRun::run() const { return here ? *here : results::decode(bytes); }

WorkerTask simulation_here(const Experiment& experiment, const PlannedPoint& planned, SharedTraffic& traffic,
                           std::shared_ptr<results::RunResult> here) {
    const auto work = [&experiment, &traffic, point = planned.point,
                       here = std::move(here)](const FractionDone& progress) {
        *here = simulate_point(experiment, point, traffic, {}, progress);
        return Bytes();
    };
    return {label_of(experiment, planned), planned.point.overrides.load, work, true};
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
