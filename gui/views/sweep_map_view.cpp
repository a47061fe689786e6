// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_map_view.hpp"

#include "gui/models/contour.hpp"
#include "gui/models/period.hpp"
#include "gui/models/sweep_table.hpp"
#include "gui/models/text.hpp"
#include "gui/views/mixed_colour.hpp"
#include "gui/views/step_boxes.hpp"
#include "gui/views/tickers.hpp"

#include <QComboBox>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::gui {

SweepMapView::SweepMapView(SweepSelection& selection, QWidget* parent)
    : SweepPlotView(selection, parent),
      what_(makeBox(QStringLiteral("map/what"), tr("What the map shows"), this)),
      across_(makeBox(QStringLiteral("map/across"), tr("The axis from left to right"), this)),
      up_(makeBox(QStringLiteral("map/up"), tr("The axis from below to above"), this)),
      steps_(new StepBoxes(this)) {
    what_->addItems({tr("Cheapest"), tr("Its cost"), tr("Slack to the objective")});
    for (QWidget* control : {static_cast<QWidget*>(what_), static_cast<QWidget*>(across_), static_cast<QWidget*>(up_),
                             static_cast<QWidget*>(steps_)})
        addControl(control);
    connect(steps_, &StepBoxes::changed, this, [this] { update(); });
    connect(what_, &QComboBox::currentIndexChanged, this, [this] { update(); });
    for (auto* box : {across_, up_})
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* other = box == across_ ? up_ : across_;
            if (other->currentData() == box->currentData()) {  // they change places
                const QSignalBlocker quiet(other);
                int free = 0;
                while (other->itemData(free) == box->currentData()) ++free;
                other->setCurrentIndex(free);
            }
            offerSteps();
            showAll();
        });
    plot().axisRect()->setRangeDrag({});
    plot().axisRect()->setRangeZoom({});
}

SweepMapView::Shows SweepMapView::shows() const { return static_cast<Shows>(std::max(what_->currentIndex(), 0)); }

void SweepMapView::setShows(Shows shows) { what_->setCurrentIndex(static_cast<int>(shows)); }

void SweepMapView::setAxes(int horizontal, int vertical) {
    across_->setCurrentIndex(across_->findData(horizontal));
    up_->setCurrentIndex(up_->findData(vertical));
    offerSteps();
    showAll();
}

void SweepMapView::gridChanged() {
    for (auto* box : {across_, up_}) {
        const QSignalBlocker quiet(box);
        box->clear();
        if (!sweepSelection().sweep()) continue;
        for (int axis = 0; axis < static_cast<int>(sweep().axes().size()); ++axis)
            box->addItem((box == across_ ? tr("→ %1") : tr("↑ %1")).arg(sweep().axes()[axis].name), axis);
        if (box->count() > 1 && box == up_) box->setCurrentIndex(1);
    }
    const bool one = across_->count() < 2;
    across_->setVisible(!one);
    up_->setVisible(!one);
    if (one) up_->clear();
    offerSteps();
}

void SweepMapView::offerSteps() {
    QSet<int> drawn{across_->currentData().toInt()};
    if (up_->count() > 0) drawn.insert(up_->currentData().toInt());
    steps_->offer(sweepSelection().sweep(), drawn);
}

std::optional<int> SweepMapView::pointOf(int column, int row) const {
    if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return std::nullopt;
    QList<int> at = steps_->steps();
    at[across_->currentData().toInt()] = column;
    if (up_->count() > 0) at[up_->currentData().toInt()] = row;
    return sweep().pointAt(at);
}

/// The cheapest of the shown that meets its objectives; where none does, the one that is nearest to it.
std::optional<int> SweepMapView::bestAt(int point) const {
    std::optional<int> best;
    const auto rank = [&](int index) {
        const SweepRow& row = sweep().row(index);
        return row.feasible ? std::pair(0, row.cost.value) : std::pair(1, -row.slack.value_or(-HUGE_VAL));
    };
    for (const int row : sweep().points()[point].rows) {
        if (selection().isHidden(sweep().row(row).deployment)) continue;
        // Of all of them, the program has chosen: it knows which may compete.
        if (sweep().row(row).cheapest) return row;
        if (!best || rank(row) < rank(*best)) best = row;
    }
    return best;
}

