// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/what_if_panel.hpp"

#include "gui/models/text.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr int kStepsPerDoubling = 20;
constexpr int kDoublings = 4;  // factors from 1/16 to 16
constexpr double kStepsPerShare = 100;
constexpr int kLargestShare = 300;  // growth up to 300 %

double factorOf(int position) { return std::exp2(static_cast<double>(position) / kStepsPerDoubling); }
double shareOf(int position) { return position / kStepsPerShare; }

}  // namespace

WhatIfPanel::WhatIfPanel(QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setColumnStretch(1, 1);
    addRow(QStringLiteral("load"), tr("&Load"), tr("Multiplies the requests of the scenario"), &WhatIf::load, false);
    addRow(QStringLiteral("growth"), tr("&Growth"), tr("Growth of the load to plan for, on top of it"), &WhatIf::growth,
           true);
    addRow(QStringLiteral("slo"), tr("&Objectives"), tr("Multiplies the limit of every latency objective"),
           &WhatIf::slo, false);
    addRow(QStringLiteral("interruptions"), tr("&Interruptions"),
           tr("Multiplies the rate at which spot instances are taken away"), &WhatIf::interruptions, false);
    addRow(QStringLiteral("onDemandPrice"), tr("On-&demand prices"),
           tr("Multiplies prices of on-demand and reserved machines, e.g. for a negotiated discount"),
           &WhatIf::onDemandPrice, false);
    addRow(QStringLiteral("spotPrice"), tr("&Spot prices"), tr("Multiplies prices of spot machines"),
           &WhatIf::spotPrice, false);
    addRow(QStringLiteral("usagePrice"), tr("&Usage prices"), tr("Multiplies prices of functions, containers and APIs"),
           &WhatIf::usagePrice, false);
    auto* reset = new QPushButton(tr("&Reset"), this);
    reset->setObjectName(QStringLiteral("whatIf/reset"));
    reset->setAccessibleName(tr("Reset all sliders"));
    reset->setToolTip(tr("Back to the scenario as it is written"));
    const int last = grid->rowCount();
    grid->addWidget(reset, last, 0, 1, 3, Qt::AlignLeft);
    grid->setRowStretch(last + 1, 1);
    connect(reset, &QPushButton::clicked, this, [this] {
        setFactors({});
        emit factorsChanged({});
    });
}

void WhatIfPanel::addRow(const QString& name, const QString& title, const QString& help, double WhatIf::*value,
                         bool isShare) {
    auto* grid = static_cast<QGridLayout*>(layout());
    auto* label = new QLabel(title, this);
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setObjectName(QStringLiteral("whatIf/") + name);
    slider->setAccessibleName(QString(title).remove(QLatin1Char('&')));
    slider->setAccessibleDescription(help);
    slider->setToolTip(help);
    constexpr int kShortest = 60;  // px; a shorter one cannot be set
    slider->setMinimumWidth(kShortest);
    label->setToolTip(help);
    label->setBuddy(slider);
    if (isShare) {
        slider->setRange(0, kLargestShare);
        constexpr int kPageStep = 10;
        slider->setPageStep(kPageStep);
    } else {
        slider->setRange(-kDoublings * kStepsPerDoubling, kDoublings * kStepsPerDoubling);
        slider->setPageStep(kStepsPerDoubling);
        slider->setTickPosition(QSlider::TicksBelow);
        slider->setTickInterval(kDoublings * kStepsPerDoubling);  // a tick at "unchanged"
    }
    auto* reading = new QLabel(this);
    reading->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("× 0.0625")));
    const int row = static_cast<int>(rows_.size());
    grid->addWidget(label, row, 0);
    grid->addWidget(slider, row, 1);
    grid->addWidget(reading, row, 2);
    rows_.push_back({value, isShare, slider, reading});
    showReading(rows_.back());
    connect(slider, &QSlider::valueChanged, this, [this, index = rows_.size() - 1] {
        const Row& moved = rows_[index];
        factors_.*moved.value = moved.isShare ? shareOf(moved.slider->value()) : factorOf(moved.slider->value());
        showReading(moved);
        emit factorsChanged(factors_);
    });
}

void WhatIfPanel::showReading(const Row& row) const {
    constexpr double kPercent = 100;
    const double value = factors_.*row.value;
    row.reading->setText(row.isShare ? QStringLiteral("+ %1 %").arg(numberText(kPercent * value))
                                     : QStringLiteral("× %1").arg(numberText(value)));
}

void WhatIfPanel::setFactors(const WhatIf& factors) {
    factors_ = factors;
    for (const Row& row : rows_) {
        const QSignalBlocker quiet(row.slider);
        const double value = factors.*row.value;
        row.slider->setValue(
            static_cast<int>(std::lround(row.isShare ? value * kStepsPerShare : std::log2(value) * kStepsPerDoubling)));
        showReading(row);
    }
}

}  // namespace plimsoll::gui
