// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/deployment_bar.hpp"

#include "gui/editor/glyphs.hpp"
#include "gui/editor/json_parts.hpp"
#include "gui/editor/scenario_document.hpp"
#include "scenarios/json_document.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

constexpr int kWordGap = 14;

}  // namespace

DeploymentBar::DeploymentBar(ScenarioDocument& document, SectionTree& tree, const Section& list, QWidget* parent)
    : QWidget(parent), document_(document), tree_(tree), array_(list.pointer()) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    const QString element = SchemaNode::root().at(array_)->element().title().toLower();
    QAction* adding = makeAction(icon(Glyph::add), tr("Add a %1").arg(element), Qt::Key_Insert, &DeploymentBar::add);
    duplicate_ = makeAction(icon(Glyph::copy), tr("Duplicate the %1").arg(element), QKeySequence(Qt::CTRL | Qt::Key_D),
                            &DeploymentBar::duplicate);
    up_ = makeAction(icon(Glyph::up), tr("Move the %1 up").arg(element), QKeySequence(Qt::ALT | Qt::Key_Up),
                     &DeploymentBar::moveUp);
    down_ = makeAction(icon(Glyph::down), tr("Move the %1 down").arg(element), QKeySequence(Qt::ALT | Qt::Key_Down),
                       &DeploymentBar::moveDown);
    remove_ = makeAction(icon(Glyph::remove), tr("Remove the %1").arg(element), QKeySequence(Qt::Key_Delete),
                         &DeploymentBar::removeCurrent);
    adding->setIconText(tr("Add"));
    duplicate_->setIconText(tr("Duplicate"));
    worded_ = {addButton(adding), addButton(duplicate_)};
    layout->addStretch();
    addButton(up_);
    addButton(down_);
    addButton(remove_);
    refresh();
}

QAction* DeploymentBar::makeAction(const QIcon& icon, const QString& words, const QKeySequence& key,
                                   void (DeploymentBar::*act)()) {
    auto* action = new QAction(icon, words, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(words, key.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    tree_.addAction(action);
    return action;
}

QToolButton* DeploymentBar::addButton(QAction* action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(action->text());
    layout()->addWidget(button);
    buttons_.append(button);
    return button;
}

QSize DeploymentBar::minimumSizeHint() const {
    const QSize button = buttons_.back()->sizeHint();
    return {static_cast<int>(buttons_.size()) * button.width() + 4, button.height() + 4};
}

void DeploymentBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    int wanted = minimumSizeHint().width();
    for (const QToolButton* button : worded_) wanted += fontMetrics().horizontalAdvance(button->text()) + kWordGap;
    for (QToolButton* button : worded_)
        button->setToolButtonStyle(wanted <= width() ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

int DeploymentBar::index() const {
    const std::string current = tree_.current();
    if (current == array_ || scenarios::parent_pointer(current) != array_) return -1;
    return static_cast<int>(indexOf(scenarios::last_token(current)).value_or(0));
}

int DeploymentBar::count() const {
    const Json* elements = document_.valueAt(array_);
    return elements != nullptr && elements->is_array() ? static_cast<int>(elements->size()) : 0;
}

std::string DeploymentBar::pointerOf(int index) const {
    return scenarios::child_pointer(array_, static_cast<std::size_t>(index));
}

void DeploymentBar::refresh() {
    const int current = index();
    duplicate_->setEnabled(current >= 0);
    remove_->setEnabled(current >= 0);
    up_->setEnabled(current > 0);
    down_->setEnabled(current >= 0 && current + 1 < count());
}

void DeploymentBar::add() {
    const int at = count();
    const Json element = SchemaNode::root().at(array_)->element().initialValue();
    if (document_.insert(array_, static_cast<std::size_t>(at), element)) tree_.setCurrent(pointerOf(at));
}

void DeploymentBar::duplicate() {
    const int current = index();
    if (current >= 0 && document_.duplicate(pointerOf(current))) tree_.setCurrent(pointerOf(current + 1));
}

void DeploymentBar::removeCurrent() {
    const int current = index();
    if (current < 0 || !document_.remove(pointerOf(current))) return;
    const int left = count();
    tree_.setCurrent(left > 0 ? pointerOf(std::min(current, left - 1)) : array_);
}

void DeploymentBar::moveUp() { moveBy(-1); }
void DeploymentBar::moveDown() { moveBy(1); }

void DeploymentBar::moveBy(int by) {
    const int from = index();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= count()) return;
    if (document_.move(array_, static_cast<std::size_t>(from), static_cast<std::size_t>(to)))
        tree_.setCurrent(pointerOf(to));
}

}  // namespace plimsoll::gui
