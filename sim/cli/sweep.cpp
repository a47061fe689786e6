// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/today.hpp"
#include "scenarios/readable.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/grid_options.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/status_line.hpp"
#include "sim/cli/sweep_job.hpp"
#include "sim/report/files.hpp"
#include "sim/run/build_identity.hpp"
#include "sim/run/folder_store.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/simulator_module.hpp"
#include "sim/run/worker_pool.hpp"
#include "sim/sweep/experiment_at.hpp"
#include "sim/sweep/input_hashes.hpp"
#include "sim/sweep/recurrence.hpp"
#include "sim/sweep/shard.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <plimsoll_version.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace plimsoll::cli {

namespace {

struct SweepOptions {
    ScenarioOptions scenario;
    GridOptions grid;
    std::string out;
    std::string shard = "auto";
    std::string cache;
    std::string progress = "auto";
    std::string emit;  ///< a kind of job; empty: run it here
    std::size_t parts = 16;
    unsigned jobs = sim::available_processors();
    bool jobs_given = false;
    bool resume = false;
    bool dry_run = false;

    [[nodiscard]] bool events() const { return progress == "json"; }
};

constexpr const char* kSweepExamples = R"(
Values: 1,2,4 or "5 /s","10 /s", or a range with both of its ends: 1..16:5 in equal steps, 1..16:log:5 in equal factors,
"1 s..100 s:log:3" with a unit. A name before it names the column: load:/workload/load=1,2,4.

Examples:
  plimsoll sweep my.json --over /workload/load=0.5..8:log:9 --over /deployments/0/pools/0/replicas/max=1,2,4,8 -o out.sqlite
  plimsoll sweep my.json --over /workload/load=1,2,4 --zip /slo/0/at_most='"1 s","2 s"' --zip /experiment/seed=1,2 --dry-run
  plimsoll sweep my.json --over /workload/load=1..100:100 --shard 2/8 -o part2.sqlite
  plimsoll sweep my.json -o out.sqlite    (what varies stands in the scenario, under "sweep")
  plimsoll sweep my.json --over /workload/load=1..100:1000 -o out.sqlite --emit slurm --parts 20 > sweep.sh
  plimsoll query out.sqlite "SELECT load, deployment, cost_per_month FROM winners")";

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) return {};
    return value;
}

sim::Experiment at_point(const sim::SweepInputs& inputs, std::size_t point) {
    return sim::experiment_at(inputs.scenario, sim::Grid(inputs.axes).overrides_at(point), knowledge());
}

/// Those of --catalog, or of the result that is swept again: the files that the scenario names count beside them.
std::vector<std::string> catalogs_of_command_line(const std::vector<results::CatalogUsed>& used) {
    std::vector<std::string> paths;
    for (const auto& catalog : used)
        if (!catalog.in_scenario) paths.push_back(catalog.file);
    return paths;
}

/// A point where the scenario makes sense. Where it has problems at the first, the middle and the last point, they are
/// most likely those of all. \throws InputError then
std::size_t sensible_point(const sim::SweepInputs& inputs, const std::vector<std::size_t>& points) {
    std::optional<InputError> first;
    for (const auto point : {points.front(), points[points.size() / 2], points.back()}) {
        try {
            static_cast<void>(at_point(inputs, point));
            return point;
        } catch (const InputError& error) {
            if (!first) first = error;
        }
    }
    throw InputError(*first);
}

/// Simulations that several points have, kept beside the store while it is filled where no folder for them is named.
class RunsBeside {
public:
    explicit RunsBeside(const std::string& store) : folder_(store + ".runs"), runs_(folder_) {}
    /// Nothing else that somebody has put there goes.
    ~RunsBeside() {
        constexpr std::uintmax_t kNothing = 0;
        sim::FolderStore(folder_, kNothing).trim();
        std::error_code not_empty;
        std::filesystem::remove(folder_, not_empty);
    }
    RunsBeside(const RunsBeside&) = delete;
    RunsBeside& operator=(const RunsBeside&) = delete;
    [[nodiscard]] sim::RunStore* get() { return &runs_; }

private:
    std::string folder_;
    sim::FolderStore runs_;
};

