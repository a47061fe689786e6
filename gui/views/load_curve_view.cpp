// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/load_curve_view.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "gui/views/cursor_read_out.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/quantity_axis.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr double kMarkerSize = 8;
constexpr double kStripShare = 0.08;     // of the height, for the strip along the lower edge; more where that is little
constexpr qsizetype kMostDetailed = 12;  // curves with bands and markers
constexpr qsizetype kMostChanges = 5;    // in the caption

QList<QPointF> lineOf(const QList<CurvePoint>& points) {
    QList<QPointF> line;
    for (const auto& point : points) line.append({point.rate, point.value.value});
    return line;
}

QCPScatterStyle unstableMark(const QColor& colour) {
    constexpr double kSize = 13;
    return {QCPScatterStyle::ssCross, QPen(colour, 1.6), Qt::NoBrush, kSize};
}

QString upperTitle() { return LoadCurveView::tr("multiple of the scenario's load, as simulated"); }

}  // namespace

LoadCurveView::LoadCurveView(Selection& selection, QWidget* parent) : LoadView(selection, parent) {
    auto* below = plot().xAxis;
    auto* above = plot().xAxis2;
    connect(below, QOverload<const QCPRange&>::of(&QCPAxis::rangeChanged), above,
            QOverload<const QCPRange&>::of(&QCPAxis::setRange));
}

QString LoadCurveView::emptyReason() const {
    if (QString reason = LoadView::emptyReason(); !reason.isEmpty()) return reason;
    if (curvesOf(*result(), result()->indices()).isEmpty())
        return tr("No deployment has a latency: no request was measured. Lengthen the horizon or shorten the warm-up.");
    if (curvesOf(*result(), shown()).isEmpty())
        return tr("Every deployment with a load curve is hidden. Show one in the list of deployments.");
    return {};
}

QList<LoadCurveView::Curve> LoadCurveView::curvesOf(const Result& result, const QList<int>& deployments) const {
    QList<Curve> curves;
    for (const int deployment : deployments)
        if (auto points = curveOf(result.deployment(deployment)); !points.isEmpty())
            curves.append({deployment, std::move(points)});
    return curves;
}

void LoadCurveView::draw() {
    curves_ = curvesOf(*result(), shown());
    takeLoads();
    drawAxes();
    joinCrossings();
    drawLoadAxis();
    drawLimits();
    drawReference();
    for (const auto& curve : std::as_const(curves_)) drawBand(curve);
    for (const auto& curve : std::as_const(curves_)) drawCurve(curve);
    for (const auto& curve : std::as_const(curves_)) drawPoints(curve);
    strip_ = addStrip();
    drawCrossings();
    drawLoadLine();

    readOut_ = new CursorReadOut(&plot());
    readOut_->setLayer(&cursorLayer());
    readOut_->setStyle(font(), textColour(), palette().color(QPalette::Base));
    placeCursor();

    QList<LegendEntry> more;
    if (anyPoint([](const CurvePoint& point) { return point.unstable; }))
        more.append({.text = tr("unstable: the queue grows"), .marker = unstableMark(textColour())});
    showLegend(more);
    setCaption(caption());
}

void LoadCurveView::drawAxes() {
    QList<double> rates, values, ends;
    const auto add = [&](const QList<Curve>& curves) {
        for (const auto& curve : curves)
            for (const auto& point : curve.points) {
                rates.append(point.rate);
                values.append(point.value.value);
                if (point.value.ci) ends << point.value.ci->lo << point.value.ci->hi;
            }
    };
    add(curves_);
    rates.append(loads().rateOf(1));
    if (reference() != nullptr) add(curvesOf(*reference(), reference()->indices()));
    for (const auto& limit : limits()) values.append(limit.value);
    valueScale_ = scaleOf(values, ends);

    styleAxes(*plot().axisRect());
    constexpr double kAlwaysLogarithmic = 1;  // as loads are chosen, and as values are interpolated
    showQuantity(*plot().xAxis, tr("load (requests/s)"), Quantity::number, scaleOf(rates, {}, kAlwaysLogarithmic),
                 isZoomed());
    constexpr int kTick = 5;
    plot().xAxis->setTickLength(0, kTick);  // the strip is inside
    plot().xAxis->setSubTickLength(0, kTick / 2);
    showQuantity(*plot().yAxis, axisTitle(), quantity(), aboveStrip(kStripShare), isZoomed());
}

