// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/caption_element.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/plot_view.hpp"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <qcustomplot.h>

/// What the mouse and the keys do in every plot.
namespace plimsoll::gui {

std::optional<int> PlotView::deploymentAt(const QPointF& position) const {
    double least = plot_->selectionTolerance();
    std::optional<int> nearest;
    for (auto owned = owners_.cbegin(); owned != owners_.cend(); ++owned) {
        const double distance = owned.key()->selectTest(position, false);
        // Of things at the same place, the one drawn last is seen.
        if (distance < 0 || distance > least || (nearest && distance == least && owned.value() < *nearest)) continue;
        least = distance;
        nearest = owned.value();
    }
    return nearest;
}

QString PlotView::toolTipAt(const QPointF& /*position*/) const { return {}; }

void PlotView::cursorMoved(const std::optional<QPointF>& /*position*/) {}

bool PlotView::grabsAt(const QPointF& /*position*/) const { return false; }

void PlotView::dragTo(const QPointF& /*position*/) {}

bool PlotView::keyPressed(int key) {
    switch (key) {
        case Qt::Key_Up:
            selectNext(-1);
            return true;
        case Qt::Key_Down:
            selectNext(1);
            return true;
        case Qt::Key_Escape:
            if (!selection().deployment()) return false;
            selection().select({});
            return true;
        default:
            return false;
    }
}

bool PlotView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == plot_ && event->type() == QEvent::Leave) mouseLeft();
    if (watched == plot_ && event->type() == QEvent::KeyPress && result() != nullptr)
        if (keyPressed(static_cast<const QKeyEvent*>(event)->key())) return true;
    return View::eventFilter(watched, event);
}

void PlotView::mousePressed(const QMouseEvent& event) {
    pressedAt_ = event.position();
    grabbed_ = event.button() == Qt::LeftButton && grabsAt(pressedAt_);
    plot_->setInteraction(QCP::iRangeDrag, !grabbed_);
}

void PlotView::mouseMoved(const QMouseEvent& event) {
    const QPointF position = event.position();
    if (grabbed_) {
        QToolTip::hideText();
        dragTo(position);
        return;
    }
    cursorMoved(position);
    if (event.buttons() != Qt::NoButton) return;
    plot_->setCursor(grabsAt(position) ? Qt::SplitHCursor : Qt::ArrowCursor);
    const bool onCaption = caption_->rect().contains(position.toPoint());
    if (const QString text = onCaption ? caption_->text() : toolTipAt(position); text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPosition().toPoint(), text, plot_);
}

void PlotView::mouseReleased(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton) return;
    const bool stayed = (event.position() - pressedAt_).manhattanLength() < QApplication::startDragDistance();
    if (std::exchange(grabbed_, false)) {
        plot_->setInteraction(QCP::iRangeDrag, true);
        if (!stayed) drop();
    } else if (stayed) {
        clickedAt(event.position());
    } else {
        zoomed_ = true;
    }
}

void PlotView::mouseLeft() {
    QToolTip::hideText();
    if (!grabbed_) cursorMoved({});
}

void PlotView::clickedAt(const QPointF& position) {
    if (const LegendEntry* entry = legend_->entryAt(position)) {
        if (entry->deployment)
            selection().select(selection().deployment() == entry->deployment ? std::nullopt : entry->deployment);
        return;
    }
    selection().select(deploymentAt(position));
}

void PlotView::selectNext(int step) {
    const QList<int> deployments = shown();
    if (deployments.isEmpty()) return;
    const qsizetype count = deployments.size();
    const qsizetype present = selection().deployment() ? deployments.indexOf(*selection().deployment()) : -1;
    const qsizetype first = step > 0 ? 0 : count - 1;
    selection().select(deployments[present < 0 ? first : (present + step + count) % count]);
}

}  // namespace plimsoll::gui
