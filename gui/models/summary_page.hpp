// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/table.hpp"

#include <QColor>
#include <QList>
#include <QSet>
#include <QString>
#include <optional>

namespace plimsoll::gui {

/// How the page looks, and what the user looks at.
struct SummaryLook {
    QColor text, soft, link, good, bad, line, highlight;
    bool dark = false;
    bool wide = false;  ///< two columns
    std::optional<int> selected;
    std::optional<int> baseline;
    std::optional<double> budget;  ///< USD a month
    QSet<int> hidden;
    QString stamp;     ///< what keeps the result from being a fact; empty: nothing
    QList<int> looks;  ///< of each deployment (styleOf)
};

/// The page as the HTML that QTextDocument knows. Links to deployments are "deployment:INDEX".
[[nodiscard]] QString summaryHtml(const Result& result, const Result* reference, const SummaryLook& look);

/// The deployment that a link of the page leads to.
[[nodiscard]] std::optional<int> deploymentOfLink(const QString& link);

/// Where in the scenario a link of the page leads to, a JSON pointer: "assumption:POINTER"; empty: it does not.
[[nodiscard]] QString pointerOfLink(const QString& link);

/// One row per deployment: what the page says about it, as numbers.
[[nodiscard]] Table summaryTable(const Result& result);

}  // namespace plimsoll::gui
