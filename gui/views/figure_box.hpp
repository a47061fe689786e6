// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/latency_figure.hpp"

#include <QComboBox>

namespace plimsoll::gui {

/// Chooses between the mean and the percentiles of the latency.
class FigureBox : public QComboBox {
    Q_OBJECT

public:
    explicit FigureBox(QWidget* parent = nullptr);

    [[nodiscard]] LatencyFigure figure() const;
    void setFigure(LatencyFigure figure);

signals:
    void figureChanged();
};

}  // namespace plimsoll::gui
