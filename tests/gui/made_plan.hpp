// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// An answer of `plimsoll plan --json`, made by hand.
namespace plimsoll::gui::testing {

/// Three machines win; two are $100 cheaper and too slow, large ones $150 dearer and faster, and next.
inline QByteArray madePlan() {
    const auto candidate = [](const char* deployment, const char* at, const char* set, const char* cost,
                              const char* p99, const char* met) {
        return QByteArray(R"({"deployment": ")") + deployment + R"(", "point": 1, "at": {)" + at + R"(}, "set": [)" +
               set + R"(], "replications": 4, "meets_objectives": )" + met + R"(, "cost": {"per_month": ")" + cost +
               R"(", "currency": "USD"}, "latency_s": {"p99": )" + p99 +
               R"(, "ci95": [0.04, 0.2]}, "objectives": [{"objective": "p99 latency <= 150 ms", "limit_s": 0.15, "value_s": )" +
               p99 + R"(}], "binding": 0})";
    };
    const QByteArray winner =
        candidate("small", R"("min": 3)", R"("/deployments/0/pools/0/replicas/min=3")", "300.00", "0.142", "true");
    const QByteArray cheaper =
        candidate("small", R"("min": 2)", R"("/deployments/0/pools/0/replicas/min=2")", "200.00", "0.28", "false");
    const QByteArray large = candidate("large", "", "", "450.00", "0.067", "true");
    return R"({"schema": "plimsoll.plan/1", "scenario": "made", "seed": 1, "tolerance": 0.01, "confidence": 0.95,
  "probability": 0.974, "winner": )" +
           winner + R"(, "runner_up": )" + large + R"(, "difference_ci95_per_month": [140, 160], "cheaper": )" +
           cheaper + R"(, "faster": )" + large + R"(, "nearest": null, "rival": null, "front": [)" + cheaper + "," +
           winner + "," + large +
           R"(], "candidates": {"all": 66, "hopeless": 15, "too_expensive": 43, "examples_left_out": 0, "batches_left_out": 0},
  "points": {"all": 300, "invalid": 0}, "simulations": {"run": 29, "from_cache": 0, "exhaustive": 660}, "lost": []})";
}

/// Nothing meets the objectives.
inline QByteArray madeHopelessPlan() {
    QByteArray plan = madePlan();
    const auto cut = [&](const char* key) {
        const auto from = plan.indexOf(QByteArray("\"") + key + "\": {");
        int depth = 0;
        auto to = plan.indexOf('{', from);
        do {
            if (plan[to] == '{') ++depth;
            if (plan[to] == '}') --depth;
            ++to;
        } while (depth > 0);
        const auto value = plan.indexOf('{', from);
        plan.replace(value, to - value, "null");
    };
    for (const char* key : {"winner", "runner_up", "cheaper", "faster"}) cut(key);
    const auto front = plan.indexOf("\"front\": [") + 10;
    return plan.replace("\"nearest\": null", "\"nearest\": " + plan.mid(front, plan.indexOf("},{", front) + 1 - front));
}

}  // namespace plimsoll::gui::testing
