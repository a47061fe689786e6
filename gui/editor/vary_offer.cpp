// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/vary_offer.hpp"

#include "gui/editor/axis_dialog.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/glyphs.hpp"

#include <QAction>
#include <QEvent>
#include <QToolButton>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

VaryOffer::VaryOffer(FormContext& context, Field& field)
    : QObject(&field),
      context_(context),
      field_(field),
      button_(makeButton(&field, icon(Glyph::vary), tr("Vary %1 in a sweep (F9)").arg(field.schema().title()))) {
    auto* action = new QAction(tr("&Vary this…"), field.editor());
    action->setObjectName(QStringLiteral("vary"));
    action->setShortcut(QKeySequence(Qt::Key_F9));
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this] {
        auto* dialog = new AxisDialog(context_.document(), context_.catalogs(), field_.pointer(), &field_);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    field.editor()->addAction(action);
    button_->setFocusPolicy(Qt::NoFocus);  // the keyboard has its key
    QSizePolicy keepsItsPlace = button_->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    button_->setSizePolicy(keepsItsPlace);
    button_->setCheckable(true);
    connect(button_, &QAbstractButton::clicked, action, &QAction::trigger);
    field.installEventFilter(this);
    field.editor()->installEventFilter(this);
    follow();
}

void VaryOffer::follow() {
    const bool varies = axisIndexOf(context_.document(), field_.pointer()).has_value();
    button_->setChecked(varies);
    button_->setVisible(varies || field_.editor()->hasFocus() || field_.underMouse());
}

QString VaryOffer::words() const {
    const auto index = axisIndexOf(context_.document(), field_.pointer());
    if (!index) return {};
    return tr("In a sweep: %1").arg(valuesText(context_.document().value()["sweep"]["axes"][*index]));
}

bool VaryOffer::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    if (type == QEvent::Enter || type == QEvent::Leave || type == QEvent::FocusIn || type == QEvent::FocusOut) follow();
    return QObject::eventFilter(watched, event);
}

}  // namespace plimsoll::gui
