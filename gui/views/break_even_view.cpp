// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/break_even_view.hpp"

#include "gui/models/axis_scale.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/quantity_axis.hpp"
#include "gui/views/step_boxes.hpp"

#include <QComboBox>
#include <QSignalBlocker>

namespace plimsoll::gui {

BreakEvenView::BreakEvenView(SweepSelection& selection, QWidget* parent)
    : SweepPlotView(selection, parent),
      one_(makeBox(QStringLiteral("even/one"), tr("One deployment"), this)),
      other_(makeBox(QStringLiteral("even/other"), tr("The other deployment"), this)),
      axis_(makeBox(QStringLiteral("even/axis"), tr("Along which axis"), this)),
      steps_(new StepBoxes(this)) {
    for (QWidget* control : {static_cast<QWidget*>(one_), static_cast<QWidget*>(other_), static_cast<QWidget*>(axis_),
                             static_cast<QWidget*>(steps_)})
        addControl(control);
    for (auto* box : {one_, other_}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
        connect(box, &QComboBox::activated, this, [this] { isPairChosen_ = true; });
    }
    connect(axis_, &QComboBox::currentIndexChanged, this, [this] {
        offerSteps();
        proposePair();
        showAll();
    });
    connect(steps_, &StepBoxes::changed, this, [this] {
        proposePair();
        showAll();
    });
    connect(&selection, &SweepSelection::sweepChanged, this, &BreakEvenView::proposePair);
}

int BreakEvenView::axis() const { return axis_->currentData().toInt(); }
int BreakEvenView::one() const { return std::max(one_->currentIndex(), 0); }
int BreakEvenView::other() const { return std::max(other_->currentIndex(), 0); }

void BreakEvenView::setPair(int one, int other, int axis) {
    isPairChosen_ = true;
    one_->setCurrentIndex(one);
    other_->setCurrentIndex(other);
    axis_->setCurrentIndex(axis_->findData(axis));
}

void BreakEvenView::gridChanged() {
    {
        const QSignalBlocker quietOne(one_), quietOther(other_), quietAxis(axis_);
        for (auto* box : {one_, other_, axis_}) box->clear();
        if (sweepSelection().sweep()) {
            for (auto* box : {one_, other_}) box->addItems(sweep().deployments());
            if (other_->count() > 1) other_->setCurrentIndex(1);
            for (int i = 0; i < static_cast<int>(sweep().axes().size()); ++i)
                if (sweep().axes()[i].numbers.size() > 1) axis_->addItem(tr("along %1").arg(sweep().axes()[i].name), i);
        }
    }
    isPairChosen_ = false;
    offerSteps();
    proposePair();
}

void BreakEvenView::proposePair() {
    if (isPairChosen_ || axis_->count() == 0 || !sweepSelection().sweep()) return;
    const auto rivals = rivalsAlong(sweep(), axis(), steps_->steps());
    if (!rivals) return;
    one_->setCurrentIndex(rivals->first);
    other_->setCurrentIndex(rivals->second);
}

void BreakEvenView::offerSteps() {
    if (axis_->count() > 0) steps_->offer(sweepSelection().sweep(), {axis()});
}

QString BreakEvenView::emptyReason() const {
    if (axis_->count() == 0) return tr("No axis of this sweep has several numbers.");
    if (one() == other()) return tr("A break-even is one of two deployments: choose another one above.");
    return {};
}

void BreakEvenView::draw() {
    rows_.clear();
    places_.clear();
    QList<double> x, costs, ends;
    const QList<int> at = steps_->steps();
    const CostLine lines[] = {costsAlong(sweep(), axis(), at, one()), costsAlong(sweep(), axis(), at, other())};
    for (const auto& line : lines) {
        x += line.x;
        for (const auto& cost : line.cost) {
            costs.append(inPeriod(cost.value));
            if (const auto ci = inPeriod(cost).ci) ends << ci->lo << ci->hi;
        }
    }
    styleAxes(*plot().axisRect());
    showQuantity(*plot().xAxis, sweep().axes()[axis()].title, Quantity::number, scaleOf(x), isZoomed());
    showQuantity(*plot().yAxis, costTitle(), Quantity::money, scaleOf(costs, ends), isZoomed());
    drawLine(one(), lines[0]);
    drawLine(other(), lines[1]);
    QStringList sentences;
    for (const auto& even : breakEvensAlong(sweep(), axis(), at, one(), other())) {
        drawEven(even);
        sentences.append(sentenceOf(textOf(sweep(), axis(), even, one(), other()).toStdString()));
    }
    if (sentences.isEmpty()) sentences.append(tr("Here their costs do not cross."));
    if (sweep().axes().size() > 1)
        sentences.append(tr("The table has the break-evens at all steps of the other axes."));
    setCaption(sentences.join(QLatin1Char(' ')));
    showLegendOf({legendEntryOf(one()), legendEntryOf(other())});
}

void BreakEvenView::drawLine(int deployment, const CostLine& line) {
    constexpr double kSize = 8;
    auto* graph = plot().addGraph();
    graph->setName(sweep().deployments()[deployment]);
    graph->setPen(penOf(deployment));
    graph->setScatterStyle(markerOf(deployment, kSize));
    auto* bars = new QCPErrorBars(plot().xAxis, plot().yAxis);
    bars->setDataPlottable(graph);
    bars->setPen(QPen(colourOf(deployment), 1));
    for (qsizetype i = 0; i < line.x.size(); ++i) {
        const auto cost = inPeriod(line.cost[i]);
        graph->addData(line.x[i], cost.value);
        bars->addData(cost.ci ? cost.value - cost.ci->lo : 0, cost.ci ? cost.ci->hi - cost.value : 0);
    }
    QList<int> at = steps_->steps();
    for (int step = 0; step < sweep().axes()[axis()].size(); ++step) {
        at[axis()] = step;
        const auto point = sweep().pointAt(at);
        if (!point) continue;
        for (const int row : sweep().points()[*point].rows) {
            if (sweep().row(row).deployment != deployment) continue;
            rows_.append(row);
            places_.append({sweep().axes()[axis()].numbers[step], inPeriod(sweep().row(row).cost.value)});
        }
    }
    setOwner(*graph, deployment);
}

/// The interval as a band behind the line.
void BreakEvenView::drawEven(const BreakEven& even) {
    if (even.ci) {
        auto* band = new QCPItemRect(&plot());
        for (auto* corner : {band->topLeft, band->bottomRight}) corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        band->topLeft->setCoords(even.ci->lo, 0);
        band->bottomRight->setCoords(even.ci->hi, 1);
        QColor fill = textColour();
        constexpr int kAlpha = 32;
        fill.setAlpha(kAlpha);
        band->setPen(Qt::NoPen);
        band->setBrush(fill);
        band->setSelectable(false);
        band->setClipToAxisRect(true);
    }
    addVerticalGuide(plot(), even.value, tr("even at %1").arg(numberText(even.value)),
                     {QPen(textColour(), 1), textColour(), font(), palette().color(QPalette::Base)});
}

std::optional<int> BreakEvenView::rowAt(const QPointF& position) const {
    const auto nearest = nearestTo(position, places_, plot());
    return nearest ? std::optional(rows_[*nearest]) : std::nullopt;
}

Table BreakEvenView::table() const {
    if (!sweepSelection().sweep() || axis_->count() == 0 || one() == other()) return {};
    return breakEvenTable(sweep(), axis(), one(), other());
}

}  // namespace plimsoll::gui
