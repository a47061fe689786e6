// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_parallel_view.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::gui {

namespace {

constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
constexpr double kHalfBar = 0.045;  // of the distance of two axes

double shareOf(const AxisScale& scale, double value) {
    const double place = scale.placeOf(value);
    if (!scale.logarithmic) return (place - scale.lower) / (scale.upper - scale.lower);
    return std::log(place / scale.lower) / std::log(scale.upper / scale.lower);
}

/// A text of which the room between two axes shows as much as fits.
class FittingText : public QCPItemText {
public:
    using QCPItemText::QCPItemText;

protected:
    void draw(QCPPainter* painter) override {
        constexpr double kShare = 0.95;
        const double room = parentPlot()->xAxis->coordToPixel(1) - parentPlot()->xAxis->coordToPixel(0);
        const QString whole = mText;
        mText = QFontMetricsF(mFont).elidedText(whole, Qt::ElideMiddle, kShare * room);
        QCPItemText::draw(painter);
        mText = whole;
    }
};

}  // namespace

SweepParallelView::SweepParallelView(SweepSelection& selection, QWidget* parent) : SweepPlotView(selection, parent) {
    plot().axisRect()->setRangeDrag({});
    plot().axisRect()->setRangeZoom({});
    for (auto* axis : {plot().xAxis, plot().yAxis}) axis->setVisible(false);
    connect(&selection, &SweepSelection::brushChanged, this, [this] {
        if (!brushing_) parts_.clear();
    });
}

void SweepParallelView::gridChanged() {
    parts_.clear();
    dimensions_.clear();
}

SweepParallelView::Dimension SweepParallelView::steps(const QString& title, const QStringList& labels,
                                                      const std::function<int(int row)>& stepOf) const {
    Dimension dimension{title, {}, {}};
    const auto last = static_cast<double>(std::max<qsizetype>(labels.size() - 1, 1));
    constexpr qsizetype kMostMarks = 8;
    const qsizetype every = (labels.size() + kMostMarks - 1) / kMostMarks;
    for (qsizetype i = 0; i < labels.size(); i += std::max<qsizetype>(every, 1))
        dimension.marks.append({static_cast<double>(i) / last, labels[i]});
    for (int row = 0; row < sweep().rows().size(); ++row) dimension.places.append(stepOf(row) / last);
    return dimension;
}

SweepParallelView::Dimension SweepParallelView::quantity(
    const QString& title, Quantity quantity, const std::function<std::optional<double>(int row)>& valueOf) const {
    QList<double> values;
    for (int row = 0; row < sweep().rows().size(); ++row)
        if (const auto value = valueOf(row)) values.append(*value);
    const AxisScale scale = scaleOf(values);
    Dimension dimension{title, {}, {}};
    constexpr int kMarks = 5;
    const AxisTicks ticks = ticksOf(quantity, scale.lower, scale.upper, scale.logarithmic, kMarks);
    for (qsizetype i = 0; i < ticks.at.size(); ++i)
        dimension.marks.append({shareOf(scale, ticks.at[i]), ticks.labels[i]});
    for (int row = 0; row < sweep().rows().size(); ++row) {
        const auto value = valueOf(row);
        dimension.places.append(value ? shareOf(scale, *value) : kNowhere);
    }
    return dimension;
}

void SweepParallelView::makeDimensions() {
    dimensions_.clear();
    for (int axis = 0; axis < static_cast<int>(sweep().axes().size()); ++axis)
        dimensions_.append(steps(sweep().axes()[axis].title, sweep().axes()[axis].labels,
                                 [this, axis](int row) { return sweep().points()[sweep().row(row).point].at[axis]; }));
    dimensions_.append(
        steps(tr("deployment"), sweep().deployments(), [this](int row) { return sweep().row(row).deployment; }));
    dimensions_.append(quantity(costTitle(), Quantity::money,
                                [this](int row) { return std::optional(inPeriod(sweep().row(row).cost.value)); }));
    dimensions_.append(quantity(tr("p99 latency"), Quantity::duration, [this](int row) {
        const auto& p99 = sweep().row(row).p99;
        return p99 ? std::optional(p99->value) : std::nullopt;
    }));
}

