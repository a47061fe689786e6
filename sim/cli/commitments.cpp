// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/commitments.hpp"

#include "pricing/quantity.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/deployment_choice.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct CommitmentsOptions {
    ScenarioOptions scenario;
    std::vector<std::string> deployments;
    std::vector<std::string> kinds;
    std::string term = "1y";
    std::string upfront = "none";
    std::string demand;
    std::string discount;
    std::string rates;
    unsigned jobs = sim::available_processors();
    std::string cache;
    bool json = false;
};

constexpr const char* kCommitmentsExamples = R"(
Each deployment is simulated as `compare` does, and its machines on demand are added up by the clock hour. Of the kinds
that its provider sells, the mix is chosen by which the expected cost is least. Rates are facts with a source; where none is
known, give yours.

Examples:
  plimsoll commitments my.json
  plimsoll commitments my.json --deployment "large GPUs" --term 3y --discount 55% --demand 60%..110%
  plimsoll commitments result.json --kind gcp-resource-cud --json)";

/// "60%..110%" or "0.6..1.1". \throws UsageError
sim::DemandRange parse_demand(const std::string& text) {
    if (text.empty()) return {};
    const auto dots = text.find("..");
    if (dots == std::string::npos) throw UsageError(fmt::format("--demand '{}' is no range such as 60%..110%", text));
    constexpr double kMost = 10;
    constexpr double kPercent = 100;
    const auto level = [&](std::string end) {
        const bool percent = end.ends_with('%');
        if (percent) end.pop_back();
        const auto value = pricing::parse_quantity(end);
        const double factor = value ? static_cast<double>(*value) / (percent ? kPercent : 1) : kMost + 1;
        if (factor > kMost)
            throw UsageError(fmt::format("--demand '{}' is no range such as 60%..110%, up to 10 times", text));
        return factor;
    };
    const sim::DemandRange range{level(text.substr(0, dots)), level(text.substr(dots + 2))};
    if (range.low >= range.high)
        throw UsageError(fmt::format("--demand '{}': the low end must be below the high one", text));
    return range;
}

/// All of them where none is named. \throws UsageError for one that is not there
std::vector<pricing::CommitmentProduct> products_of(const std::vector<std::string>& kinds,
                                                    const pricing::CommitmentCatalog& catalog) {
    if (kinds.empty()) return catalog.products;
    std::vector<pricing::CommitmentProduct> chosen;
    for (const auto& kind : kinds) {
        const auto found = std::find_if(catalog.products.begin(), catalog.products.end(),
                                        [&](const auto& product) { return product.id == kind; });
        if (found == catalog.products.end())
            throw UsageError(fmt::format("--kind: there is no \"{}\", but {}", kind, scenarios::one_of(catalog.ids())));
        chosen.push_back(*found);
    }
    return chosen;
}

/// Percent, exact. \throws UsageError
pricing::Quantity parse_discount(const std::string& text) {
    constexpr int kPercent = 100;
    const double share = parse_share("--discount", text);
    if (share <= 0 || share >= 1) throw UsageError(fmt::format("--discount '{}' is not between 0% and 100%", text));
    // To a millionth of a percent, so that 37% is 37 and not what a binary fraction makes of it.
    return pricing::parse_quantity(fmt::format("{:.6f}", share * kPercent)).value();
}

sim::CommitmentOptions what_to_do(const CommitmentsOptions& options, const sim::Experiment& experiment) {
    const auto catalog = known_commitments(options.rates);
    sim::CommitmentOptions chosen;
    chosen.products = products_of(options.kinds, catalog);
    if (!options.discount.empty())
        chosen.products =
            sim::assume_discount(options.kinds.empty() ? std::vector<pricing::CommitmentProduct>{} : chosen.products,
                                 parse_discount(options.discount), experiment);
    chosen.sustained_use = catalog.sustained_use;
    chosen.term = scenarios::value_named<pricing::Term>(options.term).value();
    chosen.upfront = scenarios::value_named<pricing::Upfront>(options.upfront).value();
    chosen.demand = parse_demand(options.demand);
    chosen.jobs = options.jobs;
    return chosen;
}

ExitStatus commitments(const CommitmentsOptions& options) {
    const auto experiment = options.scenario.resolve();
    auto chosen = what_to_do(options, experiment);
    const auto deployments = chosen_deployments(options.deployments, experiment);
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    chosen.store = store.get();
    const auto report = sim::run_commitments(experiment, deployments, chosen);
    for (const auto& remark : report.remarks) print_error(fmt::format("plimsoll: {}\n", remark));
    for (const auto& lost : report.lost) print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    print(options.json ? sim::commitments_json(report, chosen, experiment)
                       : sim::commitments_text(report, chosen, static_cast<std::size_t>(output_width())));
    return report.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_commitments(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "commitments", "Say which reservations and savings plans would be worth it on top of what is simulated");
    auto options = std::make_shared<CommitmentsOptions>();
    options->scenario.add_to(*command);
    command->add_option("--deployment", options->deployments, "Only this one; can be repeated. All of them by default")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        ->add_option("--kind", options->kinds,
                     "Only this kind, e.g. aws-compute-savings-plan; can be repeated. All of them by default")
        ->type_name("KIND")
        ->allow_extra_args(false);
    command->add_option("--term", options->term, "For so long: 1y or 3y")
        ->type_name("TERM")
        ->capture_default_str()
        ->check(CLI::IsMember({"1y", "3y"}));
    command->add_option("--upfront", options->upfront, "What is paid upfront: none, partial or all")
        ->type_name("PART")
        ->capture_default_str()
        ->check(CLI::IsMember({"none", "partial", "all"}));
    command
        ->add_option("--demand", options->demand,
                     "Between so many times the machines in every hour, each equally probable, e.g. 60%..110%")
        ->type_name("LOW..HIGH")
        ->check(not_empty());
    command
        ->add_option("--discount", options->discount,
                     "Assume this discount for every machine, by --kind where that is given, else by reservations")
        ->type_name("SHARE")
        ->check(not_empty());
    command
        ->add_option("--rates", options->rates,
                     "Rates of your own (JSON, as in pricing/commitments), before those that are known")
        ->type_name("FILE")
        ->check(not_empty());
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the result is the same for any number");
    add_cache(*command, options->cache,
              "Take simulations that this program has run before from this folder, and keep new ones there");
    command->add_flag("--json", options->json, "Print the report as JSON (plimsoll.commitments/1)");
    command->footer(kCommitmentsExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return commitments(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