/// A line that overwrites itself, or events.
class Display {
public:
    explicit Display(const SweepOptions& options)
        : events_(options.events()), bar_(options.progress == "auto" && error_is_terminal()) {}
    void show(const sim::SweepProgress& progress) {
        const auto now = Clock::now();
        constexpr auto kBetween = std::chrono::milliseconds(100);
        if (progress.done != progress.of && now - last_ < kBetween) return;
        last_ = now;
        const double elapsed = std::chrono::duration<double>(now - start_).count();
        const double rate = elapsed > 0 ? static_cast<double>(progress.done) / elapsed : 0;
        const double left = rate > 0 ? static_cast<double>(progress.of - progress.done) / rate : 0;
        if (events_) tell(progress, rate, left);
        if (bar_) draw(progress, rate, left);
    }

private:
    using Clock = std::chrono::steady_clock;

    static void tell(const sim::SweepProgress& progress, double rate, double left) {
        nlohmann::ordered_json event{{"event", "progress"},   {"done", progress.done},
                                     {"of", progress.of},     {"invalid", progress.invalid},
                                     {"lost", progress.lost}, {"simulations", progress.simulated},
                                     {"points_per_s", rate},  {"eta_s", left}};
        if (progress.best_per_month)
            event["best"] = {{"cost_per_month", *progress.best_per_month}, {"is", progress.best}};
        print_event(event);
    }
    void draw(const sim::SweepProgress& progress, double rate, double left) {
        std::string best;
        if (progress.best_per_month)
            best = fmt::format("; best ${:.4g} a month: {}", *progress.best_per_month, progress.best);
        auto line = fmt::format("{} of {} points, {:.3g} points/s, {} left{}", progress.done, progress.of, rate,
                                scenarios::time_left_text(left), best);
        line.resize(std::min<std::size_t>(line.size(), static_cast<std::size_t>(output_width()) - 1));
        line_.show(line);
    }

    StatusLine line_;
    bool events_;
    bool bar_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_{};
};

ExitStatus dry_run(const sim::SweepInputs& inputs, const std::vector<std::size_t>& points) {
    const sim::Grid grid(inputs.axes);
    std::string text = fmt::format("{} points", points.size());
    if (points.size() < *grid.count()) text += fmt::format(" of {} combinations", *grid.count());
    text += "\n";
    for (const auto* track : grid.tracks())
        text += fmt::format("  {:<20} {} values of {}: {} … {}\n", track->name, track->values.size(), track->pointer,
                            track->values.front(), track->values.back());
    if (!points.empty()) {
        const double each = sim::expected_requests(at_point(inputs, points.front()));
        text += fmt::format("about {:.2g} requests are simulated at the first point\n", each);
    }
    print(text);
    return ExitStatus::done;
}

/// The same arguments as a job for a cluster.
SweepJob job_of(const SweepOptions& options, std::size_t points) {
    SweepJob job{{"sweep", options.scenario.path}, options.out, std::min(options.parts, points), 1};
    const auto add = [&](const char* option, const std::vector<std::string>& values) {
        for (const auto& value : values)
            if (!value.empty()) job.arguments.insert(job.arguments.end(), {option, value});
    };
    add("--set", options.scenario.sets);
    add("--catalog", options.scenario.catalogs.paths);
    add("--over", options.grid.over);
    add("--zip", options.grid.zip);
    add("--where", {options.grid.where});
    add("--cache", {options.cache});
    if (options.grid.most_points != kMostPoints) add("--most-points", {fmt::format("{}", options.grid.most_points)});
    if (options.jobs_given) job.processors = options.jobs;
    return job;
}

std::string outcome_text(const sim::SweepProgress& progress, std::size_t missing, const std::string& store) {
    auto text = fmt::format("{}: {} points added by {} simulation{}", store, progress.done, progress.simulated,
                            progress.simulated == 1 ? "" : "s");
    if (progress.invalid > 0)
        text += fmt::format(", of which {} are invalid (their message says why)", progress.invalid);
    if (progress.lost > 0) text += fmt::format(", {} lost", progress.lost);
    text += missing == 0 ? "; complete\n" : fmt::format("; {} of other parts are missing\n", missing);
    if (progress.best_per_month)
        text += fmt::format("best: ${:.4g} a month, {}\n", *progress.best_per_month, progress.best);
    return text;
}

