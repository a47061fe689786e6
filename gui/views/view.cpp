// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/view.hpp"

#include "gui/models/text.hpp"

#include <QEvent>
#include <utility>

namespace plimsoll::gui {

View::View(Selection& selection, QWidget* parent) : QWidget(parent), selection_(selection) {
    connect(&selection, &Selection::changed, this, [this] {
        if (isVisible())
            selectionChanged();
        else
            stale_ = true;
    });
    connect(&selection, &Selection::hoverChanged, this, [this] {
        if (isVisible()) hoverChanged();
    });
    connect(&selection, &Selection::shownTimeChanged, this, [this] {
        if (!hasTime()) return;
        if (isVisible())
            shownTimeChanged();
        else
            stale_ = true;
        emit rangeChanged(range());
    });
}

void View::setResult(ResultPtr result) {
    behind_ = result_ && result && result->isCoarse() && waitsFor(*result);
    if (!behind_) result_ = std::move(result);
    if (!behind_) shown_.reset();
    update();
}

void View::setReference(ResultPtr reference) {
    reference_ = std::move(reference);
    update();
}

void View::setStamp(const QString& stamp) {
    if (std::exchange(stamp_, stamp) == stamp) return;
    emit stampChanged(stamp);
    update();
}

QString View::range() const {
    const auto& shown = selection_.shownTime();
    return hasTime() && shown ? spanText(shown->from, shown->to) : QString();
}

QString View::source() const {
    if (result_ == nullptr) return {};
    const auto& comparison = result_->comparison();
    return tr("%1 · fingerprint %2")
        .arg(qstring(comparison.scenario.name), QString::number(comparison.fingerprint, 16).rightJustified(16, u'0'));
}

const ShownComparison& View::shownComparison() const {
    if (!shown_ || hiddenThen_ != selection_.hidden()) {
        hiddenThen_ = selection_.hidden();
        shown_.emplace(*result_, hiddenThen_);
    }
    return *shown_;
}

bool View::isDark() const {
    return palette().color(QPalette::Base).lightnessF() < palette().color(QPalette::Text).lightnessF();
}

/// Hidden views (docks behind other docks) draw when they are shown: a window with ten views stays quick.
void View::update() {
    stale_ = !isVisible();
    if (!stale_) rebuild();
    emit resultChanged();
}

void View::refresh() {
    if (std::exchange(stale_, false)) rebuild();
}

void View::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) update();
}

void View::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

}  // namespace plimsoll::gui
