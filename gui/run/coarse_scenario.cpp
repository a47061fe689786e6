// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/coarse_scenario.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

QByteArray coarseScenario(const QByteArray& scenario) {
    auto json = nlohmann::ordered_json::parse(scenario.begin(), scenario.end(), nullptr, false);
    if (!json.is_object()) return scenario;
    auto& experiment = json["experiment"];
    if (experiment.is_null()) experiment = nlohmann::ordered_json::object();
    if (!experiment.is_object()) return scenario;
    const auto replications = experiment.find("replications");
    const bool single = replications != experiment.end() && *replications == 1;
    if (single && !experiment.contains("load_curve")) return scenario;
    experiment["replications"] = 1;
    experiment.erase("load_curve");
    return QByteArray::fromStdString(json.dump());
}

}  // namespace plimsoll::gui
