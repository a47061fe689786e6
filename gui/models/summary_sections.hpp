// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"

#include <QList>
#include <QString>

/// The result in words. Deployments are named as 'NAME' in the text.
namespace plimsoll::gui {

enum class Tone { plain, good, bad, soft };

/// A sentence, with a sign in front that says the same as its colour.
struct SummaryLine {
    QString text;
    QString sign = {};
    Tone tone = Tone::plain;
};

struct SummarySection {
    QString title;
    QList<SummaryLine> lines;
};

/// The scenario and the load in one line.
[[nodiscard]] QString scenarioText(const Result& result);

/// What to deploy, what it costs, and why: from the verdict. The title is the answer.
[[nodiscard]] SummarySection recommendation(const Result& result, const ShownComparison& shown);
/// How far the figures can be trusted: intervals, replications, step times, prices.
[[nodiscard]] SummarySection certainty(const Result& result, const ShownComparison& shown);
/// Which deployments stay within a budget, in USD a month, and whether the recommended one does.
[[nodiscard]] SummarySection budgetVerdict(const Result& result, const ShownComparison& shown, double budget);
/// At which loads, and by which margin, another deployment would be the better one; where the costs of a pair that
/// somebody looks at are even.
[[nodiscard]] SummarySection whatWouldChangeIt(const Result& result, const ShownComparison& shown,
                                               std::optional<std::pair<int, int>> pair = {});
[[nodiscard]] SummarySection warningsOf(const Result& result, const ShownComparison& shown);
[[nodiscard]] SummarySection auditOf(const Result& result);
/// What changed since a reference result, deployment by deployment.
[[nodiscard]] SummarySection differencesOf(const Result& reference, const Result& result, const ShownComparison& shown);

}  // namespace plimsoll::gui
