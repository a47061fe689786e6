// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/explain.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/printable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

constexpr std::size_t kWidestName = 52;
constexpr std::size_t kWidestValue = 48;
constexpr std::size_t kWidestSource = 60;  // longer ones become a number and are listed at the end

/// Characters of UTF-8 text; one column each is close enough here.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

struct Block {
    std::string title;
    std::string prefix;  ///< of the pointers in it, left out of the table
    std::vector<const Assumption*> rows;
};

/// Rows whose pointer is under `prefix`.
bool belongs(const Assumption& assumption, const std::string& prefix) {
    return assumption.pointer == prefix || assumption.pointer.starts_with(prefix + "/");
}

std::vector<Block> blocks_of(const Experiment& experiment) {
    std::vector<Block> blocks{{fmt::format("Scenario \"{}\"", experiment.scenario.name), "", {}}};
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i)
        blocks.push_back({fmt::format("Deployment {}: {}", i + 1, experiment.deployments[i].name),
                          fmt::format("/deployments/{}", i),
                          {}});
    for (const auto& assumption : experiment.assumptions) {
        auto block = std::find_if(std::next(blocks.begin()), blocks.end(),
                                  [&](const Block& candidate) { return belongs(assumption, candidate.prefix); });
        (block == blocks.end() ? blocks.front() : *block).rows.push_back(&assumption);
    }
    return blocks;
}

std::string_view short_name(const Assumption& assumption, const Block& block) {
    std::string_view name = assumption.pointer;
    name.remove_prefix(std::min(block.prefix.size() + 1, name.size()));
    return name;
}

void pad(std::string& text, std::string_view cell, std::size_t width) {
    const auto shown = scenarios::printable(cell);
    text += shown;
    text.append(width - std::min(width, width_of(shown)), ' ');
}

/// Numbers the long sources in the order of their first use.
class Footnotes {
public:
    std::string mark(const Assumption& assumption) {
        auto source = assumption.source;
        if (!assumption.date.empty()) source += fmt::format(" ({})", assumption.date);
        if (width_of(source) <= kWidestSource) return source;
        const auto known = std::find(sources_.begin(), sources_.end(), source);
        const auto number = known - sources_.begin() + 1;
        if (known == sources_.end()) sources_.push_back(std::move(source));
        return fmt::format("[{}]", number);
    }
    void write(std::string& text) const {
        if (sources_.empty()) return;
        text += "\nSources\n";
        for (std::size_t i = 0; i < sources_.size(); ++i)
            text += fmt::format("  [{}] {}\n", i + 1, scenarios::printable(sources_[i]));
    }

private:
    std::vector<std::string> sources_;
};

void write_block(std::string& text, const Block& block, Footnotes& footnotes) {
    std::size_t name_width = 0;
    std::size_t value_width = 0;
    for (const auto* row : block.rows) {
        name_width = std::max(name_width, width_of(short_name(*row, block)));
        value_width = std::max(value_width, width_of(row->value.text));
    }
    name_width = std::min(name_width, kWidestName);
    value_width = std::min(value_width, kWidestValue);
    constexpr std::size_t kOriginWidth = 9;  // "datasheet"

    text += scenarios::printable(block.title) + '\n';
    for (const auto* row : block.rows) {
        text += "  ";
        pad(text, short_name(*row, block), name_width);
        text += "  ";
        pad(text, row->value.text, value_width);
        text += "  ";
        pad(text, scenarios::name_of(row->origin), kOriginWidth);
        text += "  " + scenarios::printable(footnotes.mark(*row)) + '\n';
    }
}

/// The experiment's own notes, those on its traffic, then what the catalog remarks on the offers, each once.
std::vector<std::string> notes_of(const Experiment& experiment) {
    auto notes = experiment.notes;
    for (const auto& note : experiment.traffic_notes) notes.push_back(note.text);
    const auto add_remarks = [&](const pricing::Offer& offer) {
        for (const auto& remark : offer.notes) {
            auto note = fmt::format("{}: {}", offer.id, remark);
            if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
        }
    };
    for (const auto& [pools, extras] : experiment.offers) {
        for (const auto& offer : pools) add_remarks(offer);
        for (const auto& extra : extras) add_remarks(extra.offer);
    }
    return notes;
}

}  // namespace

std::string explain(const Experiment& experiment) {
    std::string text;
    Footnotes footnotes;
    for (const auto& block : blocks_of(experiment)) {
        if (!text.empty()) text += '\n';
        write_block(text, block, footnotes);
    }
    footnotes.write(text);
    const auto notes = notes_of(experiment);
    if (!notes.empty()) text += "\nNotes\n";
    for (const auto& note : notes) text += "  " + scenarios::printable(note) + '\n';
    return text;
}

nlohmann::json explain_json(const Experiment& experiment) {
    auto rows = nlohmann::json::array();
    for (const auto& assumption : experiment.assumptions) {
        nlohmann::json row{{"pointer", assumption.pointer},
                           {"value", assumption.value.text},
                           {"origin", scenarios::name_of(assumption.origin)},
                           {"source", assumption.source}};
        if (assumption.value.number) row["number"] = *assumption.value.number;
        if (!assumption.value.unit.empty()) row["unit"] = assumption.value.unit;
        if (assumption.value.flag) row["flag"] = *assumption.value.flag;
        if (!assumption.date.empty()) row["date"] = assumption.date;
        rows.push_back(std::move(row));
    }
    return {{"schema", "plimsoll.explanation/1"},
            {"scenario", experiment.scenario.name},
            {"assumptions", std::move(rows)},
            {"notes", notes_of(experiment)}};
}

}  // namespace plimsoll::sim
