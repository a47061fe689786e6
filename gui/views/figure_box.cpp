// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/figure_box.hpp"

namespace plimsoll::gui {

FigureBox::FigureBox(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("figure"));
    setAccessibleName(tr("Latency by"));
    setToolTip(tr("Mean or percentile of the latency"));
    for (const LatencyFigure figure : kLatencyFigures) addItem(tr("%1 latency").arg(nameOf(figure)));
    setFigure(LatencyFigure::p99);
    connect(this, &QComboBox::currentIndexChanged, this, &FigureBox::figureChanged);
}

LatencyFigure FigureBox::figure() const { return kLatencyFigures[static_cast<std::size_t>(currentIndex())]; }

void FigureBox::setFigure(LatencyFigure figure) { setCurrentIndex(static_cast<int>(figure)); }

}  // namespace plimsoll::gui
