// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_findings.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plimsoll::sim {
namespace {

constexpr const char* kOverride = "--set";  // what messages name instead of the file

}  // namespace

bool Findings::is_set(const std::string& pointer) const { return scenario_.set_in_file.contains(pointer); }

Problem Findings::at(const std::string& pointer) const {
    Problem place{scenario_.path, 0, pointer, {}, {}};
    const auto& nearest = scenario_.set_in_file.nearest(pointer);
    if (&nearest == &scenario_.set_in_file) return place;  // the scenario as a whole
    place.line = nearest.line();
    if (place.line == 0) place.file = kOverride;
    return place;
}

void Findings::problem(const std::string& pointer, std::string message, std::string hint) {
    // A name of the scenario as a whole is looked up for each deployment, and is wrong once.
    for (const auto& known : problems_)
        if (known.pointer == pointer && known.message == message) return;
    auto place = at(pointer);
    place.message = std::move(message);
    place.hint = std::move(hint);
    problems_.push_back(std::move(place));
}

void Findings::adopt(const std::string& pointer, const InputError& error) {
    for (auto found : error.problems()) {
        if (found.file.empty()) {
            auto place = at(pointer);
            found.file = std::move(place.file);
            found.line = place.line;
            if (found.pointer.empty()) found.pointer = std::move(place.pointer);
        }
        problems_.push_back(std::move(found));
    }
}

void Findings::value(const std::string& pointer, AssumedValue given) {
    value(pointer, std::move(given), Origin::fallback, "Plimsoll's default");
}

void Findings::value(const std::string& pointer, AssumedValue given, Origin otherwise, std::string source,
                     std::string date) {
    if (!is_set(pointer)) return derived(pointer, std::move(given), otherwise, std::move(source), std::move(date));
    const auto place = at(pointer);
    if (place.line == 0) return derived(pointer, std::move(given), Origin::override_, kOverride);
    derived(pointer, std::move(given), Origin::file, fmt::format("{}:{}", place.file, place.line));
}

void Findings::derived(std::string pointer, AssumedValue value, Origin origin, std::string source, std::string date) {
    // What several deployments take from the scenario as a whole is listed once.
    if (!listed_.insert(fmt::format("{}\n{}", pointer, value.text)).second) return;
    assumptions_.push_back({std::move(pointer), std::move(value), origin, std::move(source), std::move(date)});
}

void Findings::note(std::string text) {
    if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
}

void Findings::used(const pricing::Offer& offer, const pricing::Provenance& provenance, scenarios::Purchase purchase) {
    const bool known = std::any_of(prices_.begin(), prices_.end(), [&](const results::PriceUsed& price) {
        return price.offer == offer.id && price.purchase == purchase;
    });
    if (known || provenance.own) return;
    prices_.push_back({offer.id, purchase, provenance});
    if (const auto negotiated = pricing::negotiated_price(offer, purchase); !negotiated.empty())
        prices_.back().provenance.source += "; " + negotiated;
    if (provenance.example)
        note(fmt::format("{} is an invented example of its kind, not an offer of a provider", offer.id));
    else if (!provenance.verified)
        note(fmt::format(
            "no primary source confirmed the {}price of {}",
            offer.kind == pricing::OfferKind::service ? "" : fmt::format("{} ", scenarios::name_of(purchase)),
            offer.id));
}

void Findings::give(Experiment& experiment) {
    if (!problems_.empty()) throw InputError(std::move(problems_));
    std::optional<Date> oldest;
    std::size_t unknown = 0;
    for (const auto& [offer, purchase, provenance] : prices_) {
        if (provenance.date && (!oldest || *provenance.date < *oldest)) oldest = provenance.date;
        if (provenance.of_unknown_age()) ++unknown;
    }
    if (oldest) note(fmt::format("oldest price: {}", oldest->text()));
    if (unknown > 0) note(fmt::format("prices of unknown age: {} of {}", unknown, prices_.size()));
    experiment.assumptions = std::move(assumptions_);
    experiment.notes = std::move(notes_);
    experiment.prices = std::move(prices_);
    if (oldest) experiment.oldest_price_date = oldest->text();
}

}  // namespace plimsoll::sim
