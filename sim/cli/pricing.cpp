// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Prices without a simulation: list, show, diff, check.
#include "pricing/offer/catalog_facts.hpp"
#include "pricing/offer/price_overlay.hpp"
#include "pricing/offer/region.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/today.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/catalog_options.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/pricing_report.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::cli {

namespace fs = std::filesystem;

namespace {

using pricing::Offer;

std::size_t width() { return static_cast<std::size_t>(output_width()); }

struct ListOptions {
    CatalogOptions catalogs;
    std::string provider, region, device, kind;
    bool json = false;
};

enum class Match { whole, part };

/// Those of which this is the value, or else part of it; all where none is asked for. \throws UsageError where none has
/// it
void keep(const char* option, const std::string& wanted, const std::function<std::string(const Offer&)>& value,
          std::vector<const Offer*>& offers, Match match = Match::whole) {
    if (wanted.empty()) return;
    std::set<std::string> known;
    for (const auto* offer : offers) known.insert(value(*offer));
    const bool part = match == Match::part && !known.contains(wanted);
    const auto fits = [&](const std::string& of) { return part ? of.find(wanted) != std::string::npos : of == wanted; };
    if (std::none_of(known.begin(), known.end(), fits)) {
        known.erase("");
        throw UsageError(fmt::format("{}: there is no \"{}\" among these offers, but {}", option, wanted,
                                     scenarios::one_of({known.begin(), known.end()})));
    }
    std::erase_if(offers, [&](const Offer* offer) { return !fits(value(*offer)); });
}

ExitStatus list(const ListOptions& options) {
    options.catalogs.use();
    std::vector<const Offer*> offers;
    for (const auto& offer : knowledge().catalog().offers()) offers.push_back(&offer);
    keep(
        "--provider", options.provider, [](const Offer& offer) { return pricing::provider_of(offer.id); }, offers);
    keep(
        "--region", options.region, [](const Offer& offer) { return pricing::region_of(offer.id); }, offers);
    keep(
        "--kind", options.kind, [](const Offer& offer) { return std::string(scenarios::name_of(offer.kind)); }, offers);
    keep(
        "--device", options.device, [](const Offer& offer) { return offer.device; }, offers, Match::part);
    if (options.json)
        print_json(offers_json(offers));
    else
        // Who passes the table on wants all of it.
        print(offers_text(offers, output_is_terminal() ? width() : std::numeric_limits<std::size_t>::max()));
    return ExitStatus::done;
}

struct ShowOptions {
    CatalogOptions catalogs;
    std::string offer;
    bool json = false;
};

/// The catalogs that count, those of one's own behind the program's.
std::vector<fs::path> all_catalog_files(const std::vector<std::string>& own) {
    auto files = pricing::catalog_files(scenarios::data_folder() / "pricing" / "catalog");
    for (const auto& path : own)
        for (auto& file : pricing::catalog_files(path))
            if (!pricing::is_price_overlay(file)) files.push_back(std::move(file));
    return files;
}

ExitStatus show_offer(const ShowOptions& options) {
    options.catalogs.use();
    const auto& catalog = knowledge().catalog();
    const auto* offer = catalog.find(options.offer);
    if (offer == nullptr) {
        const auto near = catalog.suggestions(options.offer);
        throw UsageError(fmt::format("there is no offer \"{}\"{}", options.offer,
                                     near.empty() ? "; `plimsoll pricing list` names them"
                                                  : fmt::format("; did you mean {}?", scenarios::one_of(near))));
    }
    const auto facts = pricing::catalog_facts(all_catalog_files(options.catalogs.paths)).at(offer->id);
    if (options.json)
        print_json(offer_json(*offer, facts));
    else
        print(offer_text(*offer, facts, width()));
    return ExitStatus::done;
}

struct CatalogDiffOptions {
    std::string before, after;
    bool json = false;
};

/// \throws InputError for a catalog with problems, IoError
std::map<std::string, nlohmann::json> facts_of(const std::string& path) {
    const auto files = pricing::catalog_files(path);
    std::vector<Problem> problems;
    static_cast<void>(pricing::read_catalog_files(files, problems));
    if (!problems.empty()) throw InputError(std::move(problems));
    return pricing::catalog_facts(files);
}

ExitStatus diff_catalogs(const CatalogDiffOptions& options) {
    const auto difference = pricing::difference_of(facts_of(options.before), facts_of(options.after));
    if (options.json)
        print_json(difference_json(difference));
    else
        print(difference_text(difference, width()));
    return difference.same() ? ExitStatus::done : ExitStatus::not_met;
}

struct CheckOptions {
    std::vector<std::string> paths;
    int older_than = 0;  ///< months; 0: any age
    bool json = false;
};

/// What these files say, and what overlays among them change of it and of the program's own catalog.
CatalogReport check_catalogs(const CheckOptions& options) {
    std::vector<fs::path> files, overlays;
    for (const auto& path : options.paths)
        for (const auto& file : pricing::catalog_files(path))
            (pricing::is_price_overlay(file) ? overlays : files).push_back(file);
    CatalogReport report;
    const auto entries = pricing::read_catalog_files(files, report.problems);
    if (!overlays.empty() && report.problems.empty()) {
        std::vector<Offer> offers = knowledge().catalog().offers();
        for (const auto& entry : entries) {
            std::erase_if(offers, [&](const Offer& offer) { return offer.id == entry.offer.id; });
            offers.push_back(entry.offer);
        }
        pricing::apply_price_overlays(overlays, offers, report.problems);
    }
    report.offers = entries.size();
    report.overlays = overlays.size();
    for (const auto& entry : entries)
        if (entry.offer.provenance.single_source() && !entry.offer.provenance.example)
            report.single_source.push_back(entry.offer.id);
    report.warnings = catalog_warnings(
        entries, options.older_than > 0 ? std::optional<int>(options.older_than) : std::nullopt, *Date::parse(today()));
    return report;
}

ExitStatus check_prices(const CheckOptions& options) {
    auto report = check_catalogs(options);
    if (options.json) {
        print_json(report_json(report));
        return report.problems.empty() ? ExitStatus::done : ExitStatus::bad_input;
    }
    if (!report.problems.empty()) throw InputError(std::move(report.problems));
    print(report_text(report, width()));
    return ExitStatus::done;
}

void add_pricing_list(CLI::App& pricing, Action& chosen) {
    auto* command = pricing.add_subcommand("list", "The offers, with their prices and how far to trust them");
    auto options = std::make_shared<ListOptions>();
    command->add_option("--provider", options->provider, "Only of this provider, e.g. aws")->type_name("NAME");
    command->add_option("--region", options->region, "Only in this region, e.g. us-east-1")->type_name("NAME");
    command
        ->add_option("--device", options->device, "Only with this device of models/devices, or part of its name: h100")
        ->type_name("NAME");
    command->add_option("--kind", options->kind, "Only of this kind: instance, function, container or api")
        ->type_name("KIND")
        ->check(CLI::IsMember(scenarios::spelled<pricing::OfferKind>()));
    options->catalogs.add_to(*command);
    command->add_flag("--json", options->json, "Print JSON (plimsoll.offers/1)");
    command->footer(R"(
Examples:
  plimsoll pricing list --provider aws --device nvidia-l4
  plimsoll pricing list --kind api --json)");
    command->callback([options, &chosen] { chosen = [options] { return list(*options); }; });
}

void add_pricing_show(CLI::App& pricing, Action& chosen) {
    auto* command = pricing.add_subcommand("show", "Everything that the catalog says of an offer");
    auto options = std::make_shared<ShowOptions>();
    command->add_option("OFFER", options->offer, "Its id, as provider/region/name")->required()->type_name("");
    options->catalogs.add_to(*command);
    command->add_flag("--json", options->json, "Print JSON (plimsoll.offer/1)");
    command->footer(R"(
Example:
  plimsoll pricing show aws/us-east-1/g5.xlarge)");
    command->callback([options, &chosen] { chosen = [options] { return show_offer(*options); }; });
}

void add_pricing_diff(CLI::App& pricing, Action& chosen) {
    auto* command = pricing.add_subcommand("diff", "In what two catalogs differ");
    auto options = std::make_shared<CatalogDiffOptions>();
    command->add_option("BEFORE", options->before, "A catalog, or a folder of them")->required()->type_name("");
    command->add_option("AFTER", options->after, "Another one")->required()->type_name("");
    command->add_flag("--json", options->json, "Print JSON (plimsoll.catalog_difference/1)");
    command->footer(R"(
Exit status 0 where both say the same, 1 where they differ.

Example:
  plimsoll pricing diff july.json november.json)");
    command->callback([options, &chosen] { chosen = [options] { return diff_catalogs(*options); }; });
}

void add_pricing_check(CLI::App& pricing, Action& chosen) {
    auto* command = pricing.add_subcommand("check", "Find all problems of catalogs, with entry, line and hint");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("FILE", options->paths, "Catalogs, overlays of negotiated prices, or folders of both")
        ->required()
        ->type_name("");
    constexpr int kMostMonths = 1200;
    command->add_option("--older-than", options->older_than, "Warn of prices that are older than so many months")
        ->type_name("MONTHS")
        ->check(CLI::Range(1, kMostMonths));
    command->add_flag("--json", options->json, "Print what was found as JSON (plimsoll.catalog_check/1)");
    command->footer(R"(
Reads them as the program would: currency, units, prices (none may be 0 unless it says "free": true), tiers, regions,
ids and SKUs that stand twice, sources and dates. Entries of a single source are listed. Exit status 3 where there are
problems; they go to standard error, with --json to standard output.

Example:
  plimsoll pricing check ours.json --older-than 6)");
    command->callback([options, &chosen] { chosen = [options] { return check_prices(*options); }; });
}

}  // namespace

void add_pricing(CLI::App& app, Action& chosen) {
    auto* pricing = app.add_subcommand("pricing", "Look at prices, check catalogs, and import those of providers");
    pricing->require_subcommand(1);
    add_pricing_list(*pricing, chosen);
    add_pricing_show(*pricing, chosen);
    add_pricing_diff(*pricing, chosen);
    add_pricing_check(*pricing, chosen);
    add_pricing_import(*pricing, chosen);
    pricing->footer(R"(
Examples:
  plimsoll pricing list --device nvidia-h100-80gb
  plimsoll pricing check ours.json)");
}

}  // namespace plimsoll::cli
