// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/load_view.hpp"

#include "gui/models/cheapest_spans.hpp"
#include "gui/models/text.hpp"
#include "gui/views/guide_line.hpp"

#include <QKeyEvent>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

/// Where the cheapest deployment changes, along the x axis: where costs cross, or in the middle of where it may be.
double placeOf(const results::LoadChange& change) {
    if (change.kind == results::LoadChange::Kind::cost) return change.rate;
    return std::sqrt(change.rate_below * change.rate_above);
}

}  // namespace

bool LoadView::hasCurve(const Result& result) {
    const auto& all = result.deployments();
    return std::any_of(all.begin(), all.end(), [](const auto& deployment) { return !deployment.load_curve.empty(); });
}

bool LoadView::waitsFor(const Result& coarse) const {
    const auto& before = result()->deployments();
    const auto& after = coarse.deployments();
    return !hasCurve(coarse) && hasCurve(*result()) &&
           std::equal(before.begin(), before.end(), after.begin(), after.end(),
                      [](const auto& left, const auto& right) { return left.name == right.name; });
}

QString LoadView::emptyReason() const {
    if (hasCurve(*result())) return {};
    if (result()->isCoarse()) return tr("The load curve follows with the full result.");
    return tr(
        "There is no load curve. Add \"load_curve\": [0.25, 0.5, 1, 2, 4] to the scenario's experiment and run it "
        "again.");
}

void LoadView::drawLoadLine() {
    addVerticalGuide(plot(), lineRate(), lineName(), {QPen(softColour(), 2), textColour(), font()});
}

SpanStrip* LoadView::addStrip() {
    const QString none = tr("none meets its objectives");
    const auto nameOf = [&](std::optional<int> deployment) {
        return deployment ? qstring(result()->deployment(*deployment).name) : none;
    };
    const auto glyphOfDeployment = [&](std::optional<int> deployment) {
        return deployment ? QString(glyphOf(styleOf(*deployment).marker)) : QStringLiteral("–");
    };
    const auto colour = [&](std::optional<int> deployment) { return deployment ? colourOf(*deployment) : QColor(); };
    QList<SpanStrip::Span> spans;
    for (const auto& span : cheapestSpans(*result(), shownComparison()))
        spans.append({span.fromRate, span.toRate, colour(span.deployment), nameOf(span.deployment), colour(span.to),
                      nameOf(span.to), !span.clear, glyphOfDeployment(span.deployment), glyphOfDeployment(span.to)});
    QList<SpanStrip::Mark> marks;
    int number = 0;
    for (const auto& change : shownComparison().verdict().changes)
        marks.append({placeOf(change), QString::number(++number)});
    auto* strip = new SpanStrip(&plot());
    strip->setStyle(font(), textColour(), palette().color(QPalette::Base));
    strip->setSpans(spans, marks);
    return strip;
}

QString LoadView::sentenceOfMark(qsizetype mark) const {
    return qstring(shownComparison().verdict().changes[static_cast<std::size_t>(mark)].text);
}

double LoadView::loadAtPixel(double x) const {
    const QRect room = plot().axisRect()->rect();
    const double inside = std::clamp(x, static_cast<double>(room.left()), static_cast<double>(room.right()));
    const auto& points = loads_->points();
    return std::clamp(loads_->loadOf(plot().xAxis->pixelToCoord(inside)), points.first().x(), points.last().x());
}

void LoadView::hoverChanged() {
    if (plot().isHidden() || !hasLoads()) return;
    placeCursor();
    cursorLayer().replot();
}

void LoadView::cursorMoved(const std::optional<QPointF>& position) {
    if (!hasLoads()) return;
    byKeys_ = false;
    const bool inside = position && plot().axisRect()->rect().contains(position->toPoint());
    selection().hoverLoad(inside ? std::optional(loadAtPixel(position->x())) : std::nullopt);
}

bool LoadView::grabsAt(const QPointF& position) const {
    if (!hasLoads() || !plot().axisRect()->rect().contains(position.toPoint())) return false;
    constexpr double kReach = 5;
    return std::abs(plot().xAxis->coordToPixel(lineRate()) - position.x()) <= kReach;
}

void LoadView::dragTo(const QPointF& position) {
    constexpr double kSnap = 4;  // px: simulated loads attract the line
    double load = loadAtPixel(position.x());
    for (const QPointF& point : loads_->points())
        if (std::abs(plot().xAxis->coordToPixel(point.y()) - position.x()) <= kSnap) load = point.x();
    selection().hoverLoad(load);
}

void LoadView::drop() {
    if (const auto load = selection().hoverLoad()) selection().chooseLoad(*load);
}

bool LoadView::keyPressed(const QKeyEvent& event) {
    constexpr double kStep = 1.05;
    if (!hasLoads()) return PlotView::keyPressed(event);
    switch (event.key()) {
        case Qt::Key_Left:
            moveCursor(1 / kStep);
            return true;
        case Qt::Key_Right:
            moveCursor(kStep);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            drop();
            return true;
        default:
            return PlotView::keyPressed(event);
    }
}

void LoadView::moveCursor(double factor) {
    const auto& points = loads_->points();
    const double load = selection().hoverLoad().value_or(1) * factor;
    selection().hoverLoad(std::clamp(load, points.first().x(), points.last().x()));
    byKeys_ = true;
}

void LoadView::letGo() {
    if (std::exchange(byKeys_, false))
        selection().hoverLoad({});
    else
        PlotView::letGo();
}

std::optional<double> LoadView::cursorX() const {
    const auto load = selection().hoverLoad();
    return load && hasLoads() ? std::optional(loads_->rateOf(*load)) : std::nullopt;
}

}  // namespace plimsoll::gui
