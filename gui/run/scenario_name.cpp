// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/scenario_name.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

QByteArray withName(const QByteArray& scenario, const QString& name) {
    auto json = nlohmann::ordered_json::parse(scenario.begin(), scenario.end(), nullptr, false);
    if (!json.is_object() || json.contains("name")) return scenario;
    json["name"] = name.toStdString();
    constexpr int kIndent = 2;
    return QByteArray::fromStdString(json.dump(kIndent));
}

}  // namespace plimsoll::gui
