// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>
#include <vector>

namespace plimsoll::gui {

/// How an assumption differs from the one of a reference result.
enum class Change { same, added, removed, changed };

/// One resolved value of the scenario: what it is and where it comes from.
struct AssumptionEntry {
    QString pointer;  ///< JSON pointer into the scenario of the result; where it was removed, into the reference's
    QString field;    ///< the pointer within its part: "pools/0/offer/price"
    QString value;    ///< empty where it was removed
    QString origin;   ///< "file", "default", "catalog", "profile", "datasheet", "override"
    QString source;
    QString date;  ///< as the source states it: "2026-07-20", "2019-03"; may be empty
    Change change = Change::same;
    QString before;  ///< the reference's value; empty where there is none

    [[nodiscard]] bool isDefault() const;
    [[nodiscard]] bool isPrice() const;
};

/// The assumptions about one part of the scenario: the traffic, the experiment, a deployment.
struct AssumptionPart {
    QString title;
    std::vector<AssumptionEntry> entries;
};

/// All assumptions of a result by part, in the order of the result, compared with those of a reference (may be null).
/// Deployments are matched by name, so that adding one in front of others changes nothing about these; values that
/// share a pointer (the prices of one offer) are matched where they are equal first, then in order.
[[nodiscard]] std::vector<AssumptionPart> assumptionParts(const Result& result, const Result* reference);

/// The title of the part about a deployment of the result.
[[nodiscard]] QString deploymentPart(const Result& result, int deployment);

}  // namespace plimsoll::gui
