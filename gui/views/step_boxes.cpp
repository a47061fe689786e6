// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/step_boxes.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

namespace plimsoll::gui {

namespace {

/// Where it is too narrow for what it holds, the middle of that is left out: the end tells one choice from another.
class NarrowBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const int room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
        constexpr int kMargin = 2;
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room - kMargin);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

}  // namespace

QComboBox* makeBox(const QString& name, const QString& title, QWidget* parent) {
    auto* box = new NarrowBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(title);
    box->setToolTip(title);
    // Wide enough for what it holds where there is room, and never in the way.
    constexpr int kLeast = 56, kMost = 190;
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(kLeast);
    box->setMaximumWidth(kMost);
    return box;
}

StepBoxes::StepBoxes(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
}

void StepBoxes::offer(const SweepPtr& sweep, const QSet<int>& drawn) {
    qDeleteAll(findChildren<QComboBox*>());
    boxes_.clear();
    for (int axis = 0; sweep && axis < static_cast<int>(sweep->axes().size()); ++axis) {
        boxes_.append(nullptr);
        if (drawn.contains(axis)) continue;
        const QString& title = sweep->axes()[axis].name;
        auto* box = makeBox(QStringLiteral("at/%1").arg(axis), tr("Where %1 stands").arg(title), this);
        for (const QString& label : sweep->axes()[axis].labels)
            box->addItem(QStringLiteral("%1 = %2").arg(title, label));
        layout()->addWidget(box);
        connect(box, &QComboBox::currentIndexChanged, this, &StepBoxes::changed);
        boxes_.last() = box;
    }
}

QList<int> StepBoxes::steps() const {
    QList<int> steps;
    for (const auto* box : boxes_) steps.append(box != nullptr ? std::max(box->currentIndex(), 0) : 0);
    return steps;
}

}  // namespace plimsoll::gui
