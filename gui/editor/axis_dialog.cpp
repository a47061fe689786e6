// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/axis_dialog.hpp"

#include "gui/editor/schema_node.hpp"
#include "gui/models/text.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {

AxisDialog::AxisDialog(ScenarioDocument& document, const Catalogs& catalogs, const std::string& pointer,
                       QWidget* parent)
    : QDialog(parent),
      document_(document),
      pointer_(pointer),
      list_(new QRadioButton(tr("&These values"), this)),
      range_(new QRadioButton(tr("&From … to"), this)),
      values_(new QLineEdit(this)),
      from_(new QLineEdit(this)),
      to_(new QLineEdit(this)),
      offered_(new QListWidget(this)),
      points_(new QSpinBox(this)),
      scale_(new QComboBox(this)),
      outcome_(new QLabel(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("axisDialog"));
    setWindowTitle(tr("Vary %1").arg(titleOfValue(document, pointer)));
    const auto schema = SchemaNode::root().at(pointer);
    if (schema) offer_ = offeredValues(*schema, catalogs);
    isChoice_ = schema && !choicesOf(*schema).empty();
    build();
    const auto index = axisIndexOf(document, pointer);
    if (index) {
        auto* remove = buttons_->addButton(tr("Vary it &no longer"), QDialogButtonBox::DestructiveRole);
        remove->setObjectName(QStringLiteral("axis/remove"));
        connect(remove, &QPushButton::clicked, this, [this, index = *index] {
            removeAxis(document_, index);
            reject();
        });
        show(draftOf((*document.valueAt("/sweep/axes"))[*index]));
    } else {
        show(schema ? suggestedAxis(*schema, document.valueAt(pointer)) : AxisDraft{});
    }
    if (isChoice_)
        offered_->setFocus();
    else
        (list_->isChecked() ? values_ : from_)->setFocus();
}

void AxisDialog::build() {
    values_->setObjectName(QStringLiteral("axis/values"));
    values_->setAccessibleName(tr("Values, parted by commas"));
    values_->setPlaceholderText(tr("parted by commas"));
    outcome_->setObjectName(QStringLiteral("axis/outcome"));
    outcome_->setWordWrap(true);

    auto* grid = new QGridLayout(this);
    grid->addWidget(list_, 0, 0);
    grid->addWidget(values_, 0, 1);
    buildRange(*grid);
    buildOffer(*grid);
    grid->addWidget(outcome_, 3, 0, 1, 2);
    grid->addWidget(buttons_, 4, 0, 1, 2);
    constexpr int kWidth = 620;
    setMinimumWidth(kWidth);

    for (auto* edit : {values_, from_, to_}) {
        connect(edit, &QLineEdit::textChanged, this, &AxisDialog::judge);
        // Who types into a line means it.
        connect(edit, &QLineEdit::textEdited, this,
                [this, edit] { (edit == values_ ? list_ : range_)->setChecked(true); });
    }
    connect(values_, &QLineEdit::textChanged, this, &AxisDialog::showChecked);
    connect(list_, &QRadioButton::toggled, this, &AxisDialog::judge);
    connect(points_, &QSpinBox::valueChanged, this, &AxisDialog::judge);
    connect(scale_, &QComboBox::currentIndexChanged, this, &AxisDialog::judge);
    connect(buttons_, &QDialogButtonBox::accepted, this, &AxisDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &AxisDialog::reject);
}

void AxisDialog::buildRange(QGridLayout& grid) {
    from_->setObjectName(QStringLiteral("axis/from"));
    from_->setAccessibleName(tr("From"));
    to_->setObjectName(QStringLiteral("axis/to"));
    to_->setAccessibleName(tr("To"));
    points_->setObjectName(QStringLiteral("axis/points"));
    points_->setAccessibleName(tr("Number of values"));
    constexpr int kMostValues = 1'000'000;
    points_->setRange(2, kMostValues);
    points_->setSuffix(tr(" values"));
    scale_->setObjectName(QStringLiteral("axis/scale"));
    scale_->setAccessibleName(tr("Scale"));
    scale_->addItems({tr("in equal steps"), tr("in equal factors")});
    auto* between = new QLabel(tr("to"), this);
    auto* range = new QHBoxLayout;
    range->addWidget(from_, 1);
    range->addWidget(between);
    range->addWidget(to_, 1);
    range->addWidget(points_);
    range->addWidget(scale_);
    grid.addWidget(range_, 1, 0);
    grid.addLayout(range, 1, 1);
    if (offer_.isEmpty()) return;  // names and choices have no range
    for (QWidget* part : {static_cast<QWidget*>(range_), static_cast<QWidget*>(from_), static_cast<QWidget*>(between),
                          static_cast<QWidget*>(to_), static_cast<QWidget*>(points_), static_cast<QWidget*>(scale_)})
        part->hide();
    list_->setVisible(!isChoice_);
    values_->setVisible(!isChoice_);
}

