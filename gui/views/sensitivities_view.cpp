// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sensitivities_view.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QJsonArray>

#include <algorithm>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

QString secondsText(double seconds) { return durationText(seconds); }
QString usdText(double usd) { return moneyText(usd); }

}  // namespace

/// One above the other, so that names have room.
SensitivitiesView::SensitivitiesView(Selection& selection, QWidget* parent) : PlotView(selection, parent) {
    cost_ = {plot().axisRect(), costTitle(), usdText};
    auto* rows = plot().plotLayout();
    rows->insertRow(2);
    p99_ = {new QCPAxisRect(&plot()), tr("p99 latency (s)"), secondsText};
    rows->addElement(2, 0, p99_.rect);
    auto* margins = new QCPMarginGroup(&plot());
    for (const auto* half : {&cost_, &p99_}) {
        half->rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        half->rect->setRangeDrag({});
        half->rect->setRangeZoom({});
    }
}

std::optional<int> SensitivitiesView::shownDeployment() const {
    if (result() == nullptr) return std::nullopt;
    return tornadoDeployment(*result(), shownComparison(), selection().deployment());
}

Table SensitivitiesView::table() const {
    return result() == nullptr ? Table{} : sensitivitiesTable(*result(), shownComparison());
}

QJsonObject SensitivitiesView::scene() const {
    QJsonObject scene = PlotView::scene();
    if (plot().isHidden()) return scene;
    for (const auto* half : {&cost_, &p99_}) {
        QJsonArray rows;
        for (const auto& row : half->tornado.rows) rows.append(rowText(*half, row));
        scene.insert(half->title, rows);
    }
    return scene;
}

void SensitivitiesView::rebuild() {
    PlotView::rebuild();
    if (result() != nullptr && !result()->isCoarse() && !hasSensitivities(*result())) emit sensitivitiesWanted();
}

bool SensitivitiesView::waitsFor(const Result&) const { return true; }

QString SensitivitiesView::emptyReason() const {
    if (!hasSensitivities(*result()))
        return tr(
            "Each assumption is varied to both ends of what it may be, which takes some more simulations. They "
            "run when this is shown; of a result from a file, `plimsoll compare --sensitivities` knows them.");
    return shownDeployment() ? QString() : tr("All deployments with sensitivities are hidden.");
}

QString SensitivitiesView::rowText(const Half& half, const TornadoRow& row) {
    return tr("%1, %2: %3 to %4").arg(row.name, row.ends, half.text(row.low), half.text(row.high));
}

QString SensitivitiesView::spoken() const {
    QStringList parts;
    for (const auto* half : {&cost_, &p99_})
        for (const auto& row : half->tornado.rows) parts.append(rowText(*half, row));
    return parts.join(QStringLiteral("; "));
}

void SensitivitiesView::draw() {
    const int deployment = *shownDeployment();
    const auto& figures = result()->deployment(deployment);
    cost_.title = costTitle();
    cost_.tornado = costTornado(figures);
    p99_.tornado = p99Tornado(figures);
    drawHalf(cost_, deployment);
    drawHalf(p99_, deployment);
    for (const auto& [row, half] : {std::pair(1, &cost_), std::pair(2, &p99_)})
        plot().plotLayout()->setRowStretchFactor(row, static_cast<double>(half->tornado.rows.size()) + 1);
    const QColor colour = colourOf(deployment);
    showLegendOf(
        {{.text = qstring(figures.name), .line = penOf(deployment), .deployment = deployment},
         {.text = tr("low end of the assumption"), .line = QPen(colour, 1), .swatch = QBrush(colour, Qt::BDiagPattern)},
         {.text = tr("high end"), .line = QPen(colour, 1), .swatch = QBrush(colour)}});
    setCaption(
        tr("Each assumption alone, with the random numbers of the result; the line is the result. By default the load "
           "goes ±20 %, what has no stated error to half and twice, an unconfirmed price ±30 %. Select another "
           "deployment to see its own."));
}

