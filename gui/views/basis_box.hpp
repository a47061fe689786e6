// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/cost_breakdown.hpp"

#include <QComboBox>
#include <QList>

namespace plimsoll::gui {

/// Chooses per what costs are stated; per month at first.
class BasisBox : public QComboBox {
    Q_OBJECT

public:
    explicit BasisBox(const QList<CostBasis>& choices, QWidget* parent = nullptr);

    [[nodiscard]] CostBasis basis() const;
    /// Turns from a month to a year, or back, as the preferences have it; what else was chosen stays.
    void followPeriod();

signals:
    void basisChanged();
};

}  // namespace plimsoll::gui
