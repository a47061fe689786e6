// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/pricing_report.hpp"

#include "pricing/offer/catalog_facts.hpp"
#include "pricing/offer/region.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/printable.hpp"
#include "sim/cli/events.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::cli {

namespace {

using nlohmann::ordered_json;
using pricing::Offer;
using scenarios::Purchase;

using Row = std::vector<std::string>;

std::string price_text(const Offer& offer, Purchase purchase) {
    const auto price = pricing::hourly_price(offer, purchase);
    return price ? price->text() : "";
}

/// The prices of use.
std::vector<std::string> unit_prices(const Offer& offer) {
    std::vector<std::string> texts;
    for (const auto& meter : offer.meters) {
        auto text = std::visit(
            [](const auto& rule) {
                return rule.per_hour(Purchase::on_demand) ? std::string() : rule.describe(Purchase::on_demand);
            },
            meter);
        if (!text.empty()) texts.push_back(std::move(text));
    }
    return texts;
}

std::string device_text(const Offer& offer) {
    if (offer.device.empty()) return "";
    if (offer.devices > 1) return fmt::format("{} x {}", offer.devices, offer.device);
    return offer.device_share < 1 ? fmt::format("{:.2g} x {}", offer.device_share, offer.device) : offer.device;
}

std::string trust_text(const pricing::Provenance& from) {
    if (from.example) return "example";
    return from.verified ? "yes" : "no";
}

std::string date_text(const pricing::Provenance& from) { return from.date ? from.date->text() : "unknown"; }

/// "1" or "2+": how many there are beyond the second, nobody counts.
std::string sources_text(const pricing::Provenance& from) { return from.single_source() ? "1" : "2+"; }

/// Columns as wide as what is in them; the last is cut at the width. Numbers stand at the right.
std::string table(const std::vector<Row>& rows, const std::vector<bool>& numbers, std::size_t width) {
    std::vector<std::size_t> widths(numbers.size());
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], results::display_width(row[c]));
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (widths[c] == 0) continue;
            if (!line.empty()) line += "  ";
            line += numbers[c] ? results::padded_left(row[c], widths[c]) : results::padded_right(row[c], widths[c]);
        }
        text += results::ended_line(results::shortened(scenarios::printable(line), width));
    }
    return text;
}

ordered_json provenance_json(const pricing::Provenance& from) {
    ordered_json json{{"source", from.source}};
    json["date"] = from.date ? ordered_json(from.date->text()) : ordered_json();
    if (from.read) json["read"] = from.read->text();
    if (!from.also.empty()) json["also"] = from.also;
    if (!from.consistent_with.empty()) json["consistent_with"] = from.consistent_with;
    json["verified"] = from.verified;
    if (from.example) json["example"] = true;
    return json;
}

ordered_json summary_json(const Offer& offer) {
    ordered_json json{{"id", offer.id},
                      {"title", offer.title},
                      {"provider", pricing::provider_of(offer.id)},
                      {"region", pricing::region_of(offer.id)},
                      {"kind", scenarios::name_of(offer.kind)},
                      {"device", offer.device},
                      {"devices", offer.devices}};
    if (!offer.sku.empty()) json["sku"] = offer.sku;
    json["currency"] = "USD";
    for (const auto& [name, purchase] : scenarios::names_of<Purchase>())
        if (const auto price = pricing::hourly_price(offer, purchase))
            json["per_hour"][std::string(name)] = price->text();
    if (const auto units = unit_prices(offer); !units.empty()) json["unit_prices"] = units;
    json["provenance"] = provenance_json(offer.provenance);
    if (offer.spot_provenance) json["spot_provenance"] = provenance_json(*offer.spot_provenance);
    for (const auto& price : offer.negotiated) {
        const auto of = price.purchase ? scenarios::name_of(*price.purchase) : std::string_view("usage");
        json["negotiated"].push_back({{"purchase", of}, {"text", price.text}});
    }
    return json;
}

void add_section(const std::string& title, const std::vector<std::pair<std::string, std::string>>& rows,
                 std::size_t width, std::string& text) {
    if (rows.empty()) return;
    text += "\n" + title + "\n";
    std::size_t widest = 0;
    for (const auto& [name, value] : rows) widest = std::max(widest, name.size());
    for (const auto& [name, value] : rows)
        text += results::paragraph(value, width, "  " + results::padded_right(name, widest) + "  ",
                                   std::string(widest + 4, ' '));
}

