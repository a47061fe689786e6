// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep.hpp"

#include <QJsonDocument>
#include <QJsonObject>

/// A sweep made by hand, as `plimsoll query` would print its store.
namespace plimsoll::gui::testing {

inline QByteArray jsonLine(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// Loads 1, 2, 4, and for each p99 within 1 s or 2 s. A machine for $100 answers within 0.5 s; a function costs $30 for
/// each multiple of the load and takes 0.4 s of it. Known to 0 % and 10 %.
inline QByteArray madeAbout() {
    QByteArray about;
    const auto add = [&](const char* key, const QString& value) {
        about += jsonLine({{QStringLiteral("key"), QString::fromLatin1(key)}, {QStringLiteral("value"), value}});
    };
    add("axes", QStringLiteral(R"([[{"name":"load","pointer":"/workload/load","values":["1","2","4"]}],)"
                               R"([{"name":"at_most","pointer":"/slo/0/at_most","values":["\"1 s\"","\"2 s\""]}]])"));
    add("overrides", QStringLiteral(R"(["/experiment/seed=7"])"));
    add("program", QStringLiteral("0.1.0"));
    add("scenario",
        QStringLiteral(R"({"plimsoll": 1, "name": "made", "slo": [{"metric": "latency", "at_most": "1 s"}]})"));
    add("scenario_path", QStringLiteral("/home/me/made.json"));
    return about;
}

/// \param points only those before this number
inline QByteArray madeRows(int points = 6) {
    QByteArray rows;
    const double loads[] = {1, 2, 4};
    for (int point = 0; point < points; ++point) {
        const double load = loads[point / 2];
        const double limit = point % 2 == 0 ? 1 : 2;
        for (int place = 0; place < 2; ++place) {
            const bool machine = place == 0;
            const double cost = machine ? 100 : 30 * load;
            const double half = machine ? 0 : cost / 10;
            const double p99 = machine ? 0.5 : 0.4 * load;
            rows += jsonLine(
                {{QStringLiteral("point"), point},
                 {QStringLiteral("state"), QStringLiteral("done")},
                 {QStringLiteral("place"), place},
                 {QStringLiteral("deployment"), machine ? QStringLiteral("machine") : QStringLiteral("function")},
                 {QStringLiteral("cheapest"), machine == (load == 4) ? 1 : 0},
                 {QStringLiteral("feasible"), p99 <= limit ? 1 : 0},
                 {QStringLiteral("latency_p99_s"), p99},
                 {QStringLiteral("cost_per_month"), cost},
                 {QStringLiteral("cost_per_month_lo"), cost - half},
                 {QStringLiteral("cost_per_month_hi"), cost + half}});
        }
    }
    return rows;
}

inline SweepPtr madeSweep(int points = 6) { return std::make_shared<const Sweep>(madeAbout(), madeRows(points)); }

}  // namespace plimsoll::gui::testing
