// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/projected_bills.hpp"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <stdexcept>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ProjectedBills", text); }

double number(const QJsonObject& json, const char* key) { return json.value(QLatin1String(key)).toDouble(); }
QString text(const QJsonObject& json, const char* key) { return json.value(QLatin1String(key)).toString(); }

std::optional<double> numberIfThere(const QJsonObject& json, const char* key) {
    const auto value = json.value(QLatin1String(key));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

BillPrediction prediction(const QJsonValue& value) {
    const QJsonObject json = value.toObject();
    return {number(json, "mean"), number(json, "p10"), number(json, "p50"), number(json, "p90")};
}

std::optional<BillPrediction> predictionIfThere(const QJsonObject& json, const char* key) {
    const auto value = json.value(QLatin1String(key));
    return value.isObject() ? std::optional(prediction(value)) : std::nullopt;
}

UnitAhead unitOf(const QJsonObject& json) {
    return {predictionIfThere(json, "per_1k_requests"), predictionIfThere(json, "per_1m_tokens"),
            predictionIfThere(json, "per_user"),        predictionIfThere(json, "margin"),
            predictionIfThere(json, "margin_share"),    numberIfThere(json, "loses")};
}

std::optional<MonthCovered> coveredOf(const QJsonObject& middle) {
    if (!middle.contains(QLatin1String("commitments"))) return std::nullopt;
    MonthCovered covered;
    covered.onDemand = number(middle, "on_demand");
    for (const auto& each : middle.value(QLatin1String("commitments")).toArray()) {
        covered.used += number(each.toObject(), "used");
        covered.unused += number(each.toObject(), "unused");
    }
    return covered;
}

MonthAhead monthOf(const QJsonObject& json) {
    return {text(json, "month"),
            number(json, "load"),
            number(json, "requests"),
            json.value(QLatin1String("meets_objectives")).toBool(),
            prediction(json.value(QLatin1String("bill"))),
            prediction(json.value(QLatin1String("cumulative"))),
            number(json.value(QLatin1String("middle")).toObject(), "total"),
            numberIfThere(json, "above_budget"),
            coveredOf(json.value(QLatin1String("middle")).toObject())};
}

YearAhead yearOf(const QJsonObject& json) {
    return {static_cast<int>(number(json, "year")), static_cast<int>(number(json, "months")),
            prediction(json.value(QLatin1String("bill"))), numberIfThere(json, "above_budget")};
}

/// In the order of `names`: key in the JSON, and what people call it.
QList<NamedAmount> amounts(const QJsonObject& json, const QList<QPair<const char*, QString>>& names) {
    QList<NamedAmount> found;
    for (const auto& [key, name] : names) found.append({name, number(json, key)});
    return found;
}

DeploymentAhead deploymentOf(const QJsonObject& json) {
    DeploymentAhead deployment;
    deployment.name = text(json, "name");
    deployment.lost = json.value(QLatin1String("lost")).toBool();
    if (deployment.lost) return deployment;
    deployment.total = prediction(json.value(QLatin1String("total")));
    deployment.presentValue = number(json, "present_value");
    deployment.missesFrom = text(json, "misses_from");
    deployment.movedBy =
        amounts(json.value(QLatin1String("moved_by")).toObject(), {{"demand", tr("demand")},
                                                                   {"step_times", tr("the error of step times")},
                                                                   {"spot_prices", tr("spot prices")},
                                                                   {"chance", tr("chance")},
                                                                   {"exchange_rate", tr("the exchange rate")}});
    std::stable_sort(deployment.movedBy.begin(), deployment.movedBy.end(),
                     [](const auto& left, const auto& right) { return left.value > right.value; });
    deployment.change = amounts(json.value(QLatin1String("change")).toObject(), {{"load", tr("load")},
                                                                                 {"prices", tr("prices")},
                                                                                 {"calendar", tr("days of the month")},
                                                                                 {"one_off", tr("paid once")}});
    const auto more = amounts(json.value(QLatin1String("change")).toObject(),
                              {{"commitments", tr("commitments")}, {"exchange_rate", tr("the exchange rate")}});
    std::copy_if(more.begin(), more.end(), std::back_inserter(deployment.change),
                 [](const auto& driver) { return driver.value != 0; });
    deployment.unit = unitOf(json.value(QLatin1String("unit")).toObject());
    for (const auto& month : json.value(QLatin1String("months")).toArray())
        deployment.months.append(monthOf(month.toObject()));
    for (const auto& year : json.value(QLatin1String("years")).toArray())
        deployment.years.append(yearOf(year.toObject()));
    return deployment;
}

}  // namespace

ProjectedBills::ProjectedBills(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!text(object, "schema").startsWith(QLatin1String("plimsoll.projection/")))
        throw std::runtime_error("this is no projection (plimsoll project --json)");
    scenario = text(object, "scenario");
    currency = text(object, "currency");
    draws = static_cast<int>(number(object, "draws"));
    budgetPerMonth = numberIfThere(object, "budget_per_month");
    budgetPerYear = numberIfThere(object, "budget_per_year");
    for (const auto& from : object.value(QLatin1String("cheapest")).toArray())
        cheapest.append({text(from.toObject(), "from"), text(from.toObject(), "deployment")});
    for (const auto& deployment : object.value(QLatin1String("deployments")).toArray())
        deployments.append(deploymentOf(deployment.toObject()));
    for (const auto& note : object.value(QLatin1String("notes")).toArray()) notes.append(note.toString());
}

QStringList ProjectedBills::names() const {
    QStringList names;
    for (const auto& deployment : deployments) names.append(deployment.name);
    return names;
}

QStringList ProjectedBills::months() const {
    QStringList months;
    const auto known =
        std::find_if(deployments.begin(), deployments.end(), [](const auto& each) { return !each.lost; });
    if (known == deployments.end()) return months;
    for (const auto& month : known->months) months.append(month.month);
    return months;
}

}  // namespace plimsoll::gui
