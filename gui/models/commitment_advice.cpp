// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/commitment_advice.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <stdexcept>

namespace plimsoll::gui {

namespace {

/// A number, or an exact amount as a text; nothing where it is null.
std::optional<double> figure(const QJsonObject& json, const char* key) {
    const auto value = json.value(QLatin1String(key));
    if (value.isString()) return value.toString().toDouble();
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}
double amount(const QJsonObject& json, const char* key) { return figure(json, key).value_or(0); }

AdvisedCommitment commitmentOf(const QJsonObject& json) {
    return {json.value(QLatin1String("title")).toString(),
            json.value(QLatin1String("covers")).toString(),
            figure(json, "machines"),
            amount(json, "per_hour"),
            amount(json, "unused_per_month"),
            figure(json, "utilisation"),
            json.value(QLatin1String("verified")).toBool(true)};
}

QList<AdvisedHour> hoursOf(const QJsonObject& json) {
    const auto used = json.value(QLatin1String("used")).toArray();
    const auto unused = json.value(QLatin1String("unused")).toArray();
    const auto onDemand = json.value(QLatin1String("on_demand")).toArray();
    QList<AdvisedHour> hours;
    for (qsizetype i = 0; i < used.size(); ++i)
        hours.append({used.at(i).toDouble(), unused.at(i).toDouble(), onDemand.at(i).toDouble()});
    return hours;
}

DeploymentAdvice adviceOf(const QJsonObject& json) {
    DeploymentAdvice advice;
    advice.name = json.value(QLatin1String("name")).toString();
    advice.lost = json.value(QLatin1String("lost")).toBool();
    for (const auto& row : json.value(QLatin1String("mix")).toArray()) advice.mix.append(commitmentOf(row.toObject()));
    const QJsonObject month = json.value(QLatin1String("per_month")).toObject();
    advice.onDemand = amount(month, "on_demand");
    advice.total = amount(month, "total");
    advice.saving = amount(month, "saving");
    const QJsonArray interval = month.value(QLatin1String("saving_ci95")).toArray();
    advice.savingLow = interval.at(0).toDouble(advice.saving);
    advice.savingHigh = interval.at(1).toDouble(advice.saving);
    advice.unused = amount(month, "unused");
    advice.coverage = amount(json, "coverage");
    advice.utilisation = figure(json, "utilisation");
    advice.breakEven = figure(json, "break_even_utilisation");
    if (const auto month_number = figure(json, "paid_back_in_month"))
        advice.paidBackInMonth = static_cast<int>(*month_number);
    advice.hours = hoursOf(json.value(QLatin1String("by_hour")).toObject());
    for (const auto& warning : json.value(QLatin1String("warnings")).toArray()) {
        if (warning.toObject().value(QLatin1String("code")) == QLatin1String("no-rate")) advice.ratesKnown = false;
        advice.warnings.append(warning.toObject().value(QLatin1String("text")).toString());
    }
    return advice;
}

}  // namespace

CommitmentAdvice::CommitmentAdvice(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object.value(QLatin1String("schema")).toString().startsWith(QLatin1String("plimsoll.commitments/")))
        throw std::runtime_error("this is no report of commitments (plimsoll commitments --json)");
    term = object.value(QLatin1String("term")).toString();
    upfront = object.value(QLatin1String("upfront")).toString();
    horizonSeconds = object.value(QLatin1String("horizon_s")).toDouble();
    for (const auto& deployment : object.value(QLatin1String("deployments")).toArray())
        deployments.append(adviceOf(deployment.toObject()));
}

}  // namespace plimsoll::gui
