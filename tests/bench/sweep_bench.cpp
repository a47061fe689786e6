// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// What a point of a sweep costs beyond its simulations: the program with one process at a time, beside the same
// simulations in this process.
#include "scenarios/loader.hpp"
#include "sim/fleet/simulation.hpp"
#include "sim/resolve/resolve.hpp"
#include "sim/run/point.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace plimsoll::sim {
namespace {

/// Two deployments of M/M/c for an hour, 3,600 requests at a load of 1.
constexpr const char* kSmall = R"({"plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "1 /s"}}},
  "service": {"time": {"exponential": {"mean": "100 ms"}}},
  "deployments": [
    {"name": "a", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]},
    {"name": "b", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 2, "max": 2}}]}],
  "experiment": {"horizon": "1 h", "seed": 1, "replications": 1}})";
constexpr int kPoints = 200;

double load_of(int point) { return 0.5 + 7.5 * point / (kPoints - 1); }

double seconds_used(const rusage& usage) {
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}
double processor_seconds(int who) {
    rusage usage{};
    ::getrusage(static_cast<__rusage_who>(who), &usage);
    return seconds_used(usage);
}

/// Processor time of the points' simulations.
double simulations_alone() {
    Knowledge known(PLIMSOLL_SOURCE_DIR);
    const auto experiment = resolve(scenarios::parse_scenario(kSmall, "small.json", {}), known);
    const double before = processor_seconds(RUSAGE_SELF);
    for (int point = 0; point < kPoints; ++point)
        for (std::size_t d = 0; d < experiment.deployments.size(); ++d) {
            const auto input = input_of(experiment, {d, 0, {.load = load_of(point)}});
            auto options = input.options;
            options.bucket_quantiles = false;
            options.lives = 0;
            benchmark::DoNotOptimize(
                simulate(input.plan, experiment.traffic(input.options.seed, input.load), options).fingerprint);
        }
    return processor_seconds(RUSAGE_SELF) - before;
}

/// Processor time of the whole sweep, start and store included.
double swept(const std::filesystem::path& folder) {
    std::ofstream(folder / "small.json") << kSmall;
    std::filesystem::remove(folder / "out.sqlite");
    const auto command =
        fmt::format("{} sweep {} --over /workload/load=0.5..8:{} -j 1 --progress none -o {} 2>/dev/null",
                    PLIMSOLL_BINARY, (folder / "small.json").string(), kPoints, (folder / "out.sqlite").string());
    const double before = processor_seconds(RUSAGE_CHILDREN);
    if (std::system(command.c_str()) != 0) std::abort();
    return processor_seconds(RUSAGE_CHILDREN) - before;
}

void points_of_a_sweep(benchmark::State& state) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("plimsoll-bench-{}", ::getpid());
    std::filesystem::create_directories(folder);
    double sweeps = 0;
    double alone = 0;
    for ([[maybe_unused]] const auto _ : state) {
        sweeps += swept(folder);
        alone += simulations_alone();
    }
    std::filesystem::remove_all(folder);
    const double points = kPoints * static_cast<double>(state.iterations());
    state.counters["points per processor second"] = points / sweeps;
    state.counters["of it simulations"] = alone / sweeps;
}

}  // namespace

BENCHMARK(points_of_a_sweep)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace plimsoll::sim
