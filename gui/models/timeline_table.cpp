// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "gui/models/time_range.hpp"
#include "gui/models/timeline_series.hpp"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QHash>

namespace plimsoll::gui {

namespace {

using Json = nlohmann::ordered_json;

const Json* seriesOf(const Result& result, int deployment) {
    const auto& json = result.json()["deployments"][static_cast<std::size_t>(deployment)];
    const auto series = json.find("series");
    return series != json.end() && series->is_object() ? &*series : nullptr;
}

/// Calls act(name, array) for each array of the series, those of its groups included.
template <class Act>
void forEachArray(const Json& series, const Act& act, const QString& prefix = {}) {
    for (const auto& [key, values] : series.items()) {
        const QString name = prefix + qstring(key);
        if (values.is_array())
            act(name, values);
        else if (values.is_object())
            forEachArray(values, act, name + QLatin1Char('.'));
    }
}

}  // namespace

Table timelineTable(const Result& result, const QList<int>& deployments, qsizetype mostRows,
                    const std::optional<TimeSpan>& range) {
    Table table{{{QStringLiteral("deployment"), {}}, {QStringLiteral("time"), QStringLiteral("s"), false, true}}, {}};
    QHash<QString, qsizetype> places;
    qsizetype rows = 0;
    for (const int deployment : deployments) {
        const Json* series = seriesOf(result, deployment);
        if (series == nullptr) continue;
        forEachArray(*series, [&](const QString& name, const Json&) {
            if (places.contains(name)) return;
            places.insert(name, table.columns.size());
            table.columns.append({name, unitOfField(QStringLiteral("series.") + name)});
        });
    }
    for (const int deployment : deployments) {
        const Json* series = seriesOf(result, deployment);
        if (series == nullptr) continue;
        const auto& facts = result.deployments()[static_cast<std::size_t>(deployment)];
        const auto [first, end] = range ? bucketsIn(facts, *range) : std::pair(std::size_t{0}, facts.series.size());
        rows += static_cast<qsizetype>(end - first);
        for (std::size_t bucket = first; bucket < end && table.rows.size() < mostRows; ++bucket) {
            QList<QVariant> row(table.columns.size());
            row[0] = qstring(facts.name);
            row[1] = seconds_of(facts.bucket) * static_cast<double>(bucket);
            forEachArray(*series, [&](const QString& name, const Json& values) {
                if (bucket < values.size() && values[bucket].is_number())
                    row[places.value(name)] = values[bucket].get<double>();
            });
            table.rows.append(std::move(row));
        }
    }
    if (rows > table.rows.size()) {
        QList<QVariant> more(table.columns.size());
        more[0] = QCoreApplication::translate("Timeline", "… %1 more rows; `plimsoll compare --out` writes all of them")
                      .arg(rows - table.rows.size());
        table.rows.append(std::move(more));
    }
    return table;
}

}  // namespace plimsoll::gui
