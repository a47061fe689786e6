// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

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
[[nodiscard]] SummarySection recommendation(const Result& result);
/// How far the figures can be trusted: intervals, replications, step times, prices.
[[nodiscard]] SummarySection certainty(const Result& result);
/// At which loads, and by which margin, another deployment would be the better one.
[[nodiscard]] SummarySection whatWouldChangeIt(const Result& result);
[[nodiscard]] SummarySection warningsOf(const Result& result);
[[nodiscard]] SummarySection auditOf(const Result& result);
/// What changed since a reference result, deployment by deployment.
[[nodiscard]] SummarySection differencesOf(const Result& reference, const Result& result);

}  // namespace plimsoll::gui
