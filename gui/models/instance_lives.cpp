// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/instance_lives.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "gui/models/timeline_series.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace plimsoll::gui {

namespace {

using results::LifeEnd;
using results::LifePhase;

QString tr(const char* text) { return QCoreApplication::translate("Instances", text); }

}  // namespace

QString wordOf(LifePhase phase) {
    switch (phase) {
        case LifePhase::provision:
            return tr("provisioning");
        case LifePhase::boot:
            return tr("boot");
        case LifePhase::image:
            return tr("image pull");
        case LifePhase::weights:
            return tr("weights");
        case LifePhase::warm_up:
            return tr("warm-up");
        case LifePhase::serve:
            return tr("serving");
        case LifePhase::drain:
            return tr("draining");
    }
    return {};
}

QString wordOf(LifeEnd end) {
    switch (end) {
        case LifeEnd::stopped:
            return tr("stopped");
        case LifeEnd::interrupted:
            return tr("interrupted by the provider");
        case LifeEnd::horizon:
            return tr("there until the end");
    }
    return {};
}

QString wordOf(scenarios::Purchase purchase) { return qstring(scenarios::name_of(purchase)); }

std::vector<LifeRow> lifeRows(const results::DeploymentResult& deployment) {
    std::vector<LifeRow> rows;
    for (const auto& life : deployment.lives) {
        LifeRow row{life.purchase, life.pool, {}, seconds_of(life.requested), 0, life.end};
        row.ended = row.requested;
        for (const auto& phase : life.phases) {
            const double until = seconds_of(phase.until);
            row.spans.push_back({phase.kind, row.ended, until});
            row.ended = until;
        }
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.requested < b.requested; });
    return rows;
}

QString lifeText(const LifeRow& row) {
    QStringList lines{tr("%1, pool %2, requested at %3")
                          .arg(wordOf(row.purchase), QString::number(row.pool), clockText(row.requested))};
    for (const auto& span : row.spans)
        lines.append(
            tr("%1: %2, until %3").arg(wordOf(span.phase), durationText(span.to - span.from), clockText(span.to)));
    lines.append(wordOf(row.end));
    return lines.join(QLatin1Char('\n'));
}

std::optional<int> deploymentWithLives(const Result& result, std::optional<int> selected, const QSet<int>& hidden) {
    const int count = static_cast<int>(result.deployments().size());
    if (selected && *selected < count && !hidden.contains(*selected)) return selected;
    const auto& verdict = result.comparison().verdict;
    std::vector<int> order;
    for (const auto& place : {verdict.cheapest, verdict.runner_up, verdict.nearest})
        if (place) order.push_back(static_cast<int>(*place));
    for (int index = 0; index < count; ++index) order.push_back(index);
    const auto found = std::find_if(order.begin(), order.end(), [&](int index) {
        return !hidden.contains(index) && !result.deployment(index).lives.empty();
    });
    return found == order.end() ? std::nullopt : std::optional(*found);
}

Table livesTable(const Result& result, int deployment, const std::optional<TimeSpan>& range) {
    Table table = elementsTable(result, {QStringLiteral("instances"), QStringLiteral("lives")}, deployment);
    constexpr LifePhase kPhases[] = {LifePhase::provision, LifePhase::boot,  LifePhase::image, LifePhase::weights,
                                     LifePhase::warm_up,   LifePhase::serve, LifePhase::drain};
    for (auto& column : table.columns) column.isClock = column.title == QLatin1String("requested_s");
    for (const auto phase : kPhases)
        table.columns.append({tr("%1 until").arg(wordOf(phase)), QStringLiteral("s"), false, true});
    const auto& lives = result.deployments()[static_cast<std::size_t>(deployment)].lives;
    for (std::size_t i = 0; i < lives.size(); ++i)
        for (const auto kind : kPhases) {
            QVariant until;
            for (const auto& phase : lives[i].phases)
                if (phase.kind == kind) until = seconds_of(phase.until);
            table.rows[static_cast<qsizetype>(i)].append(until);
        }
    if (!range) return table;
    for (std::size_t i = lives.size(); i-- > 0;) {
        const double ended = seconds_of(lives[i].phases.empty() ? lives[i].requested : lives[i].phases.back().until);
        if (seconds_of(lives[i].requested) >= range->to || ended <= range->from)
            table.rows.removeAt(static_cast<qsizetype>(i));
    }
    return table;
}

}  // namespace plimsoll::gui
