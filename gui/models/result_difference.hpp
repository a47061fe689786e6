// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// A figure in a reference and in a result.
struct FigureChange {
    double before = 0, after = 0;
    std::optional<results::Interval> ciBefore, ciAfter;

    /// Both intervals are known and overlap: the change may be chance.
    [[nodiscard]] bool withinUncertainty() const;
};

/// What became of a deployment, matched by name.
struct DeploymentDifference {
    QString name;
    std::optional<int> index;  ///< in the result; empty: only the reference has it
    bool isNew = false;        ///< only the result has it
    /// Empty where one of the two gave no result, or measured nothing.
    std::optional<FigureChange> costPerMonth, p99;
    /// Meeting its objectives before and after; empty where it is new or gone.
    std::optional<bool> feasibleBefore, feasibleAfter;
};

struct ResultDifference {
    QString recommendedBefore, recommendedAfter;    ///< names; empty: none
    std::vector<DeploymentDifference> deployments;  ///< those of the result in its order, then those that are gone
};

[[nodiscard]] ResultDifference differenceOf(const Result& reference, const Result& result);

}  // namespace plimsoll::gui
