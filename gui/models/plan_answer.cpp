// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/plan_answer.hpp"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("PlanAnswer", text); }

std::optional<results::Interval> intervalIn(const QJsonValue& json) {
    const QJsonArray ends = json.toArray();
    if (ends.size() != 2) return std::nullopt;
    return results::Interval{ends[0].toDouble(), ends[1].toDouble()};
}

std::optional<results::Estimate> estimateIn(const QJsonValue& value, const QJsonValue& ci) {
    if (value.isNull() || value.isUndefined()) return std::nullopt;
    results::Estimate estimate;
    estimate.value = value.isString() ? value.toString().toDouble() : value.toDouble();
    estimate.ci = intervalIn(ci);
    return estimate;
}

/// A column whose last word is taken begins with the place of its deployment, which a candidate names:
/// "0_pools_0_replicas_max".
QString columnWords(const QString& column) {
    static const QRegularExpression place(QStringLiteral("^\\d+_(?:pools_0_)?(.+)$"));
    const auto found = place.match(column);
    return found.hasMatch() ? found.captured(1).replace(QLatin1Char('_'), QLatin1Char(' ')) : column;
}

QString placeIn(const QJsonObject& at) {
    QStringList parts;
    for (auto each = at.begin(); each != at.end(); ++each)
        parts.append(QStringLiteral("%1 = %2").arg(columnWords(each.key()), each->toVariant().toString()));
    return parts.join(QStringLiteral(", "));
}

PlanCandidate candidateOf(const QJsonObject& json) {
    PlanCandidate candidate;
    candidate.deployment = json.value(QLatin1String("deployment")).toString();
    candidate.at = placeIn(json.value(QLatin1String("at")).toObject());
    for (const auto& set : json.value(QLatin1String("set")).toArray()) candidate.sets.append(set.toString());
    candidate.met = json.value(QLatin1String("meets_objectives")).toBool();
    const QJsonObject cost = json.value(QLatin1String("cost")).toObject();
    candidate.cost = estimateIn(cost.value(QLatin1String("per_month")), cost.value(QLatin1String("ci95")))
                         .value_or(results::Estimate{});
    const QJsonObject latency = json.value(QLatin1String("latency_s")).toObject();
    candidate.p99 = estimateIn(latency.value(QLatin1String("p99")), latency.value(QLatin1String("ci95")));
    for (const auto& each : json.value(QLatin1String("objectives")).toArray()) {
        const QJsonObject objective = each.toObject();
        candidate.objectives.append(
            {objective.value(QLatin1String("objective")).toString(),
             objective.value(QLatin1String("limit_s")).toDouble(),
             estimateIn(objective.value(QLatin1String("value_s")), objective.value(QLatin1String("ci95_s")))});
    }
    candidate.binding = json.value(QLatin1String("binding")).toInt();
    return candidate;
}

}  // namespace

QString PlanCandidate::name() const { return at.isEmpty() ? deployment : tr("%1 at %2").arg(deployment, at); }

PlanAnswer::PlanAnswer(const QByteArray& text) {
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (!json.value(QLatin1String("schema")).toString().startsWith(QLatin1String("plimsoll.plan/")))
        throw std::runtime_error(tr("this is no answer of plimsoll plan").toStdString());
    scenario = json.value(QLatin1String("scenario")).toString();
    tolerance = json.value(QLatin1String("tolerance")).toDouble();
    confidence = json.value(QLatin1String("confidence")).toDouble();
    probability = json.value(QLatin1String("probability")).toDouble();
    for (const auto& each : json.value(QLatin1String("front")).toArray())
        if (const auto taken = take(each)) front.append(*taken);
    winner = take(json.value(QLatin1String("winner")));
    runnerUp = take(json.value(QLatin1String("runner_up")));
    cheaper = take(json.value(QLatin1String("cheaper")));
    faster = take(json.value(QLatin1String("faster")));
    nearest = take(json.value(QLatin1String("nearest")));
    difference = intervalIn(json.value(QLatin1String("difference_ci95_per_month")));
    if (const QJsonObject doubt = json.value(QLatin1String("rival")).toObject(); !doubt.isEmpty())
        rival = candidateOf(doubt).name();
    whyHopeless = json.value(QLatin1String("why_hopeless")).toString();
    const auto count = [&](const char* of, const char* key) {
        return json.value(QLatin1String(of)).toObject().value(QLatin1String(key)).toInteger();
    };
    all = count("candidates", "all");
    hopeless = count("candidates", "hopeless");
    tooExpensive = count("candidates", "too_expensive");
    examplesLeftOut = count("candidates", "examples_left_out");
    batchesLeftOut = count("candidates", "batches_left_out");
    points = count("points", "all");
    invalid = count("points", "invalid");
    whyInvalid = json.value(QLatin1String("points")).toObject().value(QLatin1String("why_invalid")).toString();
    simulations = count("simulations", "run");
    fromCache = count("simulations", "from_cache");
    exhaustive = count("simulations", "exhaustive");
    for (const auto& each : json.value(QLatin1String("lost")).toArray())
        lost.append(each.toObject().value(QLatin1String("simulation")).toString());
}

/// The index of a candidate, which is added where it is new; nothing for null.
std::optional<int> PlanAnswer::take(const QJsonValue& json) {
    if (!json.isObject()) return std::nullopt;
    PlanCandidate candidate = candidateOf(json.toObject());
    for (int i = 0; i < candidates.size(); ++i)
        if (candidates[i].deployment == candidate.deployment && candidates[i].sets == candidate.sets) return i;
    candidates.append(std::move(candidate));
    return static_cast<int>(candidates.size()) - 1;
}

QStringList PlanAnswer::deployments() const {
    QStringList names;
    for (const auto& candidate : candidates)
        if (!names.contains(candidate.deployment)) names.append(candidate.deployment);
    return names;
}

QString PlanAnswer::roleOf(int candidate) const {
    if (winner == candidate) return tr("winner");
    if (runnerUp == candidate) return tr("next");
    if (cheaper == candidate) return tr("cheaper, too slow");
    if (faster == candidate) return tr("faster");
    if (nearest == candidate) return tr("nearest");
    return {};
}

}  // namespace plimsoll::gui