void SensitivitiesView::drawHalf(Half& half, int deployment) {
    const auto& [base, rows] = half.tornado;
    auto* keys = half.rect->axis(QCPAxis::atLeft);
    auto* values = half.rect->axis(QCPAxis::atBottom);
    styleAxes(*half.rect);
    QStringList names;
    for (const auto& row : rows) names.append(row.name);
    setRows(*keys, names);
    keys->setRange(-0.5, std::max(1.0, static_cast<double>(rows.size())) - 0.5);
    values->setLabel(rows.empty() ? tr("%1: no assumption changes it").arg(half.title) : half.title);
    constexpr int kTicks = 5;
    values->setTicker(QSharedPointer<PlainTicker>::create(kTicks));
    double least = base, most = base;
    for (const auto& row : rows) {
        least = std::min({least, row.low, row.high});
        most = std::max({most, row.low, row.high});
    }
    constexpr double kAir = 0.06;
    const double air = most > least ? kAir * (most - least) : std::max(base, 1.0) / 2;
    values->setRange(least - air, most + air);

    const QColor colour = colourOf(deployment);
    const auto addBars = [&](const QString& name, const QBrush& brush, double TornadoRow::*end) {
        auto* bars = new QCPBars(keys, values);
        bars->setName(name);
        bars->setBaseValue(base);
        bars->setWidth(barHeight(static_cast<qsizetype>(rows.size())));
        bars->setBrush(brush);
        bars->setPen(QPen(colour, 1));
        bars->setSelectable(QCP::stNone);
        // Bars reach from their base by their value.
        for (std::size_t i = 0; i < rows.size(); ++i) bars->addData(static_cast<double>(i), rows[i].*end - base);
    };
    addBars(tr("high end"), QBrush(colour), &TornadoRow::high);
    addBars(tr("low end"), QBrush(colour, Qt::BDiagPattern), &TornadoRow::low);
    auto* line = new QCPItemStraightLine(&plot());
    for (auto* point : {line->point1, line->point2}) {
        point->setAxisRect(half.rect);
        point->setAxes(values, keys);
    }
    line->setClipAxisRect(half.rect);
    line->point1->setCoords(base, 0);
    line->point2->setCoords(base, 1);
    line->setPen(QPen(textColour(), 1));
    line->setSelectable(false);
    labelRows(half);
}

/// At the right, what the figure comes to at both ends.
void SensitivitiesView::labelRows(const Half& half) {
    constexpr int kPadding = 6;
    int widest = 0;
    for (std::size_t i = 0; i < half.tornado.rows.size(); ++i) {
        const auto& row = half.tornado.rows[i];
        auto* label = new QCPItemText(&plot());
        label->setClipToAxisRect(false);
        label->position->setAxisRect(half.rect);
        label->position->setAxes(half.rect->axis(QCPAxis::atBottom), half.rect->axis(QCPAxis::atLeft));
        label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        label->position->setTypeY(QCPItemPosition::ptPlotCoords);
        label->position->setCoords(1, static_cast<double>(i));
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->setPadding(QMargins(kPadding, 0, 0, 0));
        label->setText(tr("%1 to %2").arg(half.text(row.low), half.text(row.high)));
        label->setFont(font());
        label->setColor(textColour());
        label->setSelectable(false);
        widest = std::max(widest, QFontMetrics(font()).horizontalAdvance(label->text()));
    }
    half.rect->setMinimumMargins(QMargins(0, 0, widest + 2 * kPadding, 0));
}

QString SensitivitiesView::toolTipAt(const QPointF& position) const {
    for (const auto* half : {&cost_, &p99_}) {
        if (!half->rect->outerRect().contains(position.toPoint())) continue;
        const auto row =
            rowAt(*half->rect->axis(QCPAxis::atLeft), position, static_cast<int>(half->tornado.rows.size()));
        if (!row) return {};
        const auto& shown = half->tornado.rows[static_cast<std::size_t>(*row)];
        return tr("%1\n%2\n%3\n%4, as it is: %5")
            .arg(shown.what, rowText(*half, shown), shown.range, half->title, half->text(half->tornado.base));
    }
    return {};
}

/// It is one deployment's: a click beside the bars keeps it.
std::optional<int> SensitivitiesView::deploymentAt(const QPointF&) const { return shownDeployment(); }

}  // namespace plimsoll::gui
