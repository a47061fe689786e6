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
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

AxisDialog::AxisDialog(ScenarioDocument& document, const std::string& pointer, QWidget* parent)
    : QDialog(parent),
      document_(document),
      pointer_(pointer),
      list_(new QRadioButton(tr("&These values"), this)),
      range_(new QRadioButton(tr("&From … to"), this)),
      values_(new QLineEdit(this)),
      from_(new QLineEdit(this)),
      to_(new QLineEdit(this)),
      points_(new QSpinBox(this)),
      scale_(new QComboBox(this)),
      outcome_(new QLabel(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("axisDialog"));
    setWindowTitle(tr("Vary %1").arg(titleOfValue(document, pointer)));
    build();
    const auto index = axisIndexOf(document, pointer);
    const auto schema = SchemaNode::root().at(pointer);
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
    (list_->isChecked() ? values_ : from_)->setFocus();
}

void AxisDialog::build() {
    values_->setObjectName(QStringLiteral("axis/values"));
    values_->setAccessibleName(tr("Values, parted by commas"));
    values_->setPlaceholderText(tr("parted by commas"));
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
    outcome_->setObjectName(QStringLiteral("axis/outcome"));
    outcome_->setWordWrap(true);

    auto* range = new QHBoxLayout;
    range->addWidget(from_, 1);
    range->addWidget(new QLabel(tr("to"), this));
    range->addWidget(to_, 1);
    range->addWidget(points_);
    range->addWidget(scale_);
    auto* grid = new QGridLayout(this);
    grid->addWidget(list_, 0, 0);
    grid->addWidget(values_, 0, 1);
    grid->addWidget(range_, 1, 0);
    grid->addLayout(range, 1, 1);
    grid->addWidget(outcome_, 2, 0, 1, 2);
    grid->addWidget(buttons_, 3, 0, 1, 2);
    constexpr int kWidth = 620;
    setMinimumWidth(kWidth);

    for (auto* edit : {values_, from_, to_}) {
        connect(edit, &QLineEdit::textChanged, this, &AxisDialog::judge);
        // Who types into a line means it.
        connect(edit, &QLineEdit::textEdited, this,
                [this, edit] { (edit == values_ ? list_ : range_)->setChecked(true); });
    }
    connect(list_, &QRadioButton::toggled, this, &AxisDialog::judge);
    connect(points_, &QSpinBox::valueChanged, this, &AxisDialog::judge);
    connect(scale_, &QComboBox::currentIndexChanged, this, &AxisDialog::judge);
    connect(buttons_, &QDialogButtonBox::accepted, this, &AxisDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &AxisDialog::reject);
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
