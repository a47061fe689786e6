// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/token_plane_view.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "gui/views/figure_box.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/placed_labels.hpp"
#include "gui/views/quantity_axis.hpp"

#include <QComboBox>

#include <algorithm>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

using Metric = scenarios::SloSpec::Metric;

constexpr double kMarkerSize = 11;

/// "28.7".
QString shortNumber(double value) { return QLocale::c().toString(value, 'g', 3); }

}  // namespace

TokenPlaneView::TokenPlaneView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent), planes_(new QComboBox(this)), figureBox_(new FigureBox(this)) {
    planes_->setObjectName(QStringLiteral("plane"));
    planes_->setAccessibleName(tr("What against what"));
    planes_->setToolTip(tr("Which two figures of the answers"));
    planes_->addItem(tr("First token against the next ones"));
    planes_->addItem(tr("First token against gaps"));
    planes_->addItem(tr("Tokens per dollar against pace"));
    figureBox_->setToolTip(tr("Mean or percentile of both times"));
    for (const LatencyFigure figure : kLatencyFigures)
        figureBox_->setItemText(static_cast<int>(figure), nameOf(figure));
    addControl(planes_);
    addControl(figureBox_);
    connect(planes_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
    connect(figureBox_, &FigureBox::figureChanged, this, [this] { showAll(); });
}

void TokenPlaneView::setPlane(TokenPlane plane) { planes_->setCurrentIndex(static_cast<int>(plane)); }

TokenPlane TokenPlaneView::plane() const { return static_cast<TokenPlane>(planes_->currentIndex()); }

QString TokenPlaneView::emptyReason() const {
    if (tokenPoints(*result(), result()->indices(), plane(), figureBox_->figure()).isEmpty())
        return tr("No deployment answers token by token. Serve a model that does, with \"continuous_batching\".");
    if (tokenPoints(*result(), shown(), plane(), figureBox_->figure()).isEmpty())
        return tr("Every deployment that answers token by token is hidden. Show one in the list of deployments.");
    return {};
}

PlotView::NoteSpace TokenPlaneView::noteSpace() const {
    return {QStringLiteral("tokens-%1/%2").arg(planes_->currentIndex()).arg(nameOf(figureBox_->figure()))};
}

void TokenPlaneView::draw() {
    points_ = tokenPoints(*result(), shown(), plane(), figureBox_->figure());
    levels_ = isOfTimes() ? QList<TokenLevel>{} : tokenLevels(*result(), shown());
    drawAxes();
    drawLimits();
    drawLevels();
    for (const auto& point : std::as_const(points_)) drawPoint(point);
    drawLabels();
    setCaption(caption());
}

void TokenPlaneView::drawAxes() {
    QList<double> across, acrossEnds, up, upEnds;
    for (const auto& point : std::as_const(points_)) {
        addTo(across, acrossEnds, point.across);
        addTo(up, upEnds, point.up);
    }
    for (const auto& level : std::as_const(levels_)) up.append(level.millionPerDollar);
    for (const auto& objective : limitsOnNext()) {
        const double limit = seconds_of(objective.at_most);
        isOfTimes() ? up.append(limit) : across.append(1 / limit);
    }
    if (isOfTimes())
        for (const auto& objective : limitsOn(Metric::ttft)) across.append(seconds_of(objective.at_most));

    acrossScale_ = scaleOf(across, acrossEnds);
    upScale_ = scaleOf(up, upEnds);
    styleAxes(*plot().axisRect());
    const auto quantity = isOfTimes() ? Quantity::duration : Quantity::number;
    showQuantity(*plot().xAxis, acrossTitle(), quantity, acrossScale_, isZoomed());
    showQuantity(*plot().yAxis, upTitle(), quantity, upScale_, isZoomed());
}

std::vector<scenarios::SloSpec> TokenPlaneView::limitsOn(Metric metric) const {
    return objectivesOn(*result(), figureBox_->figure(), metric);
}

std::vector<scenarios::SloSpec> TokenPlaneView::limitsOnNext() const {
    return limitsOn(plane() == TokenPlane::gaps ? Metric::itl : Metric::tpot);
}

QString TokenPlaneView::acrossTitle() const {
    const QString figure = nameOf(figureBox_->figure());
    return isOfTimes() ? tr("%1 time to first token").arg(figure)
                       : tr("tokens/s of an answer, at the %1 time per token").arg(figure);
}

QString TokenPlaneView::upTitle() const {
    const QString figure = nameOf(figureBox_->figure());
    if (!isOfTimes()) return tr("million tokens per dollar");
    return plane() == TokenPlane::gaps ? tr("%1 time between two tokens").arg(figure)
                                       : tr("%1 time per token behind it").arg(figure);
}

void TokenPlaneView::drawLimits() {
    const GuideStyle style{QPen(textColour(), 1), textColour(), font(), palette().color(QPalette::Base)};
    QColor hatch = textColour();
    constexpr int kHatchAlpha = 28;
    hatch.setAlpha(kHatchAlpha);
    if (!isOfTimes()) {
        for (const auto& objective : limitsOnNext())
            addVerticalGuide(plot(), 1 / seconds_of(objective.at_most), tr("%1 a token").arg(limitText(objective)),
                             style);
        return;
    }
    for (const auto& objective : limitsOn(Metric::ttft)) {
        const double limit = seconds_of(objective.at_most);
        addVerticalGuide(plot(), limit, limitText(objective), style);
        shadeRightOf(plot(), limit, QBrush(hatch, Qt::BDiagPattern));
    }
    for (const auto& objective : limitsOnNext()) {
        const double limit = upScale_.placeOf(seconds_of(objective.at_most));
        addHorizontalGuide(plot(), limit, limitText(objective), style);
        shadeAbove(plot(), limit, QBrush(hatch, Qt::FDiagPattern));
    }
}

void TokenPlaneView::drawLevels() {
    for (const auto& level : std::as_const(levels_)) {
        const GuideStyle style{QPen(colourOf(level.deployment), 1.2, Qt::DashLine), textColour(), font(),
                               palette().color(QPalette::Base)};
        addHorizontalGuide(plot(), upScale_.placeOf(level.millionPerDollar), nameOfDeployment(level.deployment), style);
    }
}

void TokenPlaneView::drawPoint(const TokenPoint& point) {
    const QPointF place = placeOf(point);
    auto* graph = plot().addGraph();
    graph->setName(nameOfDeployment(point.deployment));
    graph->setLineStyle(QCPGraph::lsNone);
    graph->addData(place.x(), place.y());
    graph->setScatterStyle(markerOf(point.deployment, kMarkerSize, point.feasible));
    setOwner(*graph, point.deployment);
    EstimateBars{place, point.across.ci, point.up.ci}.draw(*graph, acrossScale_, upScale_,
                                                           QPen(colourOf(point.deployment), 1), kMarkerSize);
    graph->setLayer(graph->layer());  // over its bars
}

void TokenPlaneView::drawLabels() {
    QList<PlacedLabels::Label> labels;
    QList<QPointF> places;
    QList<QLineF> bars;
    for (const auto& point : std::as_const(points_)) {
        const QPointF place = placeOf(point);
        places.append(place);
        bars.append(EstimateBars{place, point.across.ci, point.up.ci}.lines(acrossScale_, upScale_));
        labels.append({place, nameOfDeployment(point.deployment),
                       isFaint(point.deployment) ? faintColour() : textColour(), false, kMarkerSize / 2});
    }
    auto* names = new PlacedLabels(&plot());
    names->setStyle(font(), palette().color(QPalette::Base));
    names->setLabels(labels);
    names->setPoints(places, kMarkerSize);
    names->setBars(bars);
}

QString TokenPlaneView::caption() const {
    QStringList sentences;
    const auto any = [this](const auto& what) { return std::any_of(points_.begin(), points_.end(), what); };
    if (!isOfTimes())
        sentences.append(tr("Tokens of prompts and answers together; further up and to the right is better."));
    if (any([](const TokenPoint& point) { return !point.feasible; }))
        sentences.append(tr("Hollow: misses an objective."));
    if (any([](const TokenPoint& point) { return point.across.ci || point.up.ci; }))
        sentences.append(tr("Bars: 95 % confidence."));
    if (!levels_.isEmpty()) sentences.append(tr("Dashed: times per token are not known."));
    QStringList silent;
    for (const int deployment : shown()) {
        const auto is = [deployment](const auto& each) { return each.deployment == deployment; };
        if (std::none_of(points_.begin(), points_.end(), is) && std::none_of(levels_.begin(), levels_.end(), is))
            silent.append(nameOfDeployment(deployment));
    }
    if (!silent.isEmpty()) sentences.append(tr("Without these figures: %1.").arg(silent.join(QStringLiteral(", "))));
    return sentences.join(QLatin1Char(' '));
}

QPointF TokenPlaneView::placeOf(const TokenPoint& point) const {
    return {acrossScale_.placeOf(point.across.value), upScale_.placeOf(point.up.value)};
}

QString TokenPlaneView::nameOfDeployment(int deployment) const {
    return qstring(result()->deployment(deployment).name);
}

QString TokenPlaneView::toolTipAt(const QPointF& position) const {
    const auto deployment = deploymentAt(position);
    if (!deployment) return {};
    const auto found = std::find_if(points_.begin(), points_.end(),
                                    [&](const TokenPoint& point) { return point.deployment == *deployment; });
    if (found == points_.end()) return {};
    const auto& of = result()->deployment(*deployment);
    QStringList lines{qstring(of.name)};
    if (isOfTimes())
        lines << QStringLiteral("%1 %2").arg(acrossTitle(), durationText(found->across))
              << QStringLiteral("%1 %2").arg(upTitle(), durationText(found->up));
    else
        lines << QStringLiteral("%1 %2").arg(shortNumber(found->across.value), acrossTitle())
              << QStringLiteral("%1 %2").arg(shortNumber(found->up.value), upTitle());
    lines << tr("objectives: %1").arg(objectivesText(of));
    return lines.join(QLatin1Char('\n'));
}

Table TokenPlaneView::table() const {
    if (result() == nullptr) return {};
    const QString unit = isOfTimes() ? tr("s") : QString();
    Table table{{{tr("deployment"), {}},
                 {acrossTitle(), unit},
                 {tr("%1, low").arg(acrossTitle()), unit},
                 {tr("%1, high").arg(acrossTitle()), unit},
                 {upTitle(), unit},
                 {tr("%1, low").arg(upTitle()), unit},
                 {tr("%1, high").arg(upTitle()), unit},
                 {tr("meets its objectives"), {}}},
                {}};
    for (const int index : result()->indices()) {
        QList<QVariant> row(table.columns.size());
        row[0] = nameOfDeployment(index);
        table.rows.append(row);
    }
    for (const auto& level : tokenLevels(*result(), result()->indices()))
        if (!isOfTimes()) table.rows[level.deployment][4] = level.millionPerDollar;
    for (const auto& point : tokenPoints(*result(), result()->indices(), plane(), figureBox_->figure())) {
        QList<QVariant> row{nameOfDeployment(point.deployment)};
        for (const auto* estimate : {&point.across, &point.up}) {
            row.append(estimate->value);
            row.append(estimate->ci ? QVariant(estimate->ci->lo) : QVariant());
            row.append(estimate->ci ? QVariant(estimate->ci->hi) : QVariant());
        }
        row.append(point.feasible);
        table.rows[point.deployment] = row;
    }
    return withFields(table, *result(), {QStringLiteral("ttft_s"), QStringLiteral("tpot_s")});
}

}  // namespace plimsoll::gui
