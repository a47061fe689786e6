// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace plimsoll::gui {

/// What a quantity that somebody types means, or why it means nothing.
struct QuantityReading {
    QString reading;  ///< in SI units, a price per month: "= 900 s"; empty where that says nothing new
    QString problem;  ///< empty where the text is right
};

/// Reads `text` by the rules of scenario files. `unit` is the schema's "x-unit".
[[nodiscard]] QuantityReading readQuantity(const QString& unit, const QString& text);

}  // namespace plimsoll::gui