void SweepParallelView::draw() {
    bar_ = nullptr;
    makeDimensions();  // the period may be another one
    const auto last = static_cast<double>(dimensions_.size() - 1);
    constexpr double kBeside = 0.5;  // for the marks of the last one
    constexpr double kBelow = -0.06, kAbove = 1.14;
    plot().xAxis->setRange(-kBeside / 2, last + kBeside);
    plot().yAxis->setRange(kBelow, kAbove);
    for (const bool faint : {true, false})
        for (const int deployment : shown()) drawRows(deployment, faint);
    for (int axis = 0; axis < static_cast<int>(dimensions_.size()); ++axis) drawDimension(axis);
    showLegend();
    setCaption(
        tr("A line for each point and deployment. Drag along an axis to brush what passes there, along another "
           "one to narrow that; a click lets go."));
}

/// All lines of a deployment are one curve with gaps: thousands of plottables would be slow.
void SweepParallelView::drawRows(int deployment, bool faint) {
    QVector<QCPCurveData> data;
    const auto add = [&](double x, double y) { data.append({static_cast<double>(data.size()), x, y}); };
    for (int row = 0; row < sweep().rows().size(); ++row) {
        if (sweep().row(row).deployment != deployment || sweepSelection().isFaintRow(row) != faint) continue;
        for (qsizetype axis = 0; axis < dimensions_.size(); ++axis)
            add(static_cast<double>(axis), dimensions_[axis].places[row]);
        add(kNowhere, kNowhere);
    }
    if (data.isEmpty()) return;
    auto* curve = new QCPCurve(plot().xAxis, plot().yAxis);
    curve->setName(sweep().deployments()[deployment]);
    curve->data()->set(data, true);
    QPen pen(faint ? faintColour() : colourOf(deployment), faint ? 0 : 1);
    constexpr float kSolid = 0.75F;
    if (!faint) {
        QColor colour = pen.color();
        colour.setAlphaF(kSolid);
        pen.setColor(colour);
    }
    curve->setPen(pen);
    curve->setSelectable(QCP::stNone);
}

void SweepParallelView::drawDimension(int axis) {
    const Dimension& dimension = dimensions_[axis];
    auto* line = new QCPItemLine(&plot());
    line->start->setCoords(axis, 0);
    line->end->setCoords(axis, 1);
    line->setPen(QPen(textColour(), 1.4));
    line->setSelectable(false);
    const auto write = [&](const QString& text, double y, Qt::Alignment alignment, const QColor& colour, int right) {
        auto* label = new FittingText(&plot());
        label->position->setCoords(axis, y);
        label->setPositionAlignment(alignment);
        label->setText(text);
        label->setFont(font());
        label->setColor(colour);
        label->setPadding(QMargins(right, 0, right, 0));
        QColor ground = palette().color(QPalette::Base);
        constexpr int kAlpha = 190;
        ground.setAlpha(kAlpha);
        label->setBrush(ground);
        label->setSelectable(false);
    };
    constexpr double kTitle = 1.05;
    constexpr int kGap = 5;
    write(dimension.title, kTitle, Qt::AlignHCenter | Qt::AlignBottom, textColour(), 0);
    for (const auto& [place, text] : dimension.marks) {
        auto* mark = new QCPItemLine(&plot());
        mark->start->setCoords(axis, place);
        mark->end->setCoords(axis + kHalfBar / 2, place);
        mark->setPen(QPen(textColour(), 1));
        mark->setSelectable(false);
        write(text, place, Qt::AlignLeft | Qt::AlignVCenter, softColour(), kGap);
    }
    if (!parts_.contains(axis)) return;
    auto* part = new QCPItemRect(&plot());
    part->topLeft->setCoords(axis - kHalfBar, parts_[axis].second);
    part->bottomRight->setCoords(axis + kHalfBar, parts_[axis].first);
    QColor fill = palette().color(QPalette::Highlight);
    part->setPen(QPen(fill, 1));
    constexpr int kAlpha = 90;
    fill.setAlpha(kAlpha);
    part->setBrush(fill);
    part->setSelectable(false);
}

