// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/plot_view.hpp"
#include "gui/views/time_cursor.hpp"

#include <QPointer>

namespace plimsoll::gui {

/// A plot over the time of the horizon. All such views show the same part of it and one cursor; the arrows left and
/// right move that.
class TimeView : public PlotView {
    Q_OBJECT

public:
    explicit TimeView(Selection& selection, QWidget* parent = nullptr);

protected:
    /// Ties an axis between 0 and `end` seconds to the part that all views show.
    void tieTime(QCPAxis& axis, double end);
    /// What the cursor reads at that time, a text for each row.
    [[nodiscard]] virtual QStringList readOut(double seconds) const = 0;
    [[nodiscard]] TimeCursor& cursor() { return cursor_; }
    void placeCursor();

    [[nodiscard]] NoteSpace noteSpace() const override { return {QStringLiteral("time"), true}; }
    [[nodiscard]] bool hasTime() const override { return true; }
    void addToMenu(QMenu& menu, const QPointF& position) override;
    void showAll() override;
    void cursorMoved(const std::optional<QPointF>& position) override;
    void hoverChanged() override;
    bool keyPressed(const QKeyEvent& event) override;
    [[nodiscard]] bool holds() const override { return byKeys_ || PlotView::holds(); }
    void letGo() override;
    [[nodiscard]] std::optional<double> cursorX() const override { return selection().hoverTime(); }

private:
    void typeRange();
    void moveCursor(double share);

    TimeCursor cursor_;
    QPointer<QCPAxis> time_;
    double end_ = 0;
    bool byKeys_ = false;  ///< the cursor is where keys have moved it
};

}  // namespace plimsoll::gui
