// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/result_matrix.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ResultMatrix", text); }

/// "★ ✓ $91.25 a month, p99 200 ms"
QString cellOf(const Result& result, std::size_t index) {
    const auto& deployment = result.deployments()[index];
    if (deployment.replications == 0) return wordOf(Objectives::no_result);
    const QString star = result.comparison().verdict.cheapest == index ? QStringLiteral("★ ") : QString();
    const QString sign = wordOf(objectivesOf(deployment)).left(1);
    return tr("%1%2 %3, p99 %4").arg(star, sign, costText(deployment), p99Text(deployment));
}

}  // namespace

Table matrixOf(const QList<NamedResult>& results) {
    Table table{{{tr("deployment"), {}}}, {}};
    QHash<QString, qsizetype> rows;
    for (const auto& [name, result] : results) {
        if (!result) continue;
        const qsizetype column = table.columns.size();
        table.columns.append({name, {}});
        const auto& deployments = result->deployments();
        for (std::size_t i = 0; i < deployments.size(); ++i) {
            const QString deployment = qstring(deployments[i].name);
            if (!rows.contains(deployment)) {
                rows.insert(deployment, table.rows.size());
                table.rows.append({deployment});
            }
            auto& row = table.rows[rows.value(deployment)];
            row.resize(column + 1);
            row[column] = cellOf(*result, i);
        }
    }
    for (auto& row : table.rows) row.resize(table.columns.size());
    return table;
}

}  // namespace plimsoll::gui
