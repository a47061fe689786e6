// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/difference_report.hpp"

#include "sim/compare/contest.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace plimsoll::results {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t kLongestValue = 60;

std::string or_absent(const std::string& text) { return text.empty() ? "absent" : shortened(text, kLongestValue); }

std::string input_text(const std::vector<InputChange>& changes, std::size_t width) {
    if (changes.empty()) return "The inputs are the same.\n";
    std::string text = "The inputs differ:\n";
    for (const auto& change : changes)
        text += paragraph(fmt::format("{}{}: {} → {}", scenarios::name_of(change.kind),
                                      change.where.empty() ? "" : " " + change.where, or_absent(change.before),
                                      or_absent(change.after)),
                          width, "  ", "    ");
    return text;
}

std::string signed_text(const std::string& text, double value) { return value > 0 ? "+" + text : text; }

std::string certainty(const FigureChange& change) {
    if (change.difference() == 0) return "the same";
    if (!change.difference_ci) return "one replication does not tell what is chance";
    return *change.clear() ? "more than chance explains" : "within what chance explains";
}

/// "$730 → $803, +$73 (+10 %) [$70, $76], more than chance explains".
template <class Text>
std::string figure_text(const FigureChange& change, const Text& text) {
    std::string line = fmt::format("{} → {}", text(change.before), text(change.after));
    if (change.difference() == 0) return line + ", the same";
    line += ", " + signed_text(text(change.difference()), change.difference());
    if (change.before != 0) line += fmt::format(" ({:+.3g} %)", 100 * change.relative());
    if (change.difference_ci)
        line += fmt::format(" [{}, {}]", text(change.difference_ci->lo), text(change.difference_ci->hi));
    return line + ", " + certainty(change);
}

/// duration_text knows no time before now.
std::string signed_duration(double seconds) {
    return seconds < 0 ? "-" + duration_text(-seconds, 3) : duration_text(seconds, 3);
}

std::string objectives_text(bool feasible) { return feasible ? "meets its objectives" : "misses its objectives"; }

std::string deployment_text(const DeploymentChange& change, std::size_t width) {
    if (change.before == nullptr) return paragraph(change.name + ": only the second has it", width, "  ", "    ");
    if (change.after == nullptr) return paragraph(change.name + ": only the first has it", width, "  ", "    ");
    std::string text = paragraph(change.name + ":", width, "  ", "    ");
    const auto line = [&](const std::string& of) { text += paragraph(of, width, "    ", "      "); };
    if (change.cost_per_month) line("cost per month: " + cost_change_text(*change.cost_per_month));
    if (change.latency_p99_s) line("p99 latency: " + duration_change_text(*change.latency_p99_s));
    const double before = decisive_attainment(*change.before);
    const double after = decisive_attainment(*change.after);
    const bool was = change.before->feasible();
    const bool is = change.after->feasible();
    if (before != after || was != is)
        line(fmt::format("attainment: {} → {}, {}", share_text(before), share_text(after),
                         was == is ? objectives_text(is) : objectives_text(was) + " → " + objectives_text(is)));
    if (change.before->fingerprint == change.after->fingerprint) line("request by request the same");
    return text;
}

std::string name_or_none(const DeploymentResult* deployment) { return deployment ? deployment->name : "none"; }

template <class Write>
ordered_json change_json(const FigureChange& change, Write write) {
    ordered_json json{
        {"before", write(change.before)}, {"after", write(change.after)}, {"difference", write(change.difference())}};
    if (change.difference_ci) {
        json["ci95"] = {write(change.difference_ci->lo), write(change.difference_ci->hi)};
        json["paired"] = change.paired;
        json["clear"] = *change.clear();
    }
    return json;
}

ordered_json deployment_json(const DeploymentChange& change) {
    ordered_json json{{"name", change.name}, {"same", change.same()}};
    if (change.before == nullptr || change.after == nullptr) {
        json["only_in"] = change.before == nullptr ? "after" : "before";
        return json;
    }
    put(json, "cost_per_month", change.cost_per_month, cost_change_json);
    put(json, "latency_p99_s", change.latency_p99_s, duration_change_json);
    json["attainment"] = {{"before", number(decisive_attainment(*change.before))},
                          {"after", number(decisive_attainment(*change.after))}};
    json["feasible"] = {{"before", change.before->feasible()}, {"after", change.after->feasible()}};
    json["same_requests"] = change.before->fingerprint == change.after->fingerprint;
    return json;
}

}  // namespace

Difference difference_between(const Comparison& before, const Comparison& after) {
    return {input_changes(before, after), change_between(before, after)};
}

std::string cost_change_text(const FigureChange& change) {
    return figure_text(change, [](double usd) { return money_text(usd); });
}

std::string duration_change_text(const FigureChange& change) { return figure_text(change, signed_duration); }

ordered_json cost_change_json(const FigureChange& change) { return change_json(change, estimate_text); }

ordered_json duration_change_json(const FigureChange& change) { return change_json(change, number); }

std::string difference_text(const Difference& difference, std::size_t width) {
    if (difference.same()) return "No difference.\n";
    const auto& result = difference.result;
    std::string text = input_text(difference.inputs, width);
    if (result.same()) return text + "The results are the same.\n";
    text += "The results differ:\n";
    const auto before = name_or_none(result.recommended_before);
    const auto after = name_or_none(result.recommended_after);
    text += paragraph("recommended: " + (before == after ? after + ", as before" : before + " → " + after), width, "  ",
                      "    ");
    for (const auto& deployment : result.deployments)
        text += deployment.same() ? paragraph(deployment.name + ": the same", width, "  ", "    ")
                                  : deployment_text(deployment, width);
    return text;
}

ordered_json difference_json(const Difference& difference) {
    ordered_json json{{"schema", kDifferenceSchema}, {"same", difference.same()}};
    json["inputs"] = ordered_json::array();
    for (const auto& change : difference.inputs) {
        ordered_json each{{"kind", scenarios::name_of(change.kind)}};
        if (!change.where.empty()) each["where"] = change.where;
        if (!change.before.empty()) each["before"] = change.before;
        if (!change.after.empty()) each["after"] = change.after;
        json["inputs"].push_back(std::move(each));
    }
    const auto name = [](const DeploymentResult* deployment) {
        return deployment ? ordered_json(deployment->name) : ordered_json();
    };
    json["recommended"] = {{"before", name(difference.result.recommended_before)},
                           {"after", name(difference.result.recommended_after)}};
    json["deployments"] = ordered_json::array();
    for (const auto& change : difference.result.deployments) json["deployments"].push_back(deployment_json(change));
    return json;
}

}  // namespace plimsoll::results
