// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/instances_view.hpp"

#include "gui/models/text.hpp"
#include "gui/models/timeline_series.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/life_plot.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/time_axis.hpp"

#include <QJsonArray>

#include <algorithm>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr int kRowsAtOnce = 80;  // as many as are told apart in a window of usual height
constexpr int kFewestRows = 12;  // as if there were so many: one instance must not fill the window

}  // namespace

InstancesView::InstancesView(Selection& selection, QWidget* parent) : TimeView(selection, parent) {
    auto* rect = plot().axisRect();
    rect->setAutoMargins(QCP::msLeft | QCP::msRight | QCP::msBottom);
}

Table InstancesView::table() const {
    if (result() == nullptr) return {};
    const auto shown = shownDeployment();
    return shown ? livesTable(*result(), *shown, selection().shownTime()) : Table{};
}

QJsonObject InstancesView::scene() const {
    QJsonObject scene = PlotView::scene();
    if (plot().isHidden()) return scene;
    QJsonArray rows;
    constexpr std::size_t kDescribed = 24;
    const auto& lives = lives_->lives();
    for (std::size_t i = 0; i < std::min(kDescribed, lives.size()); ++i)
        rows.append(lifeText(lives[i]).replace(QLatin1Char('\n'), QStringLiteral("; ")));
    scene.insert(QStringLiteral("deployment"), qstring(deployment().name));
    scene.insert(QStringLiteral("instances"), static_cast<int>(lives.size()));
    scene.insert(QStringLiteral("rows"), rows);
    return scene;
}

QString InstancesView::emptyReason() const {
    const auto& deployments = result()->deployments();
    const bool rents =
        std::any_of(deployments.begin(), deployments.end(), [](const auto& each) { return each.instances.peak > 0; });
    const bool known =
        std::any_of(deployments.begin(), deployments.end(), [](const auto& each) { return !each.lives.empty(); });
    if (!rents) return tr("No deployment has instances of its own.");
    if (!known)
        return tr(
            "This result does not hold the lives of instances: an earlier version of Plimsoll printed it. Run the "
            "scenario again.");
    const auto shown = shownDeployment();
    if (!shown) return tr("The deployments with instances of their own are hidden.");
    if (!deployment().lives.empty()) return {};
    return tr("'%1' has no instances of its own. Select another deployment, or none.").arg(qstring(deployment().name));
}

void InstancesView::draw() {
    const bool kept = isZoomed() && lives_ != nullptr;
    const QCPRange rowsBefore = plot().yAxis->range();
    auto lives = lifeRows(deployment());
    const double count = std::max(kFewestRows, static_cast<int>(lives.size()));
    double end = seconds_of(result()->comparison().scenario.horizon);
    QStringList names;
    for (std::size_t i = 0; i < lives.size(); ++i) {
        names.append(QStringLiteral("%1 %2").arg(wordOf(lives[i].purchase)).arg(i + 1));
        end = std::max(end, lives[i].ended);
    }
    auto* rect = plot().axisRect();
    styleAxes(*rect);
    rect->setMargins(QMargins(0, QFontMetrics(font()).height() + 4, 0, 0));
    setRows(*plot().yAxis, names);
    keepWithin(*plot().yAxis, -0.5, count - 0.5);
    plot().yAxis->setRange(kept ? rowsBefore : QCPRange(-0.5, std::min<double>(count, kRowsAtOnce) - 0.5));
    setTimeAxis(*plot().xAxis, end);
    tieTime(*plot().xAxis, end);

    lives_ = new LifePlot(plot().yAxis, plot().xAxis, isDark(), textColour());
    lives_->setName(qstring(deployment().name));
    lives_->setLives(std::move(lives));
    drawLegend();
    setCaption(captionText());
    cursor().build({rect}, font(), textColour());
    placeCursor();
}

