// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/progress_line.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace plimsoll::gui {

namespace {

std::optional<double> secondsLeft(const QJsonObject& event) {
    const auto left = event.value(QLatin1String("eta_s"));
    return left.isDouble() ? std::optional(left.toDouble()) : std::nullopt;
}

RunProgress progressOf(const QJsonObject& event) {
    RunProgress progress;
    progress.fraction = event.value(QLatin1String("fraction")).toDouble();
    progress.secondsLeft = secondsLeft(event);
    progress.deployment = event.value(QLatin1String("deployment")).toString();
    progress.simulation = event.value(QLatin1String("simulation")).toString();
    for (const auto& each : event.value(QLatin1String("deployments")).toArray()) {
        const QJsonObject deployment = each.toObject();
        progress.deployments.append({deployment.value(QLatin1String("name")).toString(),
                                     deployment.value(QLatin1String("fraction")).toDouble(), secondsLeft(deployment),
                                     deployment.value(QLatin1String("lost")).toInt()});
    }
    return progress;
}

SweepProgress sweepProgressOf(const QJsonObject& event) {
    const auto count = [&](QLatin1String key) { return event.value(key).toInteger(); };
    SweepProgress progress;
    progress.done = count(QLatin1String("done"));
    progress.of = count(QLatin1String("of"));
    progress.invalid = count(QLatin1String("invalid"));
    progress.lost = count(QLatin1String("lost"));
    progress.pointsPerSecond = event.value(QLatin1String("points_per_s")).toDouble();
    progress.secondsLeft = secondsLeft(event);
    const QJsonObject best = event.value(QLatin1String("best")).toObject();
    if (!best.isEmpty()) progress.bestPerMonth = best.value(QLatin1String("cost_per_month")).toDouble();
    progress.best = best.value(QLatin1String("is")).toString();
    return progress;
}

PlanProgress planProgressOf(const QJsonObject& event) {
    const QJsonObject best = event.value(QLatin1String("best")).toObject();
    PlanProgress progress{event.value(QLatin1String("simulations")).toInteger(), {}, 0};
    if (best.isEmpty()) return progress;
    progress.bestPerMonth = best.value(QLatin1String("cost_per_month")).toDouble();
    progress.probability = best.value(QLatin1String("probability")).toDouble();
    return progress;
}

/// The command is told by what it counts.
ProgressLine anyProgressOf(const QJsonObject& event) {
    if (event.contains(QLatin1String("points_per_s"))) return sweepProgressOf(event);
    if (event.contains(QLatin1String("simulations"))) return planProgressOf(event);
    return progressOf(event);
}

Problem problemOf(const QJsonObject& event) {
    const auto text = [&](QLatin1String key) { return event.value(key).toString().toStdString(); };
    return {text(QLatin1String("file")), event.value(QLatin1String("line")).toInt(), text(QLatin1String("pointer")),
            text(QLatin1String("message")), text(QLatin1String("hint"))};
}

}  // namespace

std::optional<ProgressLine> readProgressLine(const QByteArray& line) {
    const QByteArray trimmed = line.trimmed();
    if (trimmed.isEmpty()) return std::nullopt;
    const QJsonObject event = QJsonDocument::fromJson(trimmed).object();
    const QString kind = event.value(QLatin1String("event")).toString();
    if (kind == QLatin1String("progress")) return anyProgressOf(event);
    if (kind == QLatin1String("problem")) return problemOf(event);
    if (kind == QLatin1String("refused"))
        return RunRefusal{event.value(QLatin1String("requests")).toDouble(),
                          event.value(QLatin1String("seconds")).toDouble()};
    if (kind == QLatin1String("error")) return PlainLine{event.value(QLatin1String("message")).toString()};
    if (!kind.isEmpty()) return std::nullopt;
    return PlainLine{QString::fromUtf8(trimmed)};
}

}  // namespace plimsoll::gui