/// The values with room for the strip along the lower edge below them.
AxisScale LoadCurveView::aboveStrip(double share) const {
    AxisScale shown = valueScale_;
    if (shown.logarithmic)
        shown.lower /= std::pow(shown.upper / shown.lower, share);
    else
        shown.lower -= share * (shown.upper - shown.lower);
    return shown;
}

void LoadCurveView::roomChanged() {
    constexpr int kLow = 320;  // px; in a lower or narrower plot "×2" has to do
    const int wanted = QFontMetrics(plot().xAxis2->labelFont()).horizontalAdvance(upperTitle());
    const bool fits = plot().height() >= kLow && plot().axisRect()->width() >= wanted;
    plot().xAxis2->setLabel(fits ? upperTitle() : QString());
    if (isZoomed() || curves_.isEmpty()) return;
    constexpr double kMarker = 6, kMost = 0.5;
    const double strip = std::min(kMost, (SpanStrip::kHeight + kMarker) / std::max(1, plot().axisRect()->height()));
    const AxisScale shown = aboveStrip(std::max(kStripShare, strip / (1 - strip)));
    plot().yAxis->setRange(shown.lower, shown.upper);
}

/// Straight on the axes as they are drawn: then nothing bends that was not simulated.
Between LoadCurveView::between() const { return valueScale_.logarithmic ? Between::logarithmic : Between::linear; }

/// The drawn costs cross where the verdict says that they do: more was simulated there than the points of the curve.
void LoadCurveView::joinCrossings() {
    if (!drawsCosts()) return;
    const auto named = [this](const std::string& name) {
        return std::find_if(curves_.begin(), curves_.end(),
                            [&](const Curve& curve) { return result()->deployment(curve.deployment).name == name; });
    };
    for (const auto& change : shownComparison().verdict().changes) {
        if (change.kind != results::LoadChange::Kind::cost) continue;
        const auto from = named(change.from);
        const auto to = named(change.to);
        if (from != curves_.end() && to != curves_.end()) meet(from->points, to->points, change, between());
    }
}

/// Multiples of the scenario's load along the upper edge: ticks where points were simulated.
void LoadCurveView::drawLoadAxis() {
    auto* axis = plot().xAxis2;
    axis->setVisible(true);
    axis->setTickLabels(true);
    axis->setScaleType(plot().xAxis->scaleType());
    axis->setRange(plot().xAxis->range());
    axis->setLabel(upperTitle());
    axis->setSubTicks(false);
    axis->grid()->setVisible(false);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    constexpr double kLeastSpace = 0.045;  // of the axis, between labels
    double last = -1;
    for (const QPointF& point : loads().points()) {
        const double place = axis->coordToPixel(point.y()) / std::max(1, plot().axisRect()->width());
        if (last >= 0 && std::abs(place - last) < kLeastSpace) continue;
        last = place;
        ticker->addTick(point.y(), QStringLiteral("×%1").arg(numberText(point.x())));
    }
    axis->setTicker(ticker);
}

void LoadCurveView::drawLimits() {
    QColor hatch = textColour();
    constexpr int kHatchAlpha = 22;
    hatch.setAlpha(kHatchAlpha);
    const auto all = limits();
    for (const auto& limit : all)
        addHorizontalGuide(
            plot(), valueScale_.placeOf(limit.value), limit.name,
            {QPen(textColour(), 1, Qt::DashLine), textColour(), font(), palette().color(QPalette::Base)});
    if (all.isEmpty()) return;
    const auto lowest = std::min_element(
        all.begin(), all.end(), [](const Limit& left, const Limit& right) { return left.value < right.value; });
    shadeAbove(plot(), valueScale_.placeOf(lowest->value), QBrush(hatch, Qt::BDiagPattern));
}

QCPGraph* LoadCurveView::addLine(const QList<QPointF>& points, const QPen& pen) {
    QVector<double> keys, values;
    for (const QPointF& point : points) {
        keys.append(point.x());
        values.append(valueScale_.placeOf(point.y()));
    }
    auto* graph = plot().addGraph();
    graph->setData(keys, values, true);
    graph->setPen(pen);
    graph->setAntialiased(!isCrowd());
    return graph;
}