std::optional<int> SweepParallelView::axisAt(const QPointF& position) const {
    if (dimensions_.isEmpty()) return std::nullopt;
    constexpr double kReach = 14;
    const auto nearest = static_cast<int>(std::lround(plot().xAxis->pixelToCoord(position.x())));
    if (nearest < 0 || nearest >= dimensions_.size()) return std::nullopt;
    const bool near = std::abs(plot().xAxis->coordToPixel(nearest) - position.x()) <= kReach;
    return near ? std::optional(nearest) : std::nullopt;
}

bool SweepParallelView::grabsAt(const QPointF& position) const {
    const auto axis = axisAt(position);
    if (bar_ == nullptr) {
        grabbed_ = axis;
        from_ = plot().yAxis->pixelToCoord(position.y());
    }
    return axis.has_value();
}

void SweepParallelView::dragTo(const QPointF& position) {
    if (!grabbed_) return;
    if (bar_ == nullptr) {
        bar_ = new QCPItemRect(&plot());
        bar_->setLayer(&cursorLayer());
        bar_->setPen(QPen(palette().color(QPalette::Highlight), 2));
        bar_->setSelectable(false);
    }
    bar_->topLeft->setCoords(*grabbed_ - kHalfBar, from_);
    bar_->bottomRight->setCoords(*grabbed_ + kHalfBar, plot().yAxis->pixelToCoord(position.y()));
    cursorLayer().replot();
}

void SweepParallelView::drop() {
    if (bar_ == nullptr || !grabbed_) return;
    const double one = bar_->topLeft->coords().y();
    const double other = bar_->bottomRight->coords().y();
    plot().removeItem(bar_);
    bar_ = nullptr;
    setPart(*grabbed_, std::min(one, other), std::max(one, other));
}

void SweepParallelView::setPart(int axis, double from, double to) {
    if (dimensions_.isEmpty()) makeDimensions();
    constexpr double kEnd = 0.03;  // beyond an axis there is nothing, but on its ends there are values
    parts_.insert(axis, {std::max(from, -kEnd), std::min(to, 1 + kEnd)});
    brushParts();
}

void SweepParallelView::brushParts() {
    QList<int> rows = sweepSelection().shownRows();
    rows.removeIf([this](int row) {
        for (auto part = parts_.cbegin(); part != parts_.cend(); ++part) {
            const double place = dimensions_[part.key()].places[row];
            if (!(place >= part->first && place <= part->second)) return true;
        }
        return false;
    });
    brushing_ = true;
    sweepSelection().brush(parts_.isEmpty() ? QList<int>() : rows);
    brushing_ = false;
    update();  // also where the rows are the same
}

void SweepParallelView::clicked(const QPointF& position, bool withControl) {
    if (const auto axis = axisAt(position); axis && parts_.remove(*axis))
        brushParts();
    else
        SweepPlotView::clicked(position, withControl);
}

void SweepParallelView::letGo() {
    parts_.clear();
    SweepPlotView::letGo();
}

std::optional<int> SweepParallelView::rowAt(const QPointF& position) const {
    const double x = plot().xAxis->pixelToCoord(position.x());
    const auto left = static_cast<qsizetype>(std::floor(x));
    if (left < 0 || left + 1 >= dimensions_.size()) return std::nullopt;
    constexpr double kReach = 6;
    const double way = x - static_cast<double>(left);
    std::optional<int> nearest;
    double least = kReach;
    for (const int row : sweepSelection().countedRows()) {
        const double y = (1 - way) * dimensions_[left].places[row] + way * dimensions_[left + 1].places[row];
        const double distance = std::abs(plot().yAxis->coordToPixel(y) - position.y());
        if (distance < least) {
            least = distance;
            nearest = row;
        }
    }
    return nearest;
}

}  // namespace plimsoll::gui
