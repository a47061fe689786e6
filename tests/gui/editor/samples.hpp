// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/schema_node.hpp"

#include <QStringList>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::gui {

/// The scenarios that come with the program.
[[nodiscard]] QStringList shippedScenarios();

[[nodiscard]] std::string textOfFile(const QString& path);

/// Calls `visit` with a pointer and the value there for every value of a document, the root first.
void forEachValue(const Json& value, const std::string& pointer,
                  const std::function<void(const std::string&, const Json&)>& visit);

/// Calls `visit` for every field of the schema, with its pointer; lists have an element 0, maps a key "1". A field of
/// several types comes once as a whole.
void forEachField(const std::function<void(const std::string& pointer, const SchemaNode&)>& visit);

/// Small scenarios that are right, which between them serve in every way, from every kind of traffic.
[[nodiscard]] const std::vector<Json>& smallScenarios();

/// `scenario` with a value at `pointer`, which the schema gives as an example, and with what is missing around it;
/// nothing where an object around it means nothing in this scenario.
[[nodiscard]] std::optional<Json> withField(const Json& scenario, const std::string& pointer);

}  // namespace plimsoll::gui
