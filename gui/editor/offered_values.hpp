// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/schema_node.hpp"

#include <QList>
#include <QString>

namespace plimsoll::gui {

class Catalogs;

/// The few values that a value may have: of an enumeration, or yes and no; none of others.
[[nodiscard]] Json choicesOf(const SchemaNode& schema);
/// How a choice is shown: "yes", "spot".
[[nodiscard]] QString choiceText(const Json& value);

/// A value that may be chosen.
struct OfferedValue {
    QString spelling;  ///< as in a list of values: "true", "spot"
    QString text;      ///< "yes", "spot"
    QString about;     ///< one line more; may be empty
};
/// The choices, or the names that a catalog has for the value; none where it is a number or any text.
[[nodiscard]] QList<OfferedValue> offeredValues(const SchemaNode& schema, const Catalogs& catalogs);

}  // namespace plimsoll::gui