/// The facts under this name, without it.
std::vector<std::pair<std::string, std::string>> facts_under(const std::map<std::string, std::string>& facts,
                                                             const std::string& name) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& [fact, value] : facts)
        if (fact.starts_with(name + "/")) rows.emplace_back(fact.substr(name.size() + 1), value);
    return rows;
}

std::string change_line(const pricing::FactChange& change) {
    const auto stated = [](const std::string& text) { return text.empty() ? std::string("absent") : text; };
    auto line = fmt::format("{}, {}: {} → {}", change.offer, change.fact, stated(change.before), stated(change.after));
    if (change.percent) line += fmt::format(" ({:+.3g} %)", *change.percent);
    return line;
}

ordered_json change_json(const pricing::FactChange& change) {
    ordered_json json{{"offer", change.offer}, {"fact", change.fact}};
    json["before"] = change.before.empty() ? ordered_json() : ordered_json(change.before);
    json["after"] = change.after.empty() ? ordered_json() : ordered_json(change.after);
    if (change.percent) json["percent"] = *change.percent;
    return json;
}

}  // namespace

std::string offers_text(const std::vector<const Offer*>& offers, std::size_t width) {
    std::vector<Row> rows{
        {"offer", "on-demand", "spot", "reserved", "date", "verified", "sources", "device", "by use"}};
    for (const auto* offer : offers)
        rows.push_back({offer->id, price_text(*offer, Purchase::on_demand), price_text(*offer, Purchase::spot),
                        price_text(*offer, Purchase::reserved), date_text(offer->provenance),
                        trust_text(offer->provenance), sources_text(offer->provenance), device_text(*offer),
                        fmt::format("{}", fmt::join(unit_prices(*offer), ", "))});
    // A column in which nothing stands takes no place.
    for (std::size_t c = 0; c < rows.front().size(); ++c)
        if (std::all_of(std::next(rows.begin()), rows.end(), [&](const Row& row) { return row[c].empty(); }))
            rows.front()[c].clear();
    const auto count = offers.size();
    return table(rows, {false, true, true, true, false, false, false, false, false}, width) +
           fmt::format("{} offer{}, prices in USD by the hour or as written\n", count, count == 1 ? "" : "s");
}

ordered_json offers_json(const std::vector<const Offer*>& offers) {
    auto all = ordered_json::array();
    for (const auto* offer : offers) all.push_back(summary_json(*offer));
    return {{"schema", "plimsoll.offers/1"}, {"offers", std::move(all)}};
}

std::string offer_text(const Offer& offer, const nlohmann::json& facts, std::size_t width) {
    std::string text = results::paragraph(offer.title, width);
    std::vector<std::pair<std::string, std::string>> rows{
        {"id", offer.id},
        {"provider", pricing::provider_of(offer.id)},
        {"region", pricing::region_of(offer.id)},
        {"kind", std::string(scenarios::name_of(offer.kind))},
        {"device", offer.device.empty() ? "none of those that are modelled" : device_text(offer)},
        {"currency", "USD"}};
    if (!offer.sku.empty()) rows.emplace_back("SKU", offer.sku);
    for (const auto& price : offer.negotiated) {
        const auto now = price.purchase ? fmt::format("{} {} USD/h: ", scenarios::name_of(*price.purchase),
                                                      price_text(offer, *price.purchase))
                                        : std::string("by use: ");
        rows.emplace_back("negotiated", now + price.text);
    }
    add_section("Offer", rows, width, text);
    const auto named = pricing::named_facts(facts);
    std::vector<std::string> meters;
    for (const auto& [fact, value] : named)
        if (fact.ends_with("/meter")) meters.push_back(fact.substr(0, fact.rfind('/')));
    for (const auto& meter : meters) {
        auto lines = facts_under(named, meter);
        std::erase_if(lines, [](const auto& line) { return line.first == "meter"; });
        add_section(fmt::format("Meter: {}", meter), lines, width, text);
    }
    add_section("Limits and latency", facts_under(named, "api"), width, text);
    add_section("Start", facts_under(named, "start"), width, text);
    add_section("Where the prices come from", facts_under(named, "provenance"), width, text);
    add_section("Where the spot price comes from", facts_under(named, "spot_provenance"), width, text);
    if (!offer.notes.empty()) text += "\nNotes\n";
    for (const auto& note : offer.notes) text += results::paragraph(note, width, "  ", "    ");
    return text;
}

