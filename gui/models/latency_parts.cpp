// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_parts.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/latency_figure.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LatencyParts", text); }

struct PartRow {
    const char* name;
    double results::PartsSummary::*seconds;
};

constexpr std::array<PartRow, kLatencyParts.size()> kRows{{{"network", &results::PartsSummary::network},
                                                           {"queue", &results::PartsSummary::queue},
                                                           {"batching", &results::PartsSummary::batching},
                                                           {"cold start", &results::PartsSummary::cold_start},
                                                           {"compute", &results::PartsSummary::compute}}};

}  // namespace

QString nameOf(LatencyPart part) { return QString::fromLatin1(kRows.at(static_cast<std::size_t>(part)).name); }

double secondsOf(const results::PartsSummary& parts, LatencyPart part) {
    return parts.*kRows.at(static_cast<std::size_t>(part)).seconds;
}

double PartsRow::total() const {
    double sum = 0;
    for (const LatencyPart part : kLatencyParts) sum += secondsOf(parts, part);
    return sum;
}

QString PartsRow::name() const {
    return percentile ? QLatin1Char('p') + exactNumber(*percentile) : nameOf(LatencyFigure::mean);
}

QString largestPartText(const results::PartsSummary& parts) {
    double total = 0;
    for (const auto part : kLatencyParts) total += secondsOf(parts, part);
    if (total <= 0) return {};
    const auto largest = *std::max_element(kLatencyParts.begin(), kLatencyParts.end(), [&](auto left, auto right) {
        return secondsOf(parts, left) < secondsOf(parts, right);
    });
    constexpr double kPercent = 100;
    return QStringLiteral("%1 % %2").arg(std::round(kPercent * secondsOf(parts, largest) / total)).arg(nameOf(largest));
}

QList<PartsRow> partsRows(const Result& result, const QList<int>& deployments) {
    QList<PartsRow> rows;
    for (const int index : deployments) {
        const auto& deployment = result.deployment(index);
        if (!hasLatency(deployment)) continue;
        rows.append({index, {}, {}, deployment.parts});
        for (const auto& at : deployment.parts_at_percentile)
            rows.append({index, at.percentile, at.requests, at.parts});
    }
    return rows;
}

Table partsTable(const Result& result) {
    const QString prefix = QStringLiteral("latency_parts_s.");
    const Table means = fieldsTable(result, {QStringLiteral("latency_parts_s")});
    const Table percentiles =
        elementsTable(result, {QStringLiteral("latency_parts_s"), QStringLiteral("at_percentile")});

    Table table{{{tr("deployment"), {}}, {tr("latency"), {}}, {tr("requests"), {}}, {tr("total"), tr("s")}}, {}};
    const qsizetype own = table.columns.size();
    QStringList parts;
    for (const auto& column : means.columns)
        if (column.title.startsWith(prefix)) parts.append(column.title.mid(prefix.size()));
    for (const QString& part : std::as_const(parts)) table.columns.append({part, tr("s")});

    const auto append = [&](const QString& deployment, const QString& latency, const QVariant& requests,
                            const auto& cellOf) {
        QList<QVariant> row{deployment, latency, requests, {}};
        double total = 0;
        for (const QString& part : std::as_const(parts)) {
            row.append(cellOf(part));
            total += row.last().toDouble();
        }
        row[own - 1] = total;
        table.rows.append(std::move(row));
    };
    const auto place = [](const Table& from, const QString& title) {
        for (qsizetype i = 0; i < from.columns.size(); ++i)
            if (from.columns[i].title == title) return i;
        return qsizetype(-1);
    };
    const auto cell = [&](const Table& from, const QList<QVariant>& row, const QString& title) {
        return row.value(place(from, title));
    };
    for (const auto& mean : means.rows) {
        const QString name = cell(means, mean, QStringLiteral("name")).toString();
        append(name, nameOf(LatencyFigure::mean), {},
               [&](const QString& part) { return cell(means, mean, prefix + part); });
        for (const auto& at : percentiles.rows) {
            if (cell(percentiles, at, QStringLiteral("deployment")).toString() != name) continue;
            const double percentile = cell(percentiles, at, QStringLiteral("percentile")).toDouble();
            append(name, QLatin1Char('p') + exactNumber(percentile), cell(percentiles, at, QStringLiteral("requests")),
                   [&](const QString& part) { return cell(percentiles, at, part); });
        }
    }
    return table;
}

}  // namespace plimsoll::gui
