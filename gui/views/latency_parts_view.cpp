// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/latency_parts_view.hpp"

#include "gui/models/latency_figure.hpp"
#include "gui/models/text.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/plot_texts.hpp"
#include "gui/views/quantity_axis.hpp"
#include "gui/views/row_axis.hpp"

#include <QComboBox>

#include <algorithm>
#include <map>

namespace plimsoll::gui {

namespace {

constexpr double kBarWidth = 0.78;       // of a place
constexpr double kRoomForTotals = 1.17;  // behind the longest bar

// Tol, "Colour schemes" (2021), scheme "light": parts are not deployments, which have the colours of Okabe and Ito;
// black text is read on each of them.
constexpr QRgb kColours[] = {0xDDDDDD, 0xEE8866, 0xEEDD88, 0xFFAABB, 0x77AADD};

QColor partColour(LatencyPart part) { return QColor::fromRgb(kColours[static_cast<int>(part)]); }

}  // namespace

LatencyPartsView::LatencyPartsView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent), measures_(new QComboBox(this)) {
    measures_->setObjectName(QStringLiteral("measure"));
    measures_->setAccessibleName(tr("Length of the bars"));
    measures_->addItems({tr("Shares"), tr("Seconds")});
    addControl(measures_);
    connect(measures_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
    plot().axisRect()->setRangeDrag(Qt::Vertical);
    plot().axisRect()->setRangeZoom(Qt::Vertical);
    plot().yAxis->setRangeReversed(true);
}

LatencyPartsView::Measure LatencyPartsView::measure() const { return static_cast<Measure>(measures_->currentIndex()); }

void LatencyPartsView::setMeasure(Measure measure) { measures_->setCurrentIndex(static_cast<int>(measure)); }

QString LatencyPartsView::emptyReason() const {
    if (partsRows(*result(), result()->indices()).isEmpty())
        return tr("No deployment has a latency: no request was measured. Lengthen the horizon or shorten the warm-up.");
    if (partsRows(*result(), shown()).isEmpty())
        return tr("Every deployment with a latency is hidden. Show one in the list of deployments.");
    return {};
}

void LatencyPartsView::draw() {
    placeBars();
    drawAxes();
    drawBars(false);
    drawBars(true);
    drawTexts();
    QList<LegendEntry> legend;
    for (const LatencyPart part : kLatencyParts)
        legend.append({.text = nameOf(part), .line = QPen(softColour(), 1), .swatch = partColour(part)});
    showLegendOf(legend);

    QStringList sentences;
    const bool percentiles =
        std::any_of(bars_.begin(), bars_.end(), [](const Bar& bar) { return bar.row.percentile.has_value(); });
    sentences.append(percentiles && measure() == Measure::shares
                         ? tr("Behind each bar: the mean or the percentile; in it the parts of the requests around it.")
                     : percentiles
                         ? tr("Behind each bar: the mean latency of all requests, or of those around the percentile.")
                         : tr("This result holds means only; run the scenario again to see the parts of the tail."));
    if (measure() == Measure::seconds) sentences.append(tr("Hide deployments that are far slower to see the others."));
    // By the height of the whole: a caption that asked for the room that it leaves would come and go.
    constexpr int kAround = 130;  // px: legend, axis and caption
    if (places_ > readableRows(font(), plot().height() - kAround))
        sentences.append(tr("Drag up and down, or zoom, to see them all."));
    setCaption(sentences.join(QLatin1Char(' ')));
}

void LatencyPartsView::placeBars() {
    bars_.clear();
    double y = 0;
    std::optional<int> last;
    for (const auto& row : partsRows(*result(), shown())) {
        if (row.deployment != last) y += 1;  // the heading
        last = row.deployment;
        bars_.append({y, row});
        y += 1;
    }
    places_ = y;
}

void LatencyPartsView::drawAxes() {
    styleAxes(*plot().axisRect());
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const auto& bar : std::as_const(bars_)) ticker->addTick(bar.y, bar.row.name());
    plot().yAxis->setTicker(ticker);
    plot().yAxis->setLabel(tr("mean and percentiles"));
    plot().yAxis->setTickLength(0);
    plot().yAxis->setSubTicks(false);
    plot().yAxis->grid()->setVisible(false);
    if (!isZoomed()) showFirstPlaces();

    AxisScale scale;
    const bool shares = measure() == Measure::shares;
    if (!shares) {
        double longest = 0;
        for (const auto& bar : std::as_const(bars_)) longest = std::max(longest, bar.row.total());
        if (longest > 0) scale.upper = longest;
    }
    scale.upper *= kRoomForTotals;
    showQuantity(*plot().xAxis, shares ? tr("share of the latency") : tr("part of the latency"),
                 shares ? Quantity::share : Quantity::duration, scale, false);
}

