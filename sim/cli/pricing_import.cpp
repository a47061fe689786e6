// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/import.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/suggestion.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/knowledge.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct PriceImportOptions {
    std::vector<std::string> paths;
    std::string from, out, provider, region, date, system = "linux";
    std::vector<std::string> devices;
    bool json = false;
};

/// "g5.*=nvidia-a10g". \throws UsageError, also for a device that is not known
std::pair<std::string, std::string> device_mapping(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        throw UsageError(fmt::format("--device: expected PATTERN=DEVICE, such as g5.*=nvidia-a10g, not \"{}\"", text));
    auto device = text.substr(equals + 1);
    std::vector<std::string> known;
    for (const auto& [name, each] : knowledge().devices()) known.push_back(name);
    if (std::find(known.begin(), known.end(), device) == known.end()) {
        const auto hint = scenarios::did_you_mean(device, known);
        throw UsageError(fmt::format("--device: there is no device \"{}\"{}", device, hint.empty() ? "" : "; " + hint));
    }
    return {text.substr(0, equals), std::move(device)};
}

pricing::ImportRequest request_of(const PriceImportOptions& options) {
    pricing::ImportRequest request;
    request.files.assign(options.paths.begin(), options.paths.end());
    request.from = options.from;
    request.provider = options.provider;
    request.region = options.region;
    request.windows = options.system == "windows";
    if (!options.date.empty()) {
        request.date = Date::parse(options.date);
        if (!request.date)
            throw UsageError(fmt::format("--date: \"{}\" is no day; write for example 2026-07-20", options.date));
    }
    for (const auto& text : options.devices) request.devices.push_back(device_mapping(text));
    return request;
}

ExitStatus import_price_lists(const PriceImportOptions& options) {
    const auto import = pricing::import_prices(request_of(options));
    scenarios::write_whole(options.out, pricing::catalog_text(import));
    if (options.json) {
        print_json(nlohmann::ordered_json{{"schema", "plimsoll.price_import/1"},
                                          {"file", options.out},
                                          {"offers", import.offers().size()},
                                          {"left_out", import.skipped()}});
        return ExitStatus::done;
    }
    for (const auto& [reason, count] : import.skipped()) print_error(fmt::format("left out: {} {}\n", count, reason));
    const auto count = import.offers().size();
    print(fmt::format("{}: {} offer{}\n", options.out, count, count == 1 ? "" : "s"));
    return ExitStatus::done;
}

}  // namespace

void add_pricing_import(CLI::App& pricing, Action& chosen) {
    auto* command = pricing.add_subcommand("import", "Make a catalog of the price lists of providers and collectors");
    auto options = std::make_shared<PriceImportOptions>();
    command
        ->add_option(
            "FILE", options->paths,
            "Price lists, plain, .gz or .zst; pages of one list and lists that complete each other come together")
        ->required()
        ->type_name("");
    command
        ->add_option(
            "--from", options->from,
            fmt::format("{}; what each file looks like where not given", scenarios::one_of(pricing::import_formats())))
        ->type_name("FORMAT")
        ->check(CLI::IsMember(pricing::import_formats()));
    command->add_option("-o,--out", options->out, "The catalog to write")
        ->required()
        ->type_name("FILE")
        ->check(not_empty());
    command->add_option("--region", options->region, "Only this region")->type_name("NAME");
    command->add_option("--provider", options->provider, "Whose prices they are, where a table does not say it")
        ->type_name("NAME");
    command
        ->add_option(
            "--device", options->devices,
            "Which device of models/devices is in machines of this name, e.g. 'g5.*=nvidia-a10g'; can be repeated")
        ->type_name("PATTERN=DEVICE")
        ->allow_extra_args(false);
    command->add_option("--date", options->date, "The day on which the prices held, instead of what the list says")
        ->type_name("YYYY-MM-DD");
    command
        ->add_option("--os", options->system,
                     "Machines with this operating system: linux, or windows with its licence, whose offers end in "
                     "-windows")
        ->type_name("SYSTEM")
        ->capture_default_str()
        ->check(CLI::IsMember({"linux", "windows"}));
    command->add_flag("--json", options->json, "Print what came of it as JSON (plimsoll.price_import/1)");
    command->footer("\nFormats:\n" + pricing::import_formats_text() + R"(
Machines by the hour, in USD. Lists may be of any size. What is left out is counted with the reason, on standard error.

Examples:
  aws pricing get-products --service-code AmazonEC2 --filters Type=TERM_MATCH,Field=instanceType,Value=g5.xlarge > g5.json
  plimsoll pricing import g5.json -o ours.json
  plimsoll pricing import price-list.json spot-history.json --region us-east-1 -o ours.json
  plimsoll pricing import index.json.gz --os windows --region eu-west-1 -o windows.json
  plimsoll pricing import --from skypilot lambda/vms.csv -o lambda.json
  plimsoll compare my.json --catalog ours.json)");
    command->callback([options, &chosen] { chosen = [options] { return import_price_lists(*options); }; });
}

}  // namespace plimsoll::cli
