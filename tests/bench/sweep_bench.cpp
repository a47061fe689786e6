// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// What a point of a sweep costs beyond its simulations: the program with one process at a time, beside the same
// simulations in this process.
#include "scenarios/loader.hpp"
#include "sim/fleet/simulation.hpp"
#include "sim/resolve/resolve.hpp"
#include "sim/run/point.hpp"
#include "sim/run/shared_traffic.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace plimsoll::sim {
namespace {

/// Two deployments of M/M/c, 3,600 requests an hour at a load of 1.
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

std::string hours_set(std::int64_t hours) { return fmt::format("/experiment/horizon={} h", hours); }

/// Processor time of the points' simulations, with the traffic of a point drawn once for its deployments, as a sweep
/// draws it.
double simulations_alone(std::int64_t hours) {
    Knowledge known(PLIMSOLL_SOURCE_DIR);
    const auto experiment = resolve(scenarios::parse_scenario(kSmall, "small.json", {hours_set(hours)}), known);
    const double before = processor_seconds(RUSAGE_SELF);
    for (int point = 0; point < kPoints; ++point) {
        std::vector<Point> both;
        for (std::size_t d = 0; d < experiment.deployments.size(); ++d)
            both.push_back({d, 0, {.load = load_of(point)}});
        SharedTraffic traffic(experiment, SharedRequests::Reach::this_process);
        traffic.share(both);
        for (const Point& each : both) {
            const auto input = input_of(experiment, each);
            auto options = input.options;
            options.bucket_quantiles = false;
            options.lives = 0;
            benchmark::DoNotOptimize(simulate(input.plan, traffic.open(input), options).fingerprint);
            traffic.finished(each);
        }
    }
    return processor_seconds(RUSAGE_SELF) - before;
}

/// A folder for scenario and store that goes in the end.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("plimsoll-bench-{}", ::getpid())) {
        std::filesystem::create_directories(path_);
        std::ofstream(path_ / "small.json") << kSmall;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// The command line of a sweep into a new store. \param more further options
    [[nodiscard]] std::string sweep(int points, const char* more) const {
        std::filesystem::remove(path_ / "out.sqlite");
        return fmt::format("exec {} sweep {} --over /workload/load=0.5..8:{} -j 1 -o {} {}", PLIMSOLL_BINARY,
                           (path_ / "small.json").string(), points, (path_ / "out.sqlite").string(), more);
    }

private:
    std::filesystem::path path_;
};

rusage run(const std::string& command) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        ::_exit(127);
    }
    int status = 0;
    rusage used{};
    if (::wait4(child, &status, 0, &used) != child || status != 0) std::abort();
    return used;
}

/// Processor time of the whole sweep, start and store included.
double swept(const Folder& folder, int points, std::int64_t hours) {
    const auto options = fmt::format("--set '{}' --progress none 2>/dev/null", hours_set(hours));
    return seconds_used(run(folder.sweep(points, options.c_str())));
}

/// Of points of so many hours. "of it simulations" is of the whole command; "of a further point simulations" leaves its
/// start out.
void points_of_a_sweep(benchmark::State& state) {
    const auto hours = state.range(0);
    const Folder folder;
    double sweeps = 0;
    double further = 0;
    double alone = 0;
    for ([[maybe_unused]] const auto _ : state) {
        const double once = swept(folder, kPoints, hours);
        sweeps += once;
        alone += simulations_alone(hours);
        further += swept(folder, 2 * kPoints, hours) - once;
    }
    const double points = kPoints * static_cast<double>(state.iterations());
    state.counters["points per processor second"] = points / sweeps;
    state.counters["of it simulations"] = alone / sweeps;
    state.counters["of a further point simulations"] = alone / further;
    state.counters["ms of a further point beside them"] = 1000 * (further - alone) / points;
}

/// Peak of the largest process. Short simulations: what grows would be points that wait, or are kept in mind.
void memory_of_a_sweep(benchmark::State& state) {
    constexpr int kFew = 1000;
    const Folder folder;
    const auto peak = [&](int points) {
        const auto command = folder.sweep(points, "--set '/experiment/horizon=1 min' --progress none 2>/dev/null");
        return static_cast<double>(run(command).ru_maxrss) / 1024;
    };
    double few = 0;
    double many = 0;
    for ([[maybe_unused]] const auto _ : state) {
        few = peak(kFew);
        many = peak(10 * kFew);
    }
    state.counters["MB for 1000 points"] = few;
    state.counters["ten times the points"] = many / few;
}

/// From the start of the program to the first point that is in the store: it is, before progress is told.
void first_point_of_a_sweep(benchmark::State& state) {
    const Folder folder;
    for ([[maybe_unused]] const auto _ : state) {
        std::FILE* told = ::popen((folder.sweep(kPoints, "--progress json 2>&1")).c_str(), "r");
        std::array<char, 1024> line{};
        if (std::fgets(line.data(), line.size(), told) == nullptr) std::abort();
        state.PauseTiming();
        while (std::fgets(line.data(), line.size(), told) != nullptr) {
        }
        ::pclose(told);
        state.ResumeTiming();
    }
}

}  // namespace

BENCHMARK(points_of_a_sweep)->Arg(1)->Arg(4)->ArgName("hours")->Iterations(6)->Unit(benchmark::kMillisecond);
BENCHMARK(memory_of_a_sweep)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(first_point_of_a_sweep)->Iterations(10)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace plimsoll::sim