ExitStatus sweep(const SweepOptions& options) {
    std::future<void> loading;  // the simulator takes longer to load than all that is done before it is needed
    if (!options.dry_run && options.emit.empty()) loading = sim::simulator_in_advance();
    const auto given = options.scenario.read();
    auto varied = options.grid.varied(given);
    sim::SweepInputs inputs;
    inputs.program = kVersion;
    inputs.build = sim::build_identity();
    inputs.scenario = given;
    inputs.axes = std::move(varied.axes);
    inputs.where = std::move(varied.where);
    const auto points = options.grid.points(sim::Grid(inputs.axes), inputs.where);
    if (options.dry_run) return dry_run(inputs, points);
    if (options.out.empty()) throw UsageError("name the store for the results: -o out.sqlite (or --dry-run)");
    if (std::filesystem::exists(options.out) && !options.resume)
        throw UsageError(fmt::format("{} is there already; --resume completes it", options.out));
    const auto point = sensible_point(inputs, points);
    if (!options.emit.empty()) {
        if (options.scenario.path == "-") throw UsageError("--emit: a job needs the scenario as a file");
        print_as_is(job_text(job_of(options, points.size()), options.emit));
        return ExitStatus::done;
    }
    inputs.catalogs = knowledge().own_catalogs();
    inputs.data = sim::hash_of_data(catalogs_of_command_line(inputs.catalogs));
    inputs.files = sim::hash_of_named_files(inputs.scenario, inputs.axes);
    sim::SweepStore store(options.out, inputs);

    sim::SweepOptions run;
    run.jobs = options.jobs;
    run.shard = sim::parse_shard(options.shard, environment);
    const auto kept = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    std::optional<RunsBeside> beside;
    if (!kept && sim::simulations_recur(inputs, point, knowledge())) beside.emplace(options.out);
    run.store = beside ? beside->get() : kept.get();
    run.today = today();
    sim::SweepProgress progress;
    loading.get();
    {
        Display display(options);
        run.progress = [&display](const sim::SweepProgress& now) { display.show(now); };
        progress = sim::run_sweep(inputs, points, run, knowledge(), store);
    }
    const auto there = store.count();
    if (there >= points.size()) store.put_in_order();
    if (!options.events())
        print_error(outcome_text(progress, points.size() - std::min(there, points.size()), options.out));
    return progress.lost > 0 ? ExitStatus::partial : ExitStatus::done;
}

}  // namespace

void add_sweep(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("sweep", "Compare the deployments of a scenario at many values of anything in it");
    auto options = std::make_shared<SweepOptions>();
    options->scenario.add_to(*command);
    options->grid.add_to(*command);
    command->add_option("-o,--out", options->out, "The store for the results, an SQLite file")->type_name("STORE");
    command->add_flag("--resume", options->resume, "Complete the store: points that are in it are not run again");
    command
        ->add_option("--shard", options->shard,
                     "Only this part of the points, 2/8 for the second of eight; auto: what an array job of Slurm, "
                     "Kubernetes or AWS Batch says of itself")
        ->type_name("PART")
        ->capture_default_str();
    auto* jobs =
        add_jobs(*command, options->jobs, "Points at a time, each in a process; the result is the same for any number");
    add_cache(*command, options->cache,
              "Keep simulations in this folder for other sweeps, too. What several points of one sweep have in common "
              "is simulated once without it");
    command
        ->add_option("--emit", options->emit,
                     "Run nothing, and print the same sweep as a job: a script for Slurm, a manifest for Kubernetes, a "
                     "Snakefile, or a script for GNU parallel")
        ->type_name("KIND")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(kJobKinds), std::end(kJobKinds))));
    command->add_option("--parts", options->parts, "With --emit: how many parts the job has")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1, 100'000));
    command->add_flag("--dry-run", options->dry_run, "Say how many points there are, and run none");
    add_progress(*command, options->progress);
    command->footer(kSweepExamples);
    command->callback([options, jobs, &chosen] {
        options->jobs_given = jobs->count() > 0;
        chosen = [options] {
            return guarded([options] { return sweep(*options); },
                           options->events() ? ErrorFormat::events : ErrorFormat::text);
        };
    });
}

}  // namespace plimsoll::cli
