// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/instance_lives.hpp"

#include <qcustomplot.h>

namespace plimsoll::gui {

/// How a phase looks: each has a colour and a pattern of its own; serving also tells the kinds of purchase apart.
[[nodiscard]] QBrush lifeBrush(results::LifePhase phase, scenarios::Purchase purchase, bool dark);

/// Lives of instances as bars over time, one below the other, all in one plottable: quick at any number.
class LifePlot : public QCPAbstractPlottable {
    Q_OBJECT

public:
    LifePlot(QCPAxis* rows, QCPAxis* time, bool dark, const QColor& text);

    void setLives(std::vector<LifeRow> lives) { lives_ = std::move(lives); }
    [[nodiscard]] const std::vector<LifeRow>& lives() const { return lives_; }

    /// The life at a position of the plot; null where there is none.
    [[nodiscard]] const LifeRow* lifeAt(const QPointF& position) const;

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain inSignDomain, const QCPRange& inKeyRange) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    void drawLife(QCPPainter& painter, const LifeRow& life, double top, double height) const;

    std::vector<LifeRow> lives_;
    bool dark_;
    QColor text_;
};

}  // namespace plimsoll::gui