void AxisDialog::buildOffer(QGridLayout& grid) {
    offered_->setObjectName(QStringLiteral("axis/offered"));
    offered_->setAccessibleName(tr("Values to choose from"));
    offered_->setVisible(!offer_.isEmpty());
    if (offer_.isEmpty()) return;
    for (const auto& value : std::as_const(offer_)) {
        auto* item = new QListWidgetItem(
            value.about.isEmpty() ? value.text : QStringLiteral("%1 · %2").arg(value.text, value.about), offered_);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    constexpr int kMostRows = 12;
    const int rows = std::min(offered_->count(), kMostRows);
    offered_->setMinimumHeight(rows * offered_->sizeHintForRow(0) + 2 * offered_->frameWidth());
    connect(offered_, &QListWidget::itemChanged, this, &AxisDialog::takeChecked);
    if (offered_->count() <= kMostRows) {
        grid.addWidget(offered_, 2, 0, 1, 2);
        return;
    }
    auto* search = new QLineEdit(this);
    search->setObjectName(QStringLiteral("axis/search"));
    search->setAccessibleName(tr("Search"));
    search->setPlaceholderText(tr("Search"));
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        for (int i = 0; i < offered_->count(); ++i)
            offered_->item(i)->setHidden(!offered_->item(i)->text().contains(text, Qt::CaseInsensitive));
    });
    auto* column = new QVBoxLayout;
    column->addWidget(search);
    column->addWidget(offered_);
    grid.addLayout(column, 2, 0, 1, 2);
}

void AxisDialog::takeChecked() {
    QStringList items = listedValues(values_->text());
    for (const auto& value : std::as_const(offer_)) items.removeAll(value.spelling);
    for (int i = 0; i < offered_->count(); ++i)
        if (offered_->item(i)->checkState() == Qt::Checked) items.append(offer_[i].spelling);
    values_->setText(items.join(QStringLiteral(", ")));
    list_->setChecked(true);
}

void AxisDialog::showChecked() {
    const QStringList items = listedValues(values_->text());
    const QSignalBlocker quiet(offered_);
    for (int i = 0; i < offered_->count(); ++i)
        offered_->item(i)->setCheckState(items.contains(offer_[i].spelling) ? Qt::Checked : Qt::Unchecked);
}

AxisDraft AxisDialog::draft() const {
    return {range_->isChecked(), values_->text(),  from_->text(),
            to_->text(),         points_->value(), scale_->currentIndex() == 1};
}

void AxisDialog::show(const AxisDraft& draft) {
    values_->setText(draft.values);
    from_->setText(draft.from);
    to_->setText(draft.to);
    points_->setValue(draft.points);
    scale_->setCurrentIndex(draft.log ? 1 : 0);
    (draft.isRange ? range_ : list_)->setChecked(true);
    judge();
}

void AxisDialog::judge() {
    const AxisDraft now = draft();
    const QString wrong = complaintOf(now);
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
    if (!wrong.isEmpty()) {
        outcome_->setText(wrong);
        return;
    }
    const auto index = axisIndexOf(document_, pointer_);
    const double others =
        countOfPoints(document_) / (index ? countOfAxis((*document_.valueAt("/sweep/axes"))[*index]) : 1);
    const double points = countOf(now) * (others > 0 ? others : 1);
    outcome_->setText(tr("%1; the sweep has %2.")
                          .arg(countText(countOf(now), tr("value"), tr("values")),
                               countText(static_cast<qsizetype>(points), tr("point"), tr("points"))));
}

void AxisDialog::accept() {
    setAxis(document_, axisOf(draft(), pointer_));
    QDialog::accept();
}

}  // namespace plimsoll::gui
