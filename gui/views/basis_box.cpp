// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/basis_box.hpp"

#include "gui/models/preferences.hpp"

namespace plimsoll::gui {

BasisBox::BasisBox(const QList<CostBasis>& choices, QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("basis"));
    setAccessibleName(tr("Costs are stated"));
    setToolTip(tr("Per what costs are stated"));
    for (const CostBasis basis : choices) addItem(tr("Cost %1").arg(wordsOf(basis)), static_cast<int>(basis));
    setCurrentIndex(findData(static_cast<int>(CostBasis::month)));
    followPeriod();
    connect(this, &QComboBox::currentIndexChanged, this, &BasisBox::basisChanged);
}

CostBasis BasisBox::basis() const { return static_cast<CostBasis>(currentData().toInt()); }

void BasisBox::followPeriod() {
    if (basis() != CostBasis::month && basis() != CostBasis::year) return;
    const auto wanted = preferences().period == Period::year ? CostBasis::year : CostBasis::month;
    setCurrentIndex(findData(static_cast<int>(wanted)));
}

}  // namespace plimsoll::gui
