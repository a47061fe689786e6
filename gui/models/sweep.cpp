// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/sweep.hpp"

#include "gui/models/text.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/sweep_spec.hpp"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::gui {

namespace {

QList<QJsonObject> objectsOf(const QByteArray& lines) {
    QList<QJsonObject> objects;
    for (const QByteArray& line : lines.split('\n'))
        if (!line.trimmed().isEmpty()) objects.append(QJsonDocument::fromJson(line).object());
    return objects;
}

QHash<QString, QString> textsOf(const QByteArray& about) {
    QHash<QString, QString> texts;
    for (const auto& object : objectsOf(about))
        texts.insert(object.value(QLatin1String("key")).toString(), object.value(QLatin1String("value")).toString());
    return texts;
}

/// Of the scenario with its overrides, whatever else is wrong with it.
std::vector<scenarios::SloSpec> objectivesIn(const QHash<QString, QString>& about) {
    std::vector<std::string> sets;
    const auto overrides = QJsonDocument::fromJson(about.value(QStringLiteral("overrides")).toUtf8()).array();
    for (const auto& set : overrides) sets.push_back(set.toString().toStdString());
    return scenarios::draft_scenario(about.value(QStringLiteral("scenario")).toStdString(),
                                     about.value(QStringLiteral("scenario_path")).toStdString(), sets)
        .scenario.slo;
}

/// "ttft_p95_s"; empty where results have no such column.
QString columnOf(const scenarios::SloSpec& objective) {
    const QString metric = qstring(scenarios::name_of(objective.metric));
    for (const double percentile : {50.0, 90.0, 95.0, 99.0})
        if (objective.percentile == percentile) return QStringLiteral("%1_p%2_s").arg(metric).arg(percentile);
    return {};
}

/// The text of a value as people read it: without the quotes of JSON.
QString plainValue(const QString& json) {
    const auto parsed = QJsonDocument::fromJson("[" + json.toUtf8() + "]").array();
    return parsed.size() == 1 && parsed.first().isString() ? parsed.first().toString() : json;
}

/// At most four significant digits of a fraction, with its unit: a step of equal factors is 0.793700525984.
QString shortValue(const QString& plain) {
    const auto read = scenarios::range_end(plain.toStdString());
    if (!read || read->number == std::trunc(read->number)) return plain;
    const QString number = QString::number(read->number, 'g', 4);
    if (number.contains(QLatin1Char('e'))) return plain;
    return read->unit.empty() ? number : number + QLatin1Char(' ') + qstring(read->unit);
}

/// The values as people read them, rounded where that leaves each its own.
QStringList valuesForPeople(const QStringList& values) {
    QStringList plain;
    QStringList rounded;
    for (const QString& value : values) {
        plain.append(plainValue(value));
        rounded.append(shortValue(plain.last()));
    }
    const QSet<QString> different(rounded.begin(), rounded.end());
    return different.size() == rounded.size() ? rounded : plain;
}

/// A column whose last word is taken has more words of the pointer, "0_pools_0_replicas_min": people know the
/// deployment by its name.
void nameForPeople(SweepTrack& track, const QStringList& deployments) {
    track.words = track.name;
    QStringList tokens = track.pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QString made = tokens.join(QLatin1Char('_'));
    const bool isMade = tokens.size() > 2 && track.name != tokens.last() && made.endsWith(track.name);
    if (!isMade || tokens[0] != QLatin1String("deployments")) return;
    track.owner = deployments.value(tokens[1].toInt(), tokens[1]);
    tokens.remove(0, 2);
    if (tokens.size() > 2 && tokens[0] == QLatin1String("pools")) {
        if (tokens[1] != QLatin1String("0")) track.owner += QStringLiteral(", pool %1").arg(tokens[1].toInt() + 1);
        tokens.remove(0, 2);
    }
    track.words = tokens.join(QLatin1Char(' '));
}

/// Of one deployment, "replicas min, max of small GPUs": what is common is told once.
QString labelOf(const QList<SweepTrack>& tracks) {
    QStringList labels;
    QStringList words;
    for (const auto& track : tracks) {
        const QString common = tracks.first().words.section(QLatin1Char(' '), 0, -2) + QLatin1Char(' ');
        labels.append(track.label());
        words.append(labels.size() > 1 && track.words.startsWith(common) ? track.words.sliced(common.size())
                                                                         : track.words);
        if (track.owner != tracks.first().owner) words.clear();
    }
    if (tracks.isEmpty() || words.size() < tracks.size()) return labels.join(QStringLiteral(", "));
    return SweepTrack{{}, {}, {}, {}, words.join(QStringLiteral(", ")), tracks.first().owner}.label();
}

SweepAxis axisFrom(const QJsonArray& json, const QStringList& deployments) {
    SweepAxis axis;
    for (const auto& each : json) {
        const QJsonObject object = each.toObject();
        SweepTrack track{object.value(QLatin1String("name")).toString(),
                         object.value(QLatin1String("pointer")).toString(),
                         {},
                         {},
                         {},
                         {}};
        for (const auto& value : object.value(QLatin1String("values")).toArray()) track.values.append(value.toString());
        track.shown = valuesForPeople(track.values);
        nameForPeople(track, deployments);
        axis.tracks.append(track);
    }
    axis.name = labelOf(axis.tracks);
    axis.title = axis.name;
    if (axis.tracks.isEmpty()) return axis;
    std::optional<std::string> unit;
    bool numeric = true;
    for (qsizetype step = 0; step < axis.tracks.first().values.size(); ++step) {
        QStringList labels;
        for (const auto& track : std::as_const(axis.tracks)) labels.append(track.shown.value(step));
        axis.labels.append(labels.join(QStringLiteral(", ")));
        const auto read = scenarios::range_end(plainValue(axis.tracks.first().values[step]).toStdString());
        numeric = numeric && read && (!unit || *unit == read->unit);
        if (!read) continue;
        unit = read->unit;
        axis.numbers.append(read->number);
    }
    if (!numeric) axis.numbers.clear();
    if (numeric && axis.tracks.size() == 1 && unit && !unit->empty())
        axis.title = QStringLiteral("%1 (%2)").arg(axis.title, qstring(*unit));
    return axis;
}

std::optional<double> numberIn(const QJsonObject& row, const QString& column) {
    const auto value = row.value(column);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<results::Estimate> estimateIn(const QJsonObject& row, const QString& name, const QString& unit) {
    const auto value = numberIn(row, name + unit);
    if (!value) return std::nullopt;
    results::Estimate estimate;
    estimate.value = *value;
    const auto lo = numberIn(row, name + QStringLiteral("_lo") + unit);
    const auto hi = numberIn(row, name + QStringLiteral("_hi") + unit);
    if (lo && hi) estimate.ci = results::Interval{*lo, *hi};
    return estimate;
}

const QString kLatency = QStringLiteral("latency_p99");
const QString kSeconds = QStringLiteral("_s");
const QString kCost = QStringLiteral("cost_per_month");

}  // namespace

QString SweepTrack::label() const {
    return owner.isEmpty() ? words : QCoreApplication::translate("Sweep", "%1 of %2").arg(words, owner);
}

Sweep::Sweep(const QByteArray& about, const QByteArray& rows) {
    readAbout(about);
    readRows(rows);
}

QString Sweep::resultsQuery(const QByteArray& about) {
    QStringList columns{
        QStringLiteral("deployment"),     QStringLiteral("cheapest"),          QStringLiteral("feasible"),
        QStringLiteral("latency_p99_s"),  QStringLiteral("latency_p99_lo_s"),  QStringLiteral("latency_p99_hi_s"),
        QStringLiteral("cost_per_month"), QStringLiteral("cost_per_month_lo"), QStringLiteral("cost_per_month_hi")};
    for (const auto& objective : objectivesIn(textsOf(about)))
        if (const QString column = columnOf(objective); !column.isEmpty()) columns.append(column);
    columns.removeDuplicates();
    return QStringLiteral(
               "SELECT point, state, message, place, %1 FROM points LEFT JOIN figures USING (point) ORDER BY point, "
               "place")
        .arg(columns.join(QStringLiteral(", ")));
}

QString Sweep::pointsQuery() { return QStringLiteral("SELECT point, state, message FROM points ORDER BY point"); }

void Sweep::readAbout(const QByteArray& about) {
    const auto texts = textsOf(about);
    scenario_ = texts.value(QStringLiteral("scenario"));
    path_ = texts.value(QStringLiteral("scenario_path"));
    program_ = texts.value(QStringLiteral("program"));
    const QJsonObject scenario = QJsonDocument::fromJson(scenario_.toUtf8()).object();
    name_ = scenario.value(QLatin1String("name")).toString();
    QStringList deployments;
    for (const auto& each : scenario.value(QLatin1String("deployments")).toArray())
        deployments.append(each.toObject().value(QLatin1String("name")).toString());
    for (const auto& set : QJsonDocument::fromJson(texts.value(QStringLiteral("overrides")).toUtf8()).array())
        overrides_.append(set.toString());
    for (const auto& axis : QJsonDocument::fromJson(texts.value(QStringLiteral("axes")).toUtf8()).array())
        axes_.append(axisFrom(axis.toArray(), deployments));
    objectives_ = objectivesIn(texts);
}

void Sweep::readRows(const QByteArray& lines) {
    std::optional<double> limit;
    bool oneLimit = true;
    for (const auto& object : objectsOf(lines)) {
        const auto number = object.value(QLatin1String("point")).toInteger();
        if (points_.isEmpty() || points_.last().number != number) {
            points_.append({number,
                            object.value(QLatin1String("state")).toString(),
                            object.value(QLatin1String("message")).toString(),
                            stepsOf(number),
                            {},
                            {}});
        }
        if (!object.contains(QLatin1String("place"))) continue;
        SweepRow row;
        row.point = static_cast<int>(points_.size()) - 1;
        row.deployment = object.value(QLatin1String("place")).toInt();
        while (deployments_.size() <= row.deployment) deployments_.append(QString());
        deployments_[row.deployment] = object.value(QLatin1String("deployment")).toVariant().toString();
        row.cheapest = object.value(QLatin1String("cheapest")).toInt() == 1;
        row.feasible = object.value(QLatin1String("feasible")).toInt() == 1;
        row.cost = estimateIn(object, kCost, {}).value_or(results::Estimate{});
        row.p99 = estimateIn(object, kLatency, kSeconds);
        const QList<double> limits = limitsAt(points_.last());
        for (qsizetype i = 0; i < limits.size(); ++i) {
            const auto& objective = objectives_[static_cast<std::size_t>(i)];
            const QString column = columnOf(objective);
            if (const auto value = column.isEmpty() ? std::nullopt : numberIn(object, column)) {
                const double slack = 1 - *value / limits[i];
                row.slack = std::min(row.slack.value_or(slack), slack);
            }
            if (column != kLatency + kSeconds) continue;
            oneLimit = oneLimit && (!limit || *limit == limits[i]);
            limit = limits[i];
        }
        const auto index = static_cast<int>(rows_.size());
        if (row.cheapest) points_.last().winner = index;
        points_.last().rows.append(index);
        rows_.append(row);
    }
    if (oneLimit) p99Limit_ = limit;
}

qint64 Sweep::combinations() const {
    qint64 count = 1;
    for (const auto& axis : axes_) count *= axis.size();
    return count;
}

/// The last axis varies fastest.
QList<int> Sweep::stepsOf(qint64 number) const {
    QList<int> at(axes_.size());
    for (qsizetype i = axes_.size() - 1; i >= 0; --i) {
        const qint64 size = std::max(axes_[i].size(), 1);
        at[i] = static_cast<int>(number % size);
        number /= size;
    }
    return at;
}

/// In seconds, of each objective: what varies may be a limit.
QList<double> Sweep::limitsAt(const SweepPoint& point) const {
    QList<double> limits;
    for (const auto& objective : objectives_) limits.append(seconds_of(objective.at_most));
    for (qsizetype i = 0; i < axes_.size(); ++i)
        for (const auto& track : axes_[i].tracks)
            for (qsizetype objective = 0; objective < limits.size(); ++objective) {
                if (track.pointer != QStringLiteral("/slo/%1/at_most").arg(objective)) continue;
                const auto parsed = scenarios::parse_duration(plainValue(track.values[point.at[i]]).toStdString());
                if (parsed.value) limits[objective] = seconds_of(*parsed.value);
            }
    return limits;
}

QStringList Sweep::overridesAt(int point) const {
    QStringList sets = overrides_;
    for (qsizetype i = 0; i < axes_.size(); ++i)
        for (const auto& track : axes_[i].tracks)
            sets.append(track.pointer + QLatin1Char('=') + track.values[points_[point].at[i]]);
    return sets;
}

QString Sweep::placeText(int point) const {
    QStringList parts;
    for (qsizetype i = 0; i < axes_.size(); ++i)
        for (const auto& track : axes_[i].tracks)
            parts.append(QStringLiteral("%1 = %2").arg(track.label(), track.shown[points_[point].at[i]]));
    return parts.join(QStringLiteral(", "));
}

std::optional<int> Sweep::pointAt(const QList<int>& at) const {
    qint64 number = 0;
    for (qsizetype i = 0; i < axes_.size(); ++i) number = number * axes_[i].size() + at[i];
    const auto found = std::lower_bound(points_.begin(), points_.end(), number,
                                        [](const SweepPoint& each, qint64 wanted) { return each.number < wanted; });
    if (found == points_.end() || found->number != number) return std::nullopt;
    return static_cast<int>(found - points_.begin());
}

QList<int> paretoFront(const Sweep& sweep, const QList<int>& rows) {
    QList<int> order = rows;
    order.removeIf([&](int row) { return !sweep.row(row).p99; });
    const auto key = [&](int row) { return std::pair(sweep.row(row).p99->value, sweep.row(row).cost.value); };
    std::stable_sort(order.begin(), order.end(), [&](int left, int right) { return key(left) < key(right); });
    QList<int> front;
    double least = std::numeric_limits<double>::infinity();
    for (const int row : std::as_const(order)) {
        if (sweep.row(row).cost.value >= least) continue;
        least = sweep.row(row).cost.value;
        front.append(row);
    }
    return front;
}

}  // namespace plimsoll::gui