std::optional<double> SweepMapView::valueAt(std::optional<int> point) const {
    const auto best = point ? bestAt(*point) : std::nullopt;
    if (!best) return std::nullopt;
    const SweepRow& row = sweep().row(*best);
    if (shows() == Shows::slack) return row.slack;
    return row.feasible ? std::optional(inPeriod(row.cost.value)) : std::nullopt;
}

/// From the background to the colour of links: dark is much.
QColor SweepMapView::shade(double share) const {
    constexpr double kLeast = 0.08;
    const QColor full = isDark() ? QColor(0x7f, 0xc8, 0xff) : QColor(0x00, 0x4c, 0x87);
    return mixedColour(palette().color(QPalette::Base), full, kLeast + (1 - kLeast) * std::clamp(share, 0.0, 1.0));
}

CellMap::Cell SweepMapView::cellAt(std::optional<int> point, double least, double most) const {
    const auto best = point ? bestAt(*point) : std::nullopt;
    if (!best) return {};
    const SweepRow& row = sweep().row(*best);
    if (shows() == Shows::cheapest)
        return row.feasible ? CellMap::Cell{colourOf(row.deployment), sweep().deployments()[row.deployment]}
                            : CellMap::Cell{{}, tr("none")};
    const auto value = valueAt(point);
    if (!value) return {{}, shows() == Shows::slack ? QString() : tr("none")};
    if (shows() == Shows::cost) {
        const double share = most > least ? std::log(*value / least) / std::log(most / least) : 0;
        return {shade(least > 0 ? share : *value / most), moneyText(*value)};
    }
    const QColor good = isDark() ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2);
    const QColor bad = QColor(0xd5, 0x5e, 0x00);
    const double share = *value >= 0 ? *value : std::min(-*value, 1.0);
    constexpr double kLeastShare = 0.15;
    return {
        mixedColour(palette().color(QPalette::Base), *value >= 0 ? good : bad, kLeastShare + (1 - kLeastShare) * share),
        shareText(*value)};
}

QList<std::optional<double>> SweepMapView::objectiveValues(const QList<std::optional<int>>& points) const {
    QList<std::optional<double>> slacks;
    QList<std::optional<double>> met;
    bool slackSaysAll = true;
    for (const auto& point : points) {
        std::optional<double> slack;
        bool known = false;
        bool anyMeets = false;
        for (const int index : point ? sweep().points()[*point].rows : QList<int>()) {
            const SweepRow& row = sweep().row(index);
            if (selection().isHidden(row.deployment)) continue;
            known = true;
            anyMeets = anyMeets || row.feasible;
            if (row.slack) slack = std::max(slack.value_or(*row.slack), *row.slack);
        }
        slackSaysAll = slackSaysAll && (!known || (slack && (*slack >= 0) == anyMeets));
        // By factors: where a queue fills up, a latency is soon a thousand times as long.
        constexpr double kLeastShare = 1e-9;  // of the limit
        if (slack) slack = -std::log(std::max(1 - *slack, kLeastShare));
        slacks.append(slack);
        met.append(known ? std::optional(anyMeets ? 1.0 : -1.0) : std::nullopt);
    }
    // A deadline, say, is not in the slack: then all that is known is between which points it is.
    return slackSaysAll ? slacks : met;
}

QList<std::optional<double>> SweepMapView::budgetValues(const QList<std::optional<int>>& points) const {
    QList<std::optional<double>> values;
    const auto limit = selection().budget();
    for (const auto& point : points) {
        const auto best = point ? bestAt(*point) : std::nullopt;
        const bool known = best && limit && sweep().row(*best).feasible;
        values.append(known ? std::optional(*limit - sweep().row(*best).cost.value) : std::nullopt);
    }
    return values;
}

QList<CellMap::Contour> SweepMapView::contours(const QList<std::optional<int>>& points) const {
    constexpr double kWidth = 2.2;
    return {{zeroLines(objectiveValues(points), columns_), QPen(textColour(), kWidth)},
            {zeroLines(budgetValues(points), columns_), QPen(textColour(), kWidth, Qt::DashLine)}};
}

