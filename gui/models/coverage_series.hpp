// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/commitment_advice.hpp"
#include "gui/models/projected_bills.hpp"
#include "gui/models/table.hpp"

#include <QList>
#include <QString>

namespace plimsoll::gui {

/// What is paid for machines in an hour or a month: stacked, the parts are all of it.
struct CoveragePoint {
    QString name;         ///< "Hour 5", "2027-05"
    double used = 0;      ///< of what is committed
    double unused = 0;    ///< of it, too: it covers nothing
    double onDemand = 0;  ///< what commitments leave

    [[nodiscard]] double committed() const { return used + unused; }
    [[nodiscard]] double whole() const { return committed() + onDemand; }
};

/// Of the hours of the simulated week, with the commitments that are worth it.
[[nodiscard]] QList<CoveragePoint> hoursCovered(const DeploymentAdvice& advice);
/// Of the months ahead, with the commitments of the scenario, paid upfront or not; empty without any.
[[nodiscard]] QList<CoveragePoint> monthsCovered(const DeploymentAhead& deployment);

[[nodiscard]] Table coverageTable(const QString& deployment, const QList<CoveragePoint>& points,
                                  const QString& currency);

/// "75.0 % of what is committed is used, 40.0 % of what is paid is on demand."
[[nodiscard]] QString coverageText(const QList<CoveragePoint>& points);

}  // namespace plimsoll::gui
