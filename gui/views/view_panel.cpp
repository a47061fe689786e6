// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/view_panel.hpp"

#include "gui/models/selection.hpp"
#include "gui/views/picture_frame.hpp"
#include "gui/views/table_widget.hpp"
#include "gui/views/view.hpp"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace plimsoll::gui {

ViewPanel::ViewPanel(const ViewKind& kind, Selection& selection, QWidget* parent)
    : QWidget(parent),
      view_(kind.make(selection, this)),
      table_(new TableWidget(this)),
      tableButton_(new QToolButton(this)) {
    setObjectName(kind.name);
    view_->setObjectName(QStringLiteral("view"));
    view_->setAccessibleName(kind.title);
    view_->setAccessibleDescription(kind.help);
    table_->setAccessibleName(tr("%1: table").arg(kind.title));

    tableButton_->setText(tr("Table"));
    tableButton_->setCheckable(true);
    tableButton_->setObjectName(QStringLiteral("table"));
    tableButton_->setAccessibleName(tr("%1: show the table").arg(kind.title));
    tableButton_->setToolTip(tr("The numbers of the picture (T)"));
    auto* exporting = new QToolButton(this);
    exporting->setText(tr("Export…"));
    exporting->setObjectName(QStringLiteral("export"));
    exporting->setAccessibleName(tr("%1: export").arg(kind.title));
    exporting->setToolTip(tr("Save as PNG, SVG, PDF or CSV"));

    auto* strip = new QHBoxLayout;
    auto* stamp = new QLabel(this);
    stamp->setObjectName(QStringLiteral("stamp"));
    stamp->setAccessibleName(tr("%1: state of the result").arg(kind.title));
    stamp->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // a long one pushes nothing aside
    QFont bold = stamp->font();
    bold.setBold(true);
    stamp->setFont(bold);
    const auto showState = [this, stamp] {
        QStringList parts;
        if (!view_->stamp().isEmpty()) parts.append(QStringLiteral("⚠ %1").arg(view_->stamp()));
        if (!view_->range().isEmpty()) parts.append(view_->range());
        stamp->setText(parts.join(QStringLiteral(" · ")));
        stamp->setToolTip(stamp->text());
    };
    connect(view_, &View::stampChanged, stamp, showState);
    connect(view_, &View::rangeChanged, stamp, showState);
    if (view_->controls() != nullptr) strip->addWidget(view_->controls());
    strip->addWidget(stamp, 1);
    strip->addWidget(tableButton_);
    strip->addWidget(exporting);
    auto* pages = new QWidget(this);
    stack_ = new QStackedLayout(pages);
    stack_->addWidget(view_);
    stack_->addWidget(table_);
    auto* layout = new QVBoxLayout(this);
    constexpr int kMargin = 2;
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addLayout(strip);
    layout->addWidget(pages, 1);

    setFocusProxy(view_);
    connect(tableButton_, &QToolButton::toggled, this, &ViewPanel::showTable);
    auto* byKey = new QShortcut(Qt::Key_T, this, tableButton_, &QToolButton::toggle);
    byKey->setContext(Qt::WidgetWithChildrenShortcut);
    connect(exporting, &QToolButton::clicked, this, [this] { emit exportRequested(view_); });
    const auto refresh = [this] {
        if (stack_->currentWidget() == table_) refreshTable();
    };
    connect(view_, &View::resultChanged, this, refresh);
    connect(view_, &View::rangeChanged, this, refresh);
    connect(&selection, &Selection::changed, this, refresh);
}

void ViewPanel::showTable(bool table) {
    tableButton_->setChecked(table);
    if (table) refreshTable();
    const bool hadKeyboard = isAncestorOf(QApplication::focusWidget());
    auto* shown = table ? static_cast<QWidget*>(table_) : view_;
    stack_->setCurrentWidget(shown);
    setFocusProxy(shown);
    if (hadKeyboard) shown->setFocus();
}

void ViewPanel::refreshTable() { table_->setTable(framedTable(*view_, frameOf(*view_))); }

}  // namespace plimsoll::gui
