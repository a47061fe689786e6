// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"
#include "gui/models/table.hpp"

#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// One step of the argument: what speaks for or against a deployment, or what would change the outcome.
struct VerdictRow {
    std::optional<int> deployment;  ///< whom it is about
    QString what;                   ///< its sign and name, or what would change
    QString finding;
    QString margin;                             ///< "100 % over the limit", "×1.87"; may be empty
    std::optional<double> difference;           ///< a month, in USD, of a rival
    std::optional<results::Interval> interval;  ///< of it
    QString certainty;                          ///< whether it is clear, and what decides that
    QString pointer;                            ///< JSON pointer of the assumption that it rests on; empty: none
};

/// A question of the argument with its answers.
struct VerdictStep {
    QString question;
    std::vector<VerdictRow> rows;
};

/// The decision as a person argues it: who is excluded and by which objective, who is left, the cheapest of these
/// against each other one, and what would flip it. Steps without a row are left out.
[[nodiscard]] std::vector<VerdictStep> verdictSteps(const Result& result, const ShownComparison& shown);

/// All of it as rows.
[[nodiscard]] Table verdictTable(const std::vector<VerdictStep>& steps);

}  // namespace plimsoll::gui
