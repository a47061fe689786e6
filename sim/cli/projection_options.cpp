// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/projection_options.hpp"

#include "scenarios/command_line/usage.hpp"
#include "scenarios/month.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <utility>

namespace plimsoll::cli {

ProjectionOptions::ProjectionOptions() : jobs_(sim::available_processors()) {}

void ProjectionOptions::add_to(CLI::App& command) {
    constexpr std::uint32_t kMostMonths = 120;
    constexpr double kMostLoad = 1000;
    scenario_.add_to(command);
    command.add_option("--start", start_, "First month, instead of the scenario's")->type_name("YYYY-MM");
    command.add_option("--months", months_, "How many months")->type_name("N")->check(CLI::Range(1U, kMostMonths));
    command.add_option("--growth", growth_, "Of the load, as a fraction a month: 0.03")
        ->type_name("X")
        ->check(CLI::Range(-0.99, 10.0));
    command.add_option("--growth-sd", growth_sd_, "How sure that is: its standard deviation")
        ->type_name("X")
        ->check(CLI::Range(0.0, 10.0));
    command.add_option("--weekend", weekend_, "Load of a Saturday or Sunday beside that of a weekday")
        ->type_name("X")
        ->check(CLI::Range(0.0, kMostLoad));
    command
        .add_option("--commitment", commitments_,
                    "A reservation or savings plan beside those of the scenario, as an element of "
                    "/projection/commitments (JSON); can be repeated")
        ->type_name("JSON")
        ->allow_extra_args(false);
    command
        .add_option("--rates", rates_,
                    "Rates of commitments of your own (JSON, as in pricing/commitments), before those that are known")
        ->type_name("FILE")
        ->check(not_empty());
    command.add_option("--budget", budget_, "Budget of a month")->type_name("USD")->check(CLI::PositiveNumber);
    add_jobs(command, jobs_, "Simulations at a time, each in a process; the result is the same for any number");
    add_cache(command, cache_,
              "Take simulations that this program has run before from this folder, and keep new ones there");
}

void ProjectionOptions::change(scenarios::ProjectionSpec& spec) const {
    if (!start_.empty()) {
        spec.start = scenarios::parse_month(start_);
        if (!spec.start)
            throw UsageError(fmt::format("--start: \"{}\" is no month; write for example 2027-01", start_));
    }
    spec.months = months_.value_or(spec.months);
    spec.growth = growth_.value_or(spec.growth);
    spec.growth_sd = growth_sd_.value_or(spec.growth_sd);
    spec.weekend = weekend_.value_or(spec.weekend);
    if (budget_) spec.budget_per_month = budget_;
}

/// The scenario with the commitments of the command line behind its own.
scenarios::ScenarioDraft ProjectionOptions::draft() const {
    auto given = scenario_.read();
    const auto draft = [&] { return scenarios::draft_scenario(given.text, given.path, given.overrides); };
    auto read = draft();
    if (commitments_.empty()) return read;
    const auto provide = [&](const char* pointer, const char* empty) {
        if (read.scenario.set_in_file.find(pointer) == nullptr)
            given.overrides.push_back(fmt::format("{}={}", pointer, empty));
    };
    provide("/projection", "{}");
    provide("/projection/commitments", "[]");
    for (const auto& commitment : commitments_) given.overrides.push_back("/projection/commitments/-=" + commitment);
    return draft();
}

sim::Projection ProjectionOptions::project(std::optional<std::chrono::year_month> first) const {
    const auto store = cache_.empty() ? nullptr : sim::open_run_store(cache_);
    auto draft = this->draft();
    auto spec = draft.projection;
    change(spec);
    if (!spec.start) spec.start = first;
    const auto experiment = ScenarioOptions::resolve(std::move(draft));
    auto projection = sim::project(experiment, spec, jobs_, store.get(), known_commitments(rates_));
    for (const auto& remark : projection.remarks) print_error(fmt::format("plimsoll: {}\n", remark));
    for (const auto& lost : projection.lost)
        print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    return projection;
}

}  // namespace plimsoll::cli