void InstancesView::drawLegend() {
    using results::LifePhase;
    using scenarios::Purchase;
    QList<LegendEntry> legend;
    const auto& lives = lives_->lives();
    const auto add = [&](const QString& text, LifePhase phase, std::optional<Purchase> purchase) {
        const bool any = std::any_of(lives.begin(), lives.end(), [&](const auto& life) {
            return (!purchase || life.purchase == *purchase) &&
                   std::any_of(life.spans.begin(), life.spans.end(),
                               [&](const auto& span) { return span.phase == phase; });
        });
        const QBrush brush = lifeBrush(phase, purchase.value_or(Purchase::on_demand), isDark());
        if (any) legend.append({.text = text, .line = QPen(brush.color(), 1), .swatch = brush});
    };
    for (const auto phase :
         {LifePhase::provision, LifePhase::boot, LifePhase::image, LifePhase::weights, LifePhase::warm_up})
        add(wordOf(phase), phase, std::nullopt);
    for (const auto purchase : {Purchase::on_demand, Purchase::spot, Purchase::reserved})
        add(QStringLiteral("%1, %2").arg(wordOf(LifePhase::serve), wordOf(purchase)), LifePhase::serve, purchase);
    add(wordOf(LifePhase::drain), LifePhase::drain, std::nullopt);
    if (std::any_of(lives.begin(), lives.end(),
                    [](const auto& life) { return life.end == results::LifeEnd::interrupted; })) {
        constexpr double kSize = 9;
        legend.append({.text = tr("interrupted"),
                       .line = QPen(Qt::NoPen),
                       .marker = QCPScatterStyle(QCPScatterStyle::ssCross, QPen(textColour(), 2), Qt::NoBrush, kSize)});
    }
    showLegendOf(legend);
}

QString InstancesView::captionText() const {
    const auto count = static_cast<qsizetype>(deployment().lives.size());
    QString text = tr("'%1', first replication: %2, by the time of their request.")
                       .arg(qstring(deployment().name), countText(count, tr("instance"), tr("instances")));
    if (deployment().lives_omitted > 0)
        text += tr(" The result leaves out the %1 that came after them.")
                    .arg(numberText(static_cast<double>(deployment().lives_omitted)));
    if (const auto range = selection().shownTime()) {
        const auto& lives = lives_->lives();
        const auto there = std::count_if(lives.begin(), lives.end(), [&](const LifeRow& life) {
            return life.requested < range->to && life.ended > range->from;
        });
        text += tr(" %1 of them %2.").arg(numberText(static_cast<double>(there)), spanText(range->from, range->to));
    }
    if (count > kRowsAtOnce) text += tr(" Drag or turn the wheel to see the others.");
    if (!selection().deployment()) text += tr(" Select a deployment to see its instances.");
    return text;
}

void InstancesView::shownTimeChanged() {
    if (plot().isHidden()) return;
    setCaption(captionText());
    plot().replot(QCustomPlot::rpQueuedReplot);
}

QString InstancesView::spoken() const { return captionText(); }

std::optional<int> InstancesView::deploymentAt(const QPointF& position) const {
    return lives_->lifeAt(position) != nullptr ? shownDeployment() : std::nullopt;
}

QString InstancesView::toolTipAt(const QPointF& position) const {
    if (!plot().axisRect()->rect().contains(position.toPoint())) return {};
    const LifeRow* life = lives_->lifeAt(position);
    return life == nullptr ? QString() : lifeText(*life);
}

/// How many instances are in which phase at that time.
QStringList InstancesView::readOut(double seconds) const {
    QMap<results::LifePhase, int> counts;
    for (const auto& life : lives_->lives())
        for (const auto& span : life.spans)
            if (seconds >= span.from && seconds < span.to) ++counts[span.phase];
    QStringList parts{clockText(seconds)};
    for (auto it = counts.begin(); it != counts.end(); ++it)
        parts.append(QStringLiteral("%1 %2").arg(it.value()).arg(wordOf(it.key())));
    return {parts.join(QStringLiteral(" · "))};
}

std::optional<int> InstancesView::shownDeployment() const {
    return deploymentWithLives(*result(), selection().deployment(), selection().hidden());
}

const results::DeploymentResult& InstancesView::deployment() const {
    return result()->deployments()[static_cast<std::size_t>(*shownDeployment())];
}

}  // namespace plimsoll::gui
