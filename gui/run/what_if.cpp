// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/what_if.hpp"

#include "gui/models/result.hpp"
#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace plimsoll::gui {

namespace {

using Json = nlohmann::ordered_json;

/// A duration times a factor; unchanged where the text is none.
std::string scaled(const std::string& duration, double factor) {
    const auto parsed = scenarios::parse_duration(duration);
    if (!parsed.value) return duration;
    constexpr double kLongest = 9e18;
    const double nanoseconds = std::clamp(static_cast<double>(parsed.value->count()) * factor, 1.0, kLongest);
    return scenarios::text_of(Duration(std::llround(nanoseconds)));
}

void scaleLoad(Json& scenario, double factor) {
    if (factor == 1 || !scenario.contains("workload") || !scenario["workload"].is_object()) return;
    auto& load = scenario["workload"]["load"];
    if (load.is_null()) load = 1;
    if (load.is_number()) load = load.get<double>() * factor;
}

void scaleObjectives(Json& scenario, double factor) {
    if (factor == 1 || !scenario.contains("slo") || !scenario["slo"].is_array()) return;
    for (auto& objective : scenario["slo"])
        if (objective.is_object() && objective.contains("at_most") && objective["at_most"].is_string())
            objective["at_most"] = scaled(objective["at_most"], factor);
}

std::string assumed(const Result* last, const std::string& pointer) {
    if (last == nullptr) return {};
    for (const auto& assumption : last->comparison().notes.assumptions)
        if (assumption.pointer == pointer) return assumption.value;
    return {};
}

void scaleInterruptions(Json& scenario, double factor, const Result* last) {
    if (factor == 1 || !scenario.contains("deployments") || !scenario["deployments"].is_array()) return;
    constexpr const char* kKey = "mean_time_to_interruption";
    auto& deployments = scenario["deployments"];
    for (std::size_t d = 0; d < deployments.size(); ++d) {
        if (!deployments[d].is_object() || !deployments[d].contains("pools") || !deployments[d]["pools"].is_array())
            continue;
        auto& pools = deployments[d]["pools"];
        for (std::size_t p = 0; p < pools.size(); ++p) {
            auto& pool = pools[p];
            if (!pool.is_object() || pool.value("purchase", Json()) != "spot") continue;
            const auto pointer = fmt::format("/deployments/{}/pools/{}/interruptions/{}", d, p, kKey);
            auto& interruptions = pool["interruptions"];
            if (interruptions.is_null()) interruptions = Json::object();
            if (!interruptions.is_object()) continue;
            auto& mean = interruptions[kKey];
            if (mean.is_null()) mean = assumed(last, pointer);
            if (mean.is_string() && !mean.get_ref<const std::string&>().empty())
                mean = scaled(mean, 1 / factor);
            else
                interruptions.erase(kKey);
            if (interruptions.empty()) pool.erase("interruptions");
        }
    }
}

void scalePrices(Json& scenario, const WhatIf& factors) {
    const auto scale = [&](const char* kind, double factor) {
        if (factor == 1) return;
        auto& all = scenario["price_factors"];
        if (all.is_null()) all = Json::object();
        if (!all.is_object()) return;
        auto& own = all[kind];
        if (own.is_null()) own = 1;
        if (own.is_number()) own = own.get<double>() * factor;
    };
    scale("on-demand", factors.onDemandPrice);
    scale("reserved", factors.onDemandPrice);
    scale("spot", factors.spotPrice);
    scale("usage", factors.usagePrice);
}

}  // namespace

QString textOf(const WhatIf& factors) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("WhatIf", text); };
    QStringList parts;
    const auto add = [&](const QString& what, double factor) {
        if (factor != 1) parts.append(QStringLiteral("%1 × %2").arg(what, numberText(factor)));
    };
    add(tr("load"), factors.load);
    constexpr double kPercent = 100;
    if (factors.growth != 0) parts.append(tr("growth + %1 %").arg(numberText(kPercent * factors.growth)));
    add(tr("objectives"), factors.slo);
    add(tr("interruptions"), factors.interruptions);
    add(tr("on-demand prices"), factors.onDemandPrice);
    add(tr("spot prices"), factors.spotPrice);
    add(tr("usage prices"), factors.usagePrice);
    return parts.isEmpty() ? QString() : tr("What if: %1").arg(parts.join(QStringLiteral(", ")));
}

QByteArray withWhatIf(const QByteArray& scenario, const WhatIf& factors, const Result* last) {
    if (factors == WhatIf{}) return scenario;
    auto json = Json::parse(scenario.begin(), scenario.end(), nullptr, false);
    if (!json.is_object()) return scenario;
    scaleLoad(json, factors.load * (1 + factors.growth));
    scaleObjectives(json, factors.slo);
    scaleInterruptions(json, factors.interruptions, last);
    scalePrices(json, factors);
    // Whoever meets the result later, as a file, should see what it is.
    if (json.contains("name") && json["name"].is_string())
        json["name"] = fmt::format("{} ({})", json["name"].get<std::string>(), textOf(factors).toStdString());
    constexpr int kIndent = 2;
    return QByteArray::fromStdString(json.dump(kIndent));
}

}  // namespace plimsoll::gui
