// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "models/profile/table_layout.hpp"
#include "models/profile/validation_figures.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/whole_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace plimsoll::models {
namespace {

std::string json_string(std::string_view text) { return scenarios::json_text(nlohmann::json(text)); }

/// A decimal of 15 digits survives double precision in both directions.
std::string number(double value) { return fmt::format("{:.15g}", value); }
std::string microseconds(double seconds) { return number(seconds * kMicrosecondsPerSecond); }

/// Members of one JSON object, each on a line of its own.
class Members {
public:
    explicit Members(int indent) : indent_(static_cast<std::size_t>(indent)) {}

    void add(std::string_view key, std::string value) {
        lines_.push_back(fmt::format("{}{}: {}", std::string(indent_, ' '), json_string(key), value));
    }
    void add_text(std::string_view key, const std::string& value) {
        if (!value.empty()) add(key, json_string(value));
    }
    [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(lines_, ",\n")); }

private:
    std::size_t indent_;
    std::vector<std::string> lines_;
};

void add_fixed(Members& members, const Work& work) {
    if (const auto* attention = std::get_if<Attention>(&work.shape)) {
        members.add("heads", number(attention->heads));
        members.add("kv_heads", number(attention->kv_heads));
        members.add("head_dim", number(attention->head_dim));
        members.add("causal", attention->causal ? "true" : "false");
    } else if (const auto* stream = std::get_if<Stream>(&work.shape)) {
        members.add("stream", json_string(name_of(stream->kind)));
    } else if (const auto* reduce = std::get_if<AllReduce>(&work.shape)) {
        members.add("devices", number(reduce->devices));
    }
}

/// A table of products with one group each has no column of groups.
std::size_t first_column(const KernelTable& table) {
    const bool one_group = std::all_of(table.samples.begin(), table.samples.end(), [](const Sample& sample) {
        const auto* gemm = std::get_if<Gemm>(&sample.work.shape);
        return gemm != nullptr && gemm->groups == 1;
    });
    return one_group && !table.samples.empty() ? 1 : 0;
}

std::string table_text(const KernelTable& table) {
    const Work& like = table.samples.front().work;
    const auto kind = operator_of(like);
    const auto first = first_column(table);
    const auto names = size_columns(kind).subspan(first);
    Members members(6);
    members.add("operator", json_string(name_of(kind)));
    members.add("precision", json_string(name_of(like.precision)));
    add_fixed(members, like);
    members.add("kernel", json_string(table.kernel));
    std::string columns;
    for (const auto name : names) columns += json_string(name) + ", ";
    members.add("columns", fmt::format("[{}\"median_us\", \"spread\"]", columns));

    auto samples = table.samples;
    std::stable_sort(samples.begin(), samples.end(),
                     [](const Sample& a, const Sample& b) { return sizes_of(a.work) < sizes_of(b.work); });
    std::string rows;
    for (const auto& sample : samples) {
        const auto sizes = sizes_of(sample.work);
        rows += rows.empty() ? "        [" : ",\n        [";
        for (std::size_t i = 0; i < names.size(); ++i) rows += number(sizes[i + first]) + ", ";
        rows += fmt::format("{}, {}]", microseconds(sample.seconds), number(sample.spread));
    }
    members.add("rows", fmt::format("[\n{}\n      ]", rows));
    return fmt::format("    {{\n{}\n    }}", members.text());
}

/// Figures that are not known are left out, and so are spreads where all are 0, as those of a single run.
std::string point_text(const ValidationPoint& point) {
    std::string text = fmt::format("        {{\"utilization\": {}, \"rate_per_s\": {}", number(point.utilization),
                                   number(point.rate_per_s));
    std::vector<std::string> spreads;
    for (const auto& [key, figure, required] : figures_of(point)) {
        if (!required && figure->median == 0) continue;
        text += fmt::format(", {}: {}", json_string(key), number(figure->median));
        if (figure->spread != 0) spreads.push_back(fmt::format("{}: {}", json_string(key), number(figure->spread)));
    }
    if (!spreads.empty()) text += fmt::format(",\n         \"spread\": {{{}}}", fmt::join(spreads, ", "));
    return text + "}";
}

std::string step_text(const StepSample& step) {
    return fmt::format(
        "    {{\"model\": {}, \"precision\": {}, \"sequences\": {}, \"tokens\": {}, \"context\": {}, \"operators\": "
        "{},\n"
        "     \"operators_us\": {}, \"best_us\": {}, \"median_us\": {}, \"spread\": {}}}",
        json_string(step.model), json_string(name_of(step.precision)), step.sequences, step.tokens, step.context,
        step.operators, microseconds(step.operators_s), microseconds(step.best_s), microseconds(step.seconds),
        number(step.spread));
}

template <class T, class F>
std::string list_text(const std::vector<T>& list, F text_of, std::string_view indent) {
    if (list.empty()) return "[]";
    std::vector<std::string> texts;
    std::transform(list.begin(), list.end(), std::back_inserter(texts), text_of);
    return fmt::format("[\n{}\n{}]", fmt::join(texts, ",\n"), indent);
}

void add_texts(Members& members, std::string_view key, const std::vector<std::string>& texts) {
    const auto line = [](const std::string& text) { return "    " + json_string(text); };
    if (!texts.empty()) members.add(key, list_text(texts, line, "  "));
}

std::string validation_text(const Validation& validation) {
    Members members(6);
    members.add("model", json_string(validation.model));
    members.add("precision", json_string(validation.precision));
    members.add_text("tokens", validation.tokens);
    members.add_text("engine", validation.engine);
    members.add("date", json_string(validation.date));
    members.add("runs", fmt::format("{}", validation.runs));
    members.add("points", list_text(validation.points, point_text, "      "));
    return fmt::format("    {{\n{}\n    }}", members.text());
}

}  // namespace

std::string profile_text(const Profile& profile) {
    Members members(2);
    members.add("plimsoll_profile", "1");
    members.add("name", json_string(profile.name));
    members.add("device", json_string(profile.device));
    members.add("title", json_string(profile.title));
    members.add("origin", json_string(name_of(profile.origin)));
    members.add("source", json_string(profile.source));
    members.add("date", json_string(profile.date));
    members.add_text("driver", profile.driver);
    members.add_text("toolkit", profile.toolkit);
    members.add_text("library", profile.library);
    members.add_text("clocks", profile.clocks);
    if (profile.threads != 0) members.add("threads", fmt::format("{}", profile.threads));
    if (profile.step_overhead_s) members.add("step_overhead_us", microseconds(*profile.step_overhead_s));
    if (!profile.complete) members.add("complete", "false");
    add_texts(members, "notes", profile.notes);
    std::vector<KernelTable> filled;
    std::copy_if(profile.tables.begin(), profile.tables.end(), std::back_inserter(filled),
                 [](const KernelTable& table) { return !table.samples.empty(); });
    members.add("tables", list_text(filled, table_text, "  "));
    if (!profile.steps.empty()) members.add("steps", list_text(profile.steps, step_text, "  "));
    add_texts(members, "unsteady", profile.unsteady);
    if (!profile.validations.empty()) members.add("validations", list_text(profile.validations, validation_text, "  "));
    return fmt::format("{{\n{}\n}}\n", members.text());
}

void write_profile(const Profile& profile, const std::filesystem::path& file) {
    scenarios::write_whole(file, profile_text(profile));
}

}  // namespace plimsoll::models
