// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <optional>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A line of a legend: what stands for the thing, and its name.
struct LegendEntry {
    QString text;
    QPen line = Qt::NoPen;               ///< of a piece of line
    QCPScatterStyle marker = {};         ///< on it
    QBrush swatch = Qt::NoBrush;         ///< of a box, outlined by `line`
    std::optional<int> deployment = {};  ///< that it stands for
    bool hidden = false;                 ///< it is not drawn: pale and struck out
};

/// A legend over a plot that breaks into as many lines as the width asks for, while they leave the plot most of
/// the height; in pictures, too.
class LegendStrip : public QCPLayoutElement {
    Q_OBJECT

public:
    explicit LegendStrip(QCustomPlot* plot);

    void setEntries(QList<LegendEntry> entries) { entries_ = std::move(entries); }
    [[nodiscard]] const QList<LegendEntry>& entries() const { return entries_; }
    void setStyle(const QFont& font, const QColor& colour);

    /// The entry at a position of the plot; null where there is none.
    [[nodiscard]] const LegendEntry* entryAt(const QPointF& position) const;

    [[nodiscard]] QSize minimumOuterSizeHint() const override;
    [[nodiscard]] QSize maximumOuterSizeHint() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    /// Where the entries go when they flow into lines of that width from the origin; fewer where that takes too much.
    [[nodiscard]] QList<QRect> flowed(int width) const;
    [[nodiscard]] int heightFor(int width) const;

    QList<LegendEntry> entries_;
    QFont font_;
    QColor colour_;
};

}  // namespace plimsoll::gui
