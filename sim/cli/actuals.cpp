// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/actuals.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/enum_names.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/projection_options.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct ActualsOptions {
    ProjectionOptions projection;
    std::string bill;
    std::string deployment;
    std::string cost = "billed";
    std::vector<std::string> where;
    bool json = false;
};

constexpr const char* kActualsExamples = R"(
The bill is a CSV file by FOCUS (1.0 to 1.2), as AWS, Google Cloud, Azure and others export it; plain, gzip or Zstandard.
The projection begins with its first month unless the scenario or --start says otherwise.

Examples:
  plimsoll actuals my.json bill.csv
  plimsoll actuals my.json bill.csv.gz --deployment "smaller GPUs on spot" --where SubAccountName=search
  plimsoll actuals my.json bill.csv --where Tags.team=search --cost effective --months 12 --json)";

ExitStatus compare_bill(const ActualsOptions& options) {
    std::vector<sim::BillCondition> conditions;
    for (const auto& text : options.where) conditions.push_back(sim::parse_bill_condition(text));
    const auto cost = *scenarios::value_named<sim::BillCost>(options.cost);
    const auto bill = sim::read_focus_bill(options.bill, cost, conditions);
    const auto projection = options.projection.project(bill.months.begin()->first);
    const auto actuals = sim::compare_with_bill(projection, options.deployment, bill, cost);
    print(options.json ? sim::actuals_json(actuals)
                       : sim::actuals_text(actuals, static_cast<std::size_t>(output_width())));
    return projection.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_actuals(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "actuals", "Hold a bill that came against what was projected: month by month, service by service, and why");
    auto options = std::make_shared<ActualsOptions>();
    options->projection.add_to(*command);
    command->add_option("BILL", options->bill, "The bill, a CSV file by FOCUS")->required()->check(CLI::ExistingFile);
    command->add_option("--deployment", options->deployment, "The one that runs; needed where there are several")
        ->type_name("NAME");
    command
        ->add_option("--where", options->where,
                     "Only charges whose column, or tag, says this, e.g. SubAccountName=search or Tags.team=search; "
                     "can be repeated")
        ->type_name("COLUMN=VALUE")
        ->allow_extra_args(false);
    command->add_option("--cost", options->cost, "Which cost of a charge counts: billed, effective, contracted or list")
        ->type_name("COST")
        ->capture_default_str()
        ->check(CLI::IsMember(scenarios::spelled<sim::BillCost>()));
    command->add_flag("--json", options->json, "Print the comparison as JSON (plimsoll.actuals/1)");
    command->footer(kActualsExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return compare_bill(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
