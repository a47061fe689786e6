// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/overlay.hpp"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace plimsoll::gui {

Overlay::Overlay(Edge edge, QWidget* window, QWidget* above, QWidget* below)
    : QWidget(window), edge_(edge), above_(above), below_(below), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    for (auto* around : {window, above, below})
        if (around != nullptr) around->installEventFilter(this);
    hide();
}

void Overlay::add(QWidget* content) {
    layout_->addWidget(content);
    content->installEventFilter(this);
    for (auto* inner : content->findChildren<QWidget*>()) inner->installEventFilter(this);
    placeAnew();
}

bool Overlay::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) place();
    return QWidget::event(event);
}

bool Overlay::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Resize:
        case QEvent::Move:
        case QEvent::ShowToParent:
        case QEvent::HideToParent:
            placeAnew();
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

/// At the left: half of a small window, less of a large one.
void Overlay::placeBetween(int top, int bottom) {
    bool any = false;
    for (int i = 0; i < layout_->count(); ++i) any = any || !layout_->itemAt(i)->widget()->isHidden();
    constexpr double kShare = 0.42;
    constexpr int kLeast = 620, kMost = 760;
    const int width = std::clamp(static_cast<int>(kShare * parentWidget()->width()), kLeast, kMost);
    const int whole = parentWidget()->width();
    setGeometry(0, top, edge_ == Edge::all ? whole : std::min(width, whole), bottom - top);
    setVisible(any);
    if (!any) return;
    raise();
    // What is to be said lies over what covers the views.
    for (auto* other : parentWidget()->findChildren<Overlay*>(QString(), Qt::FindDirectChildrenOnly))
        if (other->edge_ == Edge::upper && other->isVisible()) other->raise();
}

/// Where the layouts do not know yet that something has changed. They ask to be placed then: that must not ask again.
void Overlay::placeAnew() {
    for (int i = 0; i < layout_->count(); ++i)
        if (auto* inner = layout_->itemAt(i)->widget()->layout()) inner->invalidate();
    layout_->invalidate();
    place();
}

/// Hidden where nothing is in it, so that it takes no clicks.
void Overlay::place() {
    const auto edgeOf = [this](const QWidget* widget, int otherwise, bool lower) {
        if (widget == nullptr || !widget->isVisible()) return otherwise;
        const int y = widget->mapTo(parentWidget(), QPoint()).y();
        return lower ? y + widget->height() : y;
    };
    const int top = edgeOf(above_, 0, true);
    const int bottom = edgeOf(below_, parentWidget()->height(), false);
    const int width = parentWidget()->width();
    const int wanted = layout_->hasHeightForWidth() ? layout_->heightForWidth(width) : layout_->sizeHint().height();
    if (edge_ == Edge::left || edge_ == Edge::all) {
        placeBetween(top, bottom);
        return;
    }
    const int height = std::min(wanted, bottom - top);
    if (height <= 0) {
        hide();
        return;
    }
    setGeometry(0, edge_ == Edge::upper ? top : bottom - height, width, height);
    show();
    raise();
}

}  // namespace plimsoll::gui
