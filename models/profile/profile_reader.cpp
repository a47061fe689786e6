// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "models/profile/table_layout.hpp"
#include "models/profile/table_reader.hpp"
#include "models/profile/validation_figures.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace plimsoll::models {
namespace {

using scenarios::Node;
using scenarios::Sign;

constexpr std::uint64_t kVersion = 1;

const std::vector<std::string> kProfileKeys = {
    "plimsoll_profile", "name",    "device",      "title",    "origin",  "source",           "date",
    "driver",           "toolkit", "library",     "clocks",   "threads", "step_overhead_us", "complete",
    "tables",           "steps",   "validations", "unsteady", "notes"};
const std::vector<std::string> kStepKeys = {"model",     "precision",    "sequences", "tokens",    "context",
                                            "operators", "operators_us", "best_us",   "median_us", "spread"};
const std::vector<std::string> kValidationKeys = {"model", "precision", "tokens", "engine", "date", "runs", "points"};

std::string required_text(const Node& node, std::string_view key, std::string hint) {
    const auto member = node.required(key, std::move(hint));
    auto text = member.text();
    if (text && text->empty()) member.problem("expected a text that is not empty");
    return std::move(text).value_or("");
}

std::vector<std::string> read_texts(const Node& node) {
    std::vector<std::string> texts;
    for (const auto& element : node.elements())
        if (auto text = element.text()) texts.push_back(*std::move(text));
    return texts;
}

ValidationPoint read_point(const Node& node) {
    ValidationPoint point;
    std::vector<std::string> known = {"utilization", "rate_per_s", "spread"};
    scenarios::assign(point.utilization, node.required("utilization", "").number(Sign::non_negative));
    scenarios::assign(point.rate_per_s, node.required("rate_per_s", "").number(Sign::non_negative));
    std::vector<std::string> figures;
    for (const auto& [key, figure, required] : figures_of(point)) {
        const auto median = required ? node.required(key, "") : node[key];
        scenarios::assign(figure->median, median.number(Sign::non_negative));
        scenarios::assign(figure->spread, node["spread"][key].number(Sign::non_negative));
        figures.emplace_back(key);
    }
    refuse_unknown_keys(node["spread"], figures);
    known.insert(known.end(), figures.begin(), figures.end());
    refuse_unknown_keys(node, known);
    return point;
}

StepSample read_step(const Node& node) {
    StepSample step;
    step.model = required_text(node, "model", "the model whose step was timed");
    scenarios::assign(step.precision, node.required("precision", "").choice<Precision>());
    scenarios::assign(step.sequences, node.required("sequences", "").count(1));
    scenarios::assign(step.tokens, node.required("tokens", "new ones of a sequence").count(1));
    scenarios::assign(step.context, node.required("context", "cached ones of a sequence").count(0));
    scenarios::assign(step.operators, node.required("operators", "how many operators the step has").count(1));
    const auto seconds = [&node](std::string_view key, std::string hint, double& to) {
        if (const auto value = node.required(key, std::move(hint)).number(Sign::positive))
            to = *value / kMicrosecondsPerSecond;
        else
            to = 1;
    };
    seconds("operators_us", "the operators one by one, added up", step.operators_s);
    seconds("median_us", "the whole step", step.seconds);
    if (const auto best = node["best_us"].number(Sign::non_negative)) step.best_s = *best / kMicrosecondsPerSecond;
    scenarios::assign(step.spread, node["spread"].number(Sign::non_negative));
    refuse_unknown_keys(node, kStepKeys);
    return step;
}

Validation read_validation(const Node& node) {
    Validation validation;
    validation.model = required_text(node, "model", "");
    validation.precision = required_text(node, "precision", "");
    scenarios::assign(validation.tokens, node["tokens"].text());
    scenarios::assign(validation.engine, node["engine"].text());
    validation.date = required_text(node, "date", "");
    scenarios::assign(validation.runs, node.required("runs", "").count(1));
    for (const auto& point : node.required("points", "").elements()) validation.points.push_back(read_point(point));
    refuse_unknown_keys(node, kValidationKeys);
    return validation;
}

Profile read_members(const Node& root, const Devices& devices) {
    Profile profile;
    profile.name = required_text(root, "name", "the name of the file without its ending");
    profile.device =
        device_name(devices, required_text(root, "device", "a name of models/devices, or the driver's own"));
    profile.title = required_text(root, "title", "the device in words");
    scenarios::assign(profile.origin, root.required("origin", "measured, imported or derived").choice<ProfileOrigin>());
    profile.source = required_text(root, "source", "who measured, with what program and version");
    profile.date = required_text(root, "date", "of the measurement, as 2026-11-24");
    scenarios::assign(profile.driver, root["driver"].text());
    scenarios::assign(profile.toolkit, root["toolkit"].text());
    scenarios::assign(profile.library, root["library"].text());
    scenarios::assign(profile.clocks, root["clocks"].text());
    scenarios::assign(profile.threads, root["threads"].count(1));
    if (const auto overhead = root["step_overhead_us"].number(Sign::non_negative))
        profile.step_overhead_s = *overhead / kMicrosecondsPerSecond;
    scenarios::assign(profile.complete, root["complete"].boolean());
    const Device* device = find_device(devices, profile.device);
    for (const auto& table : root.required("tables", "").elements())
        profile.tables.push_back(read_table(table, device));
    for (const auto& step : root["steps"].elements()) profile.steps.push_back(read_step(step));
    for (const auto& validation : root["validations"].elements())
        profile.validations.push_back(read_validation(validation));
    profile.unsteady = read_texts(root["unsteady"]);
    profile.notes = read_texts(root["notes"]);
    refuse_unknown_keys(root, kProfileKeys);
    return profile;
}

void check_version(const Node& root) {
    const auto version = root.required("plimsoll_profile", "1, the version of the format").whole();
    if (version && *version != kVersion)
        root["plimsoll_profile"].problem(fmt::format("version {} is not known; expected {}", *version, kVersion));
}

}  // namespace

Profile read_profile(const std::filesystem::path& file, const Devices& devices) {
    const auto text = scenarios::read_packed_text(file);
    std::vector<Problem> problems;
    const auto document = scenarios::JsonDocument::parse(text, file.string(), &problems);
    scenarios::Reading reading{document, file.parent_path().string(), {}, std::move(problems)};
    const Node root(reading, &document.root(), "");
    if (!root.is_object()) throw InputError(document.problem("", "expected a JSON object"));
    check_version(root);
    auto profile = read_members(root, devices);
    if (!reading.problems.empty()) throw InputError(std::move(reading.problems));
    return profile;
}

}  // namespace plimsoll::models