ordered_json offer_json(const Offer& offer, const nlohmann::json& facts) {
    ordered_json json{{"schema", "plimsoll.offer/1"}};
    json.update(summary_json(offer));
    for (const char* key : {"meters", "start", "api", "spot_notice", "notes"})
        if (facts.contains(key)) json[key] = facts.at(key);
    return json;
}

std::string difference_text(const pricing::CatalogDifference& difference, std::size_t width) {
    if (difference.same()) return "The catalogs are the same.\n";
    std::string text;
    const auto add = [&](const char* title, const auto& items, const auto& line) {
        if (items.empty()) return;
        text += fmt::format("{}: {}\n", title, items.size());
        for (const auto& item : items) text += results::paragraph(line(item), width, "  ", "    ");
    };
    const auto itself = [](const std::string& id) { return id; };
    add("Added", difference.added, itself);
    add("Removed", difference.removed, itself);
    add("Prices changed", difference.prices, change_line);
    add("Facts changed", difference.facts, change_line);
    return text;
}

ordered_json difference_json(const pricing::CatalogDifference& difference) {
    const auto changes = [](const std::vector<pricing::FactChange>& all) {
        auto json = ordered_json::array();
        for (const auto& change : all) json.push_back(change_json(change));
        return json;
    };
    return {{"schema", "plimsoll.catalog_difference/1"},
            {"added", difference.added},
            {"removed", difference.removed},
            {"prices", changes(difference.prices)},
            {"facts", changes(difference.facts)}};
}

std::vector<CatalogWarning> catalog_warnings(const std::vector<pricing::CatalogEntry>& entries,
                                             std::optional<int> oldest_months, const Date& today) {
    std::vector<CatalogWarning> warnings;
    if (!oldest_months) return warnings;
    constexpr double kDaysOfMonth = 365.25 / 12;
    const auto look = [&](const pricing::CatalogEntry& entry, const pricing::Provenance& from, const char* which) {
        if (!from.date) {
            warnings.push_back({"unknown-age", fmt::format("nobody knows how old {} is", which), entry});
            return;
        }
        const auto months = static_cast<double>((today - *from.date).count()) / kDaysOfMonth;
        if (months > *oldest_months)
            warnings.push_back(
                {"old-price", fmt::format("{} is of {}, {:.0f} months ago", which, from.date->text(), months), entry});
    };
    for (const auto& entry : entries) {
        look(entry, entry.offer.provenance, "its price");
        if (entry.offer.spot_provenance) look(entry, *entry.offer.spot_provenance, "its spot price");
    }
    return warnings;
}

std::string report_text(const CatalogReport& report, std::size_t width) {
    std::string text = fmt::format("no problems, {} offer{}", report.offers, report.offers == 1 ? "" : "s");
    if (report.overlays > 0)
        text += fmt::format(", {} file{} of negotiated prices", report.overlays, report.overlays == 1 ? "" : "s");
    text += "\n";
    for (const auto& warning : report.warnings)
        text += results::paragraph(fmt::format("{}:{}: {}: {}", warning.entry.place.file, warning.entry.place.line,
                                               warning.entry.offer.id, warning.text),
                                   width, "warning: ", "         ");
    if (!report.single_source.empty())
        text += results::paragraph(fmt::format("{} of a single source: {}", report.single_source.size(),
                                               fmt::join(report.single_source, ", ")),
                                   width, "note: ", "      ");
    return text;
}

ordered_json report_json(const CatalogReport& report) {
    ordered_json json{{"schema", "plimsoll.catalog_check/1"}, {"offers", report.offers}};
    json["problems"] = ordered_json::array();
    for (const auto& problem : report.problems) json["problems"].push_back(problem_json(problem));
    json["warnings"] = ordered_json::array();
    for (const auto& warning : report.warnings)
        json["warnings"].push_back({{"code", warning.code},
                                    {"offer", warning.entry.offer.id},
                                    {"file", warning.entry.place.file},
                                    {"line", warning.entry.place.line},
                                    {"text", warning.text}});
    json["single_source"] = report.single_source;
    return json;
}

}  // namespace plimsoll::cli
