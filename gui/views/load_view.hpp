// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/load_curve.hpp"
#include "gui/views/plot_view.hpp"
#include "gui/views/span_strip.hpp"

namespace plimsoll::gui {

/// A plot over the load, in requests/s. All such views have one cursor. The scenario's own load is a line that can be
/// dragged (or moved by the left and right arrows, and dropped by Enter) to ask for another run. Subclasses fill
/// draw(), beginning with takeLoads().
class LoadView : public PlotView {
    Q_OBJECT

public:
    using PlotView::PlotView;

protected:
    void takeLoads() { loads_.emplace(*result()); }
    [[nodiscard]] const LoadScale& loads() const { return *loads_; }
    [[nodiscard]] bool hasLoads() const { return loads_ && !loads_->empty(); }
    /// Whether any deployment has a load curve.
    [[nodiscard]] static bool hasCurve(const Result& result);

    void drawLoadLine();
    /// What the load line is called.
    [[nodiscard]] QString lineName() const {
        return selection().chosenLoad() ? tr("↔ asked for") : tr("↔ this scenario");
    }
    /// Of the load line, in requests/s.
    [[nodiscard]] double lineRate() const { return loads_->rateOf(selection().chosenLoad().value_or(1)); }
    /// Which deployment is the cheapest, and the places where that changes, numbered as in the verdict.
    [[nodiscard]] SpanStrip* addStrip();
    /// The change of the verdict that a mark of the strip stands for, in words.
    [[nodiscard]] QString sentenceOfMark(qsizetype mark) const;

    /// The cursor moved, to a load or away from all; a replot of its layer follows.
    virtual void placeCursor() = 0;

    [[nodiscard]] NoteSpace noteSpace() const override { return {QStringLiteral("load"), true}; }
    /// A coarse result has no load curve. The last one stays where it is about the same deployments: they are found by
    /// their number.
    [[nodiscard]] bool waitsFor(const Result& coarse) const override;
    [[nodiscard]] QString emptyReason() const override;
    void hoverChanged() override;
    void cursorMoved(const std::optional<QPointF>& position) override;
    [[nodiscard]] bool grabsAt(const QPointF& position) const override;
    void dragTo(const QPointF& position) override;
    void drop() override;
    bool keyPressed(const QKeyEvent& event) override;
    [[nodiscard]] bool holds() const override { return byKeys_ || PlotView::holds(); }
    void letGo() override;
    [[nodiscard]] std::optional<double> cursorX() const override;

private:
    [[nodiscard]] double loadAtPixel(double x) const;
    void moveCursor(double factor);

    std::optional<LoadScale> loads_;
    bool byKeys_ = false;  ///< the cursor is where keys have moved it
};

}  // namespace plimsoll::gui
