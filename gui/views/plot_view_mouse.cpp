// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/caption_element.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/picture_frame.hpp"
#include "gui/views/plot_view.hpp"

#include "gui/models/text.hpp"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPrintDialog>
#include <QPrinter>
#include <QToolTip>

#include <qcustomplot.h>

/// What the mouse and the keys do in every plot.
namespace plimsoll::gui {

namespace {

constexpr double kZoomStep = 0.8;

/// Those that the mouse zooms.
QList<QCPAxis*> zoomedAxes(QCPAxisRect& rect) {
    QList<QCPAxis*> axes;
    for (const auto orientation : {Qt::Horizontal, Qt::Vertical})
        if (rect.rangeZoom().testFlag(orientation)) axes += rect.rangeZoomAxes(orientation);
    return axes;
}

double middleOf(const QCPAxis& axis) {
    const QCPRange& range = axis.range();
    return axis.scaleType() == QCPAxis::stLogarithmic ? std::sqrt(range.lower * range.upper) : range.center();
}

}  // namespace

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

QString PlotView::toolTipAt(const QPointF& position) const {
    const auto deployment = shown().size() > kMostInLegend ? deploymentAt(position) : std::nullopt;
    return deployment ? deploymentNames()[*deployment] : QString();
}

void PlotView::cursorMoved(const std::optional<QPointF>& /*position*/) {}

bool PlotView::grabsAt(const QPointF& /*position*/) const { return false; }

void PlotView::dragTo(const QPointF& /*position*/) {}

bool PlotView::keyPressed(const QKeyEvent& event) {
    const auto selected = selection().deployment();
    switch (event.key()) {
        case Qt::Key_Space:
            if (!selected) return false;
            chooseInLegend(*selected, event.modifiers().testFlag(Qt::ControlModifier));
            return true;
        case Qt::Key_Up:
            selectNext(-1);
            return true;
        case Qt::Key_Down:
            selectNext(1);
            return true;
        case Qt::Key_N:
            if (noteSpace().name.isEmpty()) return false;
            addNote(cursorPlace());
            return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal:  // without Shift
            zoomBy(kZoomStep);
            return true;
        case Qt::Key_Minus:
            zoomBy(1 / kZoomStep);
            return true;
        case Qt::Key_Home:
            showAll();
            return true;
        case Qt::Key_Backspace: {
            const bool forward = event.modifiers().testFlag(Qt::ShiftModifier);
            if ((forward ? zoomFuture_ : zoomHistory_).isEmpty()) return false;
            forward ? zoomForward() : zoomBack();
            return true;
        }
        case Qt::Key_Escape:
            if (!holds()) return false;
            letGo();
            return true;
        default:
            return false;
    }
}

QPointF PlotView::cursorPlace() const {
    const auto* rect = plot_->axisRect();
    const auto x = cursorX();
    const QPointF middle = rect->rect().center();
    return {x ? rect->axis(QCPAxis::atBottom)->coordToPixel(*x) : middle.x(), middle.y()};
}

bool PlotView::eventFilter(QObject* watched, QEvent* event) {
    if (watched != plot_) return View::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::Leave:
            mouseLeft();
            break;
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            QWidget::update();  // the frame
            break;
        case QEvent::ShortcutOverride:
            // Escape is the window's to cancel a run.
            if (static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Escape && !isEmpty() && holds()) event->accept();
            break;
        case QEvent::ContextMenu: {
            const auto& asked = *static_cast<const QContextMenuEvent*>(event);
            showMenu(asked.reason() == QContextMenuEvent::Keyboard ? cursorPlace().toPoint() : asked.pos());
            return true;
        }
        case QEvent::KeyPress:
            if (!isEmpty() && keyPressed(*static_cast<const QKeyEvent*>(event))) return true;
            break;
        default:
            break;
    }
    return View::eventFilter(watched, event);
}

void PlotView::mousePressed(const QMouseEvent& event) {
    pressedAt_ = event.position();
    const bool rectangle = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool mayGrab = event.button() == Qt::LeftButton && !rectangle;
    draggedNote_ = mayGrab ? notes_.at(pressedAt_) : -1;
    grip_ = pressedAt_ - notes_.placeOf(draggedNote_);
    grabbed_ = mayGrab && draggedNote_ < 0 && grabsAt(pressedAt_);
    if (rectangle && event.button() == Qt::LeftButton) noteRanges();
    plot_->setSelectionRectMode(rectangle ? QCP::srmZoom : QCP::srmNone);
    plot_->setInteraction(QCP::iRangeDrag, mayGrab && !grabbed_ && draggedNote_ < 0);
}

void PlotView::mouseMoved(const QMouseEvent& event) {
    const QPointF position = event.position();
    if (grabbed_) {
        QToolTip::hideText();
        dragTo(position);
        return;
    }
    if (draggedNote_ >= 0) {
        notes_.move(draggedNote_, dragged(draggedNote_, position));
        plot_->replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    cursorMoved(position);
    if (event.buttons() != Qt::NoButton) return;
    plot_->setCursor(notes_.at(position) >= 0 ? Qt::SizeAllCursor : grabsAt(position) ? grabCursor() : Qt::ArrowCursor);
    const QString text = tipAt(position);
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPosition().toPoint(), text, plot_);
}

QString PlotView::tipAt(const QPointF& position) const {
    if (caption_->rect().contains(position.toPoint())) return caption_->text();
    if (notes_.at(position) >= 0) return tr("Drag to move, double click to edit.");
    const LegendEntry* entry = legend_->entryAt(position);
    if (entry == nullptr || !entry->deployment) return toolTipAt(position);
    return tr("Click: this one alone, or all again. Ctrl and click: hide or show this one.");
}

