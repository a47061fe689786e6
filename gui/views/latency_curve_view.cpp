// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/latency_curve_view.hpp"

#include "gui/models/text.hpp"
#include "gui/views/figure_box.hpp"

namespace plimsoll::gui {

LatencyCurveView::LatencyCurveView(Selection& selection, QWidget* parent)
    : LoadCurveView(selection, parent), figureBox_(new FigureBox(this)) {
    addControl(figureBox_);
    connect(figureBox_, &FigureBox::figureChanged, this, [this] { showAll(); });
}

QList<CurvePoint> LatencyCurveView::curveOf(const results::DeploymentResult& deployment) const {
    return latencyCurve(deployment, figureBox_->figure());
}

Column LatencyCurveView::column() const { return {tr("%1 latency").arg(nameOf(figureBox_->figure())), tr("s")}; }

QString LatencyCurveView::path() const { return QStringLiteral("latency_s.") + nameOf(figureBox_->figure()); }

QString LatencyCurveView::intervalPath() const {
    return QStringLiteral("latency_s.ci95.") + nameOf(figureBox_->figure());
}

QString LatencyCurveView::axisTitle() const { return tr("%1 latency").arg(nameOf(figureBox_->figure())); }

QString LatencyCurveView::valueText(const results::Estimate& value) const { return durationText(value); }

QList<LoadCurveView::Limit> LatencyCurveView::limits() const {
    QList<Limit> all;
    for (const auto& objective : objectivesOn(*result(), figureBox_->figure()))
        all.append({seconds_of(objective.at_most), limitText(objective)});
    return all;
}

}  // namespace plimsoll::gui