/// The same deployments' curves in the reference, thin.
void LoadCurveView::drawReference() {
    if (reference() == nullptr) return;
    for (const auto& before : curvesOf(*reference(), reference()->indices())) {
        const auto& name = reference()->deployment(before.deployment).name;
        const auto same = std::find_if(curves_.begin(), curves_.end(), [&](const Curve& curve) {
            return result()->deployment(curve.deployment).name == name;
        });
        if (same == curves_.end()) continue;
        QColor colour = penOf(same->deployment, isFaint(same->deployment)).color();
        auto* graph = addLine(lineOf(before.points), QPen(colour, 0, Qt::DotLine));
        graph->setName(tr("%1, before").arg(qstring(name)));
    }
}

bool LoadCurveView::isDetailed(const Curve& curve) const {
    return curves_.size() <= kMostDetailed || selection().deployment() == curve.deployment;
}

int LoadCurveView::coveredBy(const Curve& curve) const {
    if (curves_.size() > kMostDetailed) return 0;
    constexpr qint64 kMost = 3;
    const auto own = std::find_if(curves_.begin(), curves_.end(),
                                  [&](const Curve& each) { return each.deployment == curve.deployment; });
    const auto over = std::count_if(std::next(own), curves_.end(),
                                    [&](const Curve& later) { return coincide(curve.points, later.points); });
    return static_cast<int>(std::min<qint64>(over, kMost));
}

void LoadCurveView::drawBand(const Curve& curve) {
    if (!isDetailed(curve) || isFaint(curve.deployment)) return;
    const auto band = bandAround(curve.points, valueScale_.logarithmic ? valueScale_.lower : 0);
    if (!band) return;
    QColor colour = colourOf(curve.deployment);
    constexpr float kAlpha = 0.14F;
    colour.setAlphaF(kAlpha);
    const QString name = tr("%1, 95 % confidence").arg(qstring(result()->deployment(curve.deployment).name));
    auto* lower = addLine(band->low, Qt::NoPen);
    lower->setName(name);
    auto* upper = addLine(band->high, Qt::NoPen);
    upper->setName(name);
    upper->setBrush(colour);
    upper->setChannelFillGraph(lower);
}

void LoadCurveView::drawCurve(const Curve& curve) {
    QPen pen = penOf(curve.deployment, isFaint(curve.deployment));
    constexpr double kSelectedWidth = 2.6;
    if (selection().deployment() == curve.deployment) pen.setWidthF(kSelectedWidth);
    constexpr double kWider = 2.6;
    if (!isCrowd()) pen.setWidthF(pen.widthF() + kWider * coveredBy(curve));
    auto* graph = addLine(lineOf(curve.points), pen);
    graph->setName(qstring(result()->deployment(curve.deployment).name));
    setOwner(*graph, curve.deployment);
}

void LoadCurveView::drawPoints(const Curve& curve) {
    if (!isDetailed(curve)) return;
    const QString name = qstring(result()->deployment(curve.deployment).name);
    constexpr double kLarger = 6;
    const double size = kMarkerSize + kLarger * coveredBy(curve);
    const auto add = [&](const QString& what, const QCPScatterStyle& marker, const auto& belongs) {
        QList<QPointF> points;
        for (const auto& point : curve.points)
            if (!point.crossing && belongs(point)) points.append({point.rate, point.value.value});
        if (points.isEmpty()) return;
        auto* graph = addLine(points, Qt::NoPen);
        graph->setName(what.arg(name));
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(marker);
    };
    add(tr("%1, objectives met"), markerOf(curve.deployment, size, true),
        [](const CurvePoint& point) { return point.sloMet; });
    add(tr("%1, objectives missed"), markerOf(curve.deployment, size, false),
        [](const CurvePoint& point) { return !point.sloMet; });
    add(tr("%1, unstable"), unstableMark(isFaint(curve.deployment) ? faintColour() : textColour()),
        [](const CurvePoint& point) { return point.unstable; });
}