void SweepMapView::drawAxes() {
    styleAxes(*plot().axisRect());
    const SweepAxis& across = sweep().axes()[across_->currentData().toInt()];
    columns_ = across.size();
    rows_ = up_->count() > 0 ? sweep().axes()[up_->currentData().toInt()].size() : 1;
    const auto show = [](QCPAxis& axis, const QString& title, const QStringList& labels) {
        axis.setLabel(title);
        axis.setTicker(QSharedPointer<RowTicker>::create(axis, labels));
        axis.setRange(-0.5, static_cast<double>(labels.size()) - 0.5);
        axis.grid()->setVisible(false);
    };
    show(*plot().xAxis, across.title, across.labels);
    const bool flat = up_->count() == 0;
    show(*plot().yAxis, flat ? QString() : sweep().axes()[up_->currentData().toInt()].title,
         flat ? QStringList{QString()} : sweep().axes()[up_->currentData().toInt()].labels);
}

/// In two colours, so that one of them shows on whatever the cell has.
void SweepMapView::drawFrame(double column, double row) {
    constexpr double kOuter = 6, kInner = 3;
    for (const QPen& pen : {QPen(palette().color(QPalette::Base), kOuter), QPen(textColour(), kInner)}) {
        auto* rectangle = new QCPItemRect(&plot());
        rectangle->topLeft->setCoords(column - 0.5, row + 0.5);
        rectangle->bottomRight->setCoords(column + 0.5, row - 0.5);
        rectangle->setPen(pen);
    }
}

void SweepMapView::draw() {
    if (sweep().axes().isEmpty()) return;
    drawAxes();
    QList<std::optional<int>> points;
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column) {
            points.append(pointOf(column, row));
            if (const auto value = valueAt(points.last())) {
                least = std::min(least, *value);
                most = std::max(most, *value);
            }
        }
    QList<CellMap::Cell> cells;
    for (const auto& point : std::as_const(points)) cells.append(cellAt(point, least, most));
    auto* map = new CellMap(&plot());
    map->setStyle(font(), softColour());
    map->setCells(cells, columns_);
    map->setContours(contours(points));
    if (const auto point = sweepSelection().brushedPoint())
        for (qsizetype i = 0; i < points.size(); ++i)
            if (points[i] == point) drawFrame(static_cast<double>(i % columns_), static_cast<double>(i / columns_));
    if (shows() == Shows::cheapest) showLegend();
    QStringList sentences;
    const bool dashed = selection().budget().has_value();
    sentences.append(
        tr("Hatched: none meets its objectives, or the point has no result. Thick line: where objectives "
           "begin to be missed, interpolated between the points."));
    if (dashed) sentences.append(tr("Dashed: the budget."));
    setCaption(sentences.join(QLatin1Char(' ')));
}

std::optional<int> SweepMapView::pointAt(const QPointF& position) const {
    return pointOf(static_cast<int>(std::lround(plot().xAxis->pixelToCoord(position.x()))),
                   static_cast<int>(std::lround(plot().yAxis->pixelToCoord(position.y()))));
}

std::optional<int> SweepMapView::rowAt(const QPointF& position) const {
    const auto point = pointAt(position);
    return point ? bestAt(*point) : std::nullopt;
}

QString SweepMapView::toolTipAt(const QPointF& position) const {
    const auto point = pointAt(position);
    if (!point) return {};
    const auto best = bestAt(*point);
    if (best) return rowText(sweep(), *best);
    const SweepPoint& there = sweep().points()[*point];
    return QStringLiteral("%1\n%2: %3").arg(sweep().placeText(*point), there.state, there.message);
}

void SweepMapView::clicked(const QPointF& position, bool /*withControl*/) {
    if (const auto point = pointAt(position))
        sweepSelection().brushPoint(*point);
    else
        sweepSelection().brush({});
}

Table SweepMapView::table() const {
    if (!sweepSelection().sweep()) return {};
    QList<int> rows;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column)
            if (const auto point = pointOf(column, row))
                if (const auto best = bestAt(*point)) rows.append(*best);
    return tableOf(sweep(), rows);
}

}  // namespace plimsoll::gui
