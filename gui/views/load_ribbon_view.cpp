// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/load_ribbon_view.hpp"

#include "gui/models/text.hpp"
#include "gui/views/quantity_axis.hpp"

#include <qcustomplot.h>

#include <algorithm>

namespace plimsoll::gui {

LoadRibbonView::LoadRibbonView(Selection& selection, QWidget* parent)
    : LoadView(selection, parent), cursor_(cursorLayer()) {
    constexpr QSize kSmallest(160, 60);
    plot().setMinimumSize(kSmallest);
    auto* rect = plot().axisRect();
    rect->setAutoMargins(QCP::msLeft | QCP::msRight | QCP::msBottom);
    rect->setRangeDrag(Qt::Horizontal);
    rect->setRangeZoom(Qt::Horizontal);
    rect->setRangeZoomAxes({plot().xAxis});
    constexpr int kLowest = 20;
    rect->setMinimumSize(kLowest, kLowest);
}

QString LoadRibbonView::emptyReason() const {
    if (QString reason = LoadView::emptyReason(); !reason.isEmpty()) return reason;
    if (cheapestSpans(*result(), shownComparison()).isEmpty())
        return tr("The load curve has a single load. Add others to the scenario's experiment and run it again.");
    return {};
}

void LoadRibbonView::draw() {
    takeLoads();
    spans_ = cheapestSpans(*result(), shownComparison());
    auto* rect = plot().axisRect();
    styleAxes(*rect);
    constexpr int kGap = 4;
    rect->setMargins(QMargins(0, QFontMetrics(font()).height() + kGap, 0, 0));  // the cursor's text stands there
    plot().yAxis->setVisible(false);
    QList<double> rates{lineRate()};
    for (const QPointF& point : loads().points()) rates.append(point.y());
    constexpr double kAlwaysLogarithmic = 1;
    showQuantity(*plot().xAxis, {}, Quantity::number, scaleOf(rates, {}, kAlwaysLogarithmic), isZoomed());
    strip_ = addStrip();
    strip_->setWhole(true);
    drawLineOver();
    cursor_.build({rect}, font(), textColour());
    placeCursor();
}

/// The load line over the ribbon, named above it.
void LoadRibbonView::drawLineOver() {
    auto* line = new QCPItemStraightLine(&plot());
    line->point1->setCoords(lineRate(), 0);
    line->point2->setCoords(lineRate(), 1);
    line->setPen(QPen(textColour(), 2));
    line->setSelectable(false);
    auto* name = new QCPItemText(&plot());
    name->setClipToAxisRect(false);
    name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    name->position->setCoords(lineRate(), 0);
    name->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    name->setText(isBehind() ? tr("%1, before the last change").arg(lineName()) : lineName());
    name->setFont(font());
    name->setColor(textColour());
    name->setSelectable(false);
}

QString LoadRibbonView::spoken() const {
    QStringList sentences;
    for (const auto& span : spans_) sentences.append(textOf(span));
    return sentences.join(QLatin1Char(' '));
}

const CheapestSpan* LoadRibbonView::spanAt(double rate) const {
    const auto found = std::find_if(spans_.begin(), spans_.end(), [rate](const CheapestSpan& span) {
        return span.fromRate <= rate && rate <= span.toRate;
    });
    return found == spans_.end() ? nullptr : &*found;
}

QString LoadRibbonView::textOf(const CheapestSpan& span) const {
    const auto nameOf = [this](std::optional<int> deployment) {
        return deployment ? QStringLiteral("'%1'").arg(qstring(result()->deployment(*deployment).name)) : tr("none");
    };
    const QString from = numberText(span.fromRate);
    const QString to = numberText(span.toRate);
    if (span.changes())
        return tr("Between %1 and %2 requests/s the cheapest that meets its objectives changes from %3 to %4.")
            .arg(from, to, nameOf(span.deployment), nameOf(span.to));
    if (!span.deployment) return tr("From %1 to %2 requests/s none meets its objectives.").arg(from, to);
    const QString text = span.clear ? tr("From %1 to %2 requests/s %3 is the cheapest that meets its objectives.")
                                    : tr("From %1 to %2 requests/s %3 is the cheapest that meets its objectives, not "
                                         "clearly.");
    return text.arg(from, to, nameOf(span.deployment));
}

std::optional<int> LoadRibbonView::deploymentAt(const QPointF& position) const {
    if (!plot().axisRect()->rect().contains(position.toPoint())) return {};
    const auto* span = spanAt(plot().xAxis->pixelToCoord(position.x()));
    return span != nullptr && !span->changes() ? span->deployment : std::nullopt;
}

QString LoadRibbonView::toolTipAt(const QPointF& position) const {
    if (const qsizetype mark = strip_->markAt(position); mark >= 0) return sentenceOfMark(mark);
    if (grabsAt(position)) return tr("Drag to another load to run the scenario there.");
    if (!plot().axisRect()->rect().contains(position.toPoint())) return {};
    const auto* span = spanAt(plot().xAxis->pixelToCoord(position.x()));
    return span == nullptr ? QString() : textOf(*span);
}

void LoadRibbonView::placeCursor() {
    const auto load = selection().hoverLoad();
    if (!load) {
        cursor_.moveTo({}, {});
        return;
    }
    const double rate = loads().rateOf(*load);
    const QString where = tr("%1 requests/s (load ×%2)").arg(numberText(rate), numberText(*load));
    cursor_.moveTo(rate, {where});
}

Table LoadRibbonView::table() const {
    Table table{{{tr("from"), QStringLiteral("1/s")},
                 {tr("to"), QStringLiteral("1/s")},
                 {tr("cheapest that meets its objectives"), {}},
                 {tr("at the upper end"), {}},
                 {tr("clearly"), {}}},
                {}};
    if (result() == nullptr) return table;
    const auto nameOf = [this](std::optional<int> deployment) {
        return deployment ? QVariant(qstring(result()->deployment(*deployment).name)) : QVariant();
    };
    for (const auto& span : cheapestSpans(*result(), shownComparison()))
        table.rows.append({span.fromRate, span.toRate, nameOf(span.deployment), nameOf(span.to), span.clear});
    return table;
}

}  // namespace plimsoll::gui