/// Rings where the verdict says that costs cross.
void LoadCurveView::drawCrossings() {
    if (!drawsCosts()) return;
    QList<QPointF> crossings;
    for (const auto& change : shownComparison().verdict().changes) {
        if (change.kind != results::LoadChange::Kind::cost) continue;
        for (const auto& curve : std::as_const(curves_)) {
            if (result()->deployment(curve.deployment).name != change.to) continue;
            if (const auto reading = readAt(curve.points, change.load, between()))
                crossings.append({change.rate, reading->value});
        }
    }
    if (const auto compared = pair())
        for (const auto& change : breakEvens(*result(), compared->first, compared->second))
            for (const auto& curve : std::as_const(curves_))
                if (const auto reading = readAt(curve.points, change.load, between());
                    reading && curve.deployment == compared->first && change.kind == results::LoadChange::Kind::cost)
                    crossings.append({change.rate, reading->value});
    if (crossings.isEmpty()) return;
    auto* graph = addLine(crossings, Qt::NoPen);
    graph->setName(tr("costs cross"));
    graph->setLineStyle(QCPGraph::lsNone);
    constexpr double kSize = 16;
    graph->setScatterStyle({QCPScatterStyle::ssCircle, QPen(textColour(), 1.4), Qt::NoBrush, kSize});
}

bool LoadCurveView::anyPoint(bool (*isSo)(const CurvePoint&)) const {
    return std::any_of(curves_.begin(), curves_.end(), [isSo](const Curve& curve) {
        return std::any_of(curve.points.begin(), curve.points.end(), isSo);
    });
}

QString LoadCurveView::caption() const {
    QStringList lines;
    if (isBehind()) lines.append(tr("Before the last change: the load curve follows with the full result."));
    QStringList sentences;
    if (anyPoint([](const CurvePoint& point) { return !point.sloMet; }))
        sentences.append(tr("Hollow: an objective is missed."));
    if (anyPoint([](const CurvePoint& point) { return point.value.ci.has_value(); }))
        sentences.append(tr("Bands: 95 % confidence."));
    sentences.append(
        tr("Strip: the cheapest that meets its objectives; hatched where the next one does not clearly cost "
           "more, slanted where it changes somewhere between."));
    if (reference() != nullptr) sentences.append(tr("Dotted: the reference."));
    lines.append(sentences.join(QLatin1Char(' ')));
    const auto& changes = shownComparison().verdict().changes;
    const auto count = static_cast<qsizetype>(changes.size());
    for (qsizetype i = 0; i < std::min(count, kMostChanges); ++i)
        lines.append(QStringLiteral("(%1) %2").arg(i + 1).arg(toldText(changes[static_cast<std::size_t>(i)].text)));
    if (count > kMostChanges) lines.append(tr("… and %1 more: point at their numbers.").arg(count - kMostChanges));
    if (const auto compared = pair(); compared && drawsCosts())
        for (const QString& text : breakEvenTexts(*result(), compared->first, compared->second))
            lines.append(QStringLiteral("⇄ %1").arg(text));
    return lines.join(QLatin1Char('\n'));
}

std::optional<std::pair<int, int>> LoadCurveView::pair() const {
    const auto selected = selection().deployment();
    auto other = baseline();
    const auto& cheapest = shownComparison().verdict().cheapest;
    if (!other && cheapest) other = static_cast<int>(*cheapest);
    if (!selected || !other || *selected == *other) return {};
    if (!shownComparison().shows(*selected) || !shownComparison().shows(*other)) return {};
    return std::pair(*other, *selected);
}

Table LoadCurveView::table() const {
    if (result() == nullptr) return {};
    const Column value = column();
    return withFirst(elementsTable(*result(), {QStringLiteral("load_curve")}),
                     {{QStringLiteral("deployment"), {tr("deployment"), {}}},
                      {QStringLiteral("load"), {tr("load"), {}}},
                      {QStringLiteral("requests_per_s"), {tr("requests"), tr("1/s")}},
                      {path(), value},
                      {intervalPath() + QStringLiteral(".low"), {tr("%1, low").arg(value.title), value.unit}},
                      {intervalPath() + QStringLiteral(".high"), {tr("%1, high").arg(value.title), value.unit}},
                      {QStringLiteral("slo_met"), {tr("meets its objectives"), {}}},
                      {QStringLiteral("unstable"), {tr("unstable"), {}}}});
}

}  // namespace plimsoll::gui
