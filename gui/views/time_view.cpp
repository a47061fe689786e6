// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/time_view.hpp"

#include "gui/models/text.hpp"
#include "gui/models/time_range.hpp"
#include "gui/views/time_axis.hpp"

#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>

#include <qcustomplot.h>

#include <algorithm>

namespace plimsoll::gui {

TimeView::TimeView(Selection& selection, QWidget* parent) : PlotView(selection, parent), cursor_(cursorLayer()) {}

void TimeView::tieTime(QCPAxis& axis, double end) {
    // What an earlier call has tied.
    disconnect(&axis, nullptr, &selection(), nullptr);
    disconnect(&selection(), nullptr, &axis, nullptr);
    time_ = &axis;
    end_ = end;
    shareTime(axis, end, selection());
}

void TimeView::showAll() {
    selection().showTime({});
    PlotView::showAll();
}

void TimeView::addToMenu(QMenu& menu, const QPointF& position) {
    PlotView::addToMenu(menu, position);
    menu.addAction(tr("&Go to a range of time…"), this, &TimeView::typeRange);
    if (selection().shownTime())
        menu.addAction(tr("Show the &whole horizon"), this, &TimeView::showAll);
    else
        menu.addAction(tr("A range of time and its figures: drag with Shift"))->setEnabled(false);
}

void TimeView::cursorMoved(const std::optional<QPointF>& position) {
    byKeys_ = false;
    std::optional<double> time;
    if (position && time_ != nullptr) {
        const auto* rect = time_->axisRect();
        const double seconds = time_->pixelToCoord(position->x());
        if (position->x() >= rect->left() && position->x() <= rect->right() && seconds >= 0 && seconds <= end_)
            time = seconds;
    }
    selection().hoverTime(time);
}

void TimeView::hoverChanged() {
    if (plot().isHidden()) return;
    placeCursor();
    cursorLayer().replot();
}

void TimeView::placeCursor() {
    const auto time = selection().hoverTime();
    cursor_.moveTo(time, time ? readOut(*time) : QStringList());
}

/// Asks until it is one, or nobody wants it any more.
void TimeView::typeRange() {
    const TimeSpan shown = selection().shownTime().value_or(TimeSpan{0, end_});
    const QString example = tr("From and to, such as 08:00 to 09:30:");
    QString text = tr("%1 to %2").arg(clockText(shown.from), clockText(shown.to));
    QString asking = example;
    for (bool ok = true;;) {
        text = QInputDialog::getText(this, tr("A range of time"), asking, QLineEdit::Normal, text, &ok);
        if (!ok) return;
        if (const auto span = spanOf(text, end_)) {
            noteRanges();
            const bool all = span->from <= 0 && span->to >= end_;
            selection().showTime(all ? std::nullopt : span);
            return;
        }
        asking = tr("'%1' is no range of this horizon. %2").arg(text, example);
    }
}

bool TimeView::keyPressed(const QKeyEvent& event) {
    constexpr double kStep = 0.01;  // of what is shown
    if (time_ != nullptr && event.key() == Qt::Key_G) {
        typeRange();
        return true;
    }
    if (time_ == nullptr || (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right))
        return PlotView::keyPressed(event);
    moveCursor(event.key() == Qt::Key_Left ? -kStep : kStep);
    return true;
}

void TimeView::moveCursor(double share) {
    const QCPRange shown = time_->range();
    const double from = selection().hoverTime().value_or(shown.center());
    selection().hoverTime(std::clamp(from + share * shown.size(), shown.lower, shown.upper));
    byKeys_ = true;
}

void TimeView::letGo() {
    if (std::exchange(byKeys_, false))
        selection().hoverTime({});
    else
        PlotView::letGo();
}

}  // namespace plimsoll::gui