void LatencyPartsView::showFirstPlaces() {
    constexpr double kHalf = 0.5;
    plot().yAxis->setRange(-kHalf, std::min(places_, readableRows(font(), plot().axisRect()->height())) - kHalf);
}

void LatencyPartsView::roomChanged() {
    if (!isZoomed()) showFirstPlaces();
}

/// Of a percentile the same as everywhere else, where the length of the bar says nothing: the requests around it have
/// another mean.
double LatencyPartsView::latencyOf(const PartsRow& row) const {
    if (measure() == Measure::seconds) return row.total();
    const auto& latency = result()->deployment(row.deployment).latency;
    for (const LatencyFigure figure : kLatencyFigures)
        if (row.percentile && percentileOf(figure) == row.percentile) return estimateOf(latency, figure).value;
    return row.total();
}

double LatencyPartsView::lengthOf(const PartsRow& row, double seconds) const {
    if (measure() == Measure::seconds) return seconds;
    return row.total() > 0 ? seconds / row.total() : 0;
}

/// Bars of the deployments that are faint, or of those that are not: all bars of a plottable look alike.
void LatencyPartsView::drawBars(bool faint) {
    QCPBars* before = nullptr;
    for (const LatencyPart part : kLatencyParts) {
        QVector<double> places, lengths;
        for (const auto& bar : std::as_const(bars_)) {
            if (isFaint(bar.row.deployment) != faint) continue;
            places.append(bar.y);
            lengths.append(lengthOf(bar.row, secondsOf(bar.row.parts, part)));
        }
        if (places.isEmpty()) return;
        auto* bars = new QCPBars(plot().yAxis, plot().xAxis);
        bars->setName(nameOf(part));
        bars->setData(places, lengths, true);
        bars->setWidth(kBarWidth);
        QColor colour = partColour(part);
        constexpr float kFaint = 0.3F;
        if (faint) colour.setAlphaF(kFaint);
        bars->setBrush(colour);
        bars->setPen(Qt::NoPen);
        bars->setStackingGap(1);
        if (before != nullptr) bars->moveAbove(before);
        before = bars;
    }
}

void LatencyPartsView::drawTexts() {
    QList<PlotTexts::Text> texts;
    std::optional<int> last;
    for (const auto& bar : std::as_const(bars_)) {
        const PartsRow& row = bar.row;
        const bool faint = isFaint(row.deployment);
        if (row.deployment != last) {
            const auto marker = styleOf(row.deployment).marker;
            texts.append(
                {0, 0, bar.y - 1,
                 QStringLiteral("%1 %2").arg(glyphOf(marker), qstring(result()->deployment(row.deployment).name)),
                 faint ? faintColour() : colourOf(row.deployment), true});
        }
        last = row.deployment;
        double end = 0;
        for (const LatencyPart part : kLatencyParts) {
            const double from = end;
            end += lengthOf(row, secondsOf(row.parts, part));
            if (end > from && !faint) texts.append({from, end, bar.y, nameOf(part), Qt::black});
        }
        texts.append({end, end, bar.y, durationText(latencyOf(row)), faint ? faintColour() : textColour()});
    }
    auto* item = new PlotTexts(&plot());
    item->setTexts(texts, font());
}

const LatencyPartsView::Bar* LatencyPartsView::barAt(const QPointF& position) const {
    if (!plot().axisRect()->rect().contains(position.toPoint())) return nullptr;
    const double y = plot().yAxis->pixelToCoord(position.y());
    const auto found =
        std::find_if(bars_.begin(), bars_.end(), [y](const Bar& bar) { return std::abs(bar.y - y) <= kBarWidth / 2; });
    return found == bars_.end() ? nullptr : &*found;
}

std::optional<int> LatencyPartsView::deploymentAt(const QPointF& position) const {
    const Bar* bar = barAt(position);
    return bar == nullptr ? std::nullopt : std::optional(bar->row.deployment);
}

QString LatencyPartsView::toolTipAt(const QPointF& position) const {
    const Bar* bar = barAt(position);
    if (bar == nullptr) return {};
    const PartsRow& row = bar->row;
    QStringList lines{tr("%1, %2").arg(qstring(result()->deployment(row.deployment).name), row.name())};
    if (row.requests)
        lines.append(tr("mean of the %1 requests around it").arg(numberText(static_cast<double>(*row.requests))));
    for (const LatencyPart part : kLatencyParts) {
        const double seconds = secondsOf(row.parts, part);
        const double share = row.total() > 0 ? seconds / row.total() : 0;
        lines.append(QStringLiteral("%1: %2, %3").arg(nameOf(part), durationText(seconds), shareText(share)));
    }
    lines.append(tr("total: %1").arg(durationText(row.total())));
    return lines.join(QLatin1Char('\n'));
}

Table LatencyPartsView::table() const { return result() == nullptr ? Table{} : partsTable(*result()); }

}  // namespace plimsoll::gui