void PlotView::mouseReleased(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton) return;
    const bool stayed = (event.position() - pressedAt_).manhattanLength() < QApplication::startDragDistance();
    if (const auto note = std::exchange(draggedNote_, -1); note >= 0) {
        plot_->setInteraction(QCP::iRangeDrag, true);
        if (!stayed) selection().notes().change(note, dragged(note, event.position()));
    } else if (std::exchange(grabbed_, false)) {
        plot_->setInteraction(QCP::iRangeDrag, true);
        if (stayed)
            clickedAt(event.position(), event.modifiers().testFlag(Qt::ControlModifier));
        else
            drop();
    } else if (stayed) {
        clickedAt(event.position(), event.modifiers().testFlag(Qt::ControlModifier));
    } else {
        zoomed_ = true;
    }
}

void PlotView::mouseLeft() {
    QToolTip::hideText();
    if (!grabbed_) cursorMoved({});
}

void PlotView::clickedAt(const QPointF& position, bool withControl) {
    if (const LegendEntry* entry = legend_->entryAt(position)) {
        if (entry->deployment) chooseInLegend(*entry->deployment, withControl);
        return;
    }
    clicked(position, withControl);
}

void PlotView::clicked(const QPointF& position, bool /*withControl*/) { selection().select(deploymentAt(position)); }

void PlotView::chooseInLegend(int deployment, bool withControl) {
    if (withControl)
        selection().setHidden(deployment, !selection().isHidden(deployment));
    else
        selection().isolate(deployment, static_cast<int>(deploymentNames().size()));
}

void PlotView::noteRanges() {
    zoomHistory_.append(ranges());
    zoomFuture_.clear();
}

PlotView::Ranges PlotView::ranges() const {
    Ranges ranges;
    for (auto* rect : plot_->axisRects())
        for (const auto* axis : zoomedAxes(*rect)) ranges.append({axis->range().lower, axis->range().upper});
    return ranges;
}

void PlotView::showRanges(const Ranges& ranges) {
    qsizetype at = 0;
    for (auto* rect : plot_->axisRects())
        for (auto* axis : zoomedAxes(*rect))
            if (at < ranges.size()) {
                axis->setRange(ranges[at].first, ranges[at].second);
                ++at;
            }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// Around the cursor, else around the middle. The other rows of a plot follow its first one.
void PlotView::zoomBy(double factor) {
    noteRanges();
    auto* rect = plot_->axisRect();
    for (auto* axis : zoomedAxes(*rect)) {
        const auto cursor = axis->orientation() == Qt::Horizontal ? cursorX() : std::nullopt;
        axis->scaleRange(factor, cursor ? *cursor : middleOf(*axis));
    }
    zoomed_ = true;
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::zoomBack() {
    zoomFuture_.append(ranges());
    showRanges(zoomHistory_.takeLast());
    zoomed_ = !zoomHistory_.isEmpty();
}

void PlotView::zoomForward() {
    zoomHistory_.append(ranges());
    showRanges(zoomFuture_.takeLast());
    zoomed_ = true;
}

void PlotView::showMenu(const QPoint& position) {
    if (isEmpty()) return;
    QMenu menu(this);
    menu.addAction(tr("&Copy the picture"), this, &PlotView::copyPicture);
    menu.addAction(tr("Copy the &table"), this, [this] {
        QApplication::clipboard()->setText(QString::fromUtf8(tsvOf(framedTable(*this, frameOf(*this)))));
    });
    menu.addAction(tr("&Print…"), this, [this] {
        QPrinter printer(QPrinter::ScreenResolution);
        printer.setPageOrientation(QPageLayout::Landscape);
        QPrintDialog dialog(&printer, this);
        if (dialog.exec() == QDialog::Accepted)
            paintFramed(*this, printer, printer.pageRect(QPrinter::DevicePixel).size().toSize(), frameOf(*this));
    });
    menu.addSeparator();
    menu.addAction(tr("Show &everything"), this, &PlotView::showAll);
    if (!zoomHistory_.isEmpty()) menu.addAction(tr("&Back to before the last rectangle"), this, &PlotView::zoomBack);
    if (!zoomFuture_.isEmpty()) menu.addAction(tr("&Forward again"), this, &PlotView::zoomForward);
    addNotesTo(menu, position);
    addToMenu(menu, position);
    const LegendEntry* entry = legend_->entryAt(position);
    if (const auto deployment = entry != nullptr ? entry->deployment : deploymentAt(position)) {
        const QString name = deploymentNames()[*deployment];
        menu.addSeparator();
        menu.addAction(tr("&Select '%1'").arg(name), this, [this, deployment] { selection().select(deployment); });
        menu.addAction(selection().isHidden(*deployment) ? tr("S&how '%1'").arg(name) : tr("&Hide '%1'").arg(name),
                       this, [this, deployment] { chooseInLegend(*deployment, true); });
        menu.addAction(tr("&Only '%1'").arg(name), this, [this, deployment] { chooseInLegend(*deployment, false); });
        menu.addAction(tr("Compare with '%1' as the &baseline").arg(name), this,
                       [this, deployment] { selection().setBaseline(deployment); });
    }
    if (!selection().hidden().isEmpty())
        menu.addAction(tr("Show &all deployments"), this, [this] { selection().setHidden(QSet<int>()); });
    menu.exec(plot_->mapToGlobal(position));
}

void PlotView::copyPicture() {
    QImage picture((QSizeF(kPictureSize) * kPictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(kPictureScale);
    paintFramed(*this, picture, kPictureSize, frameOf(*this));
    QApplication::clipboard()->setImage(picture);
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
