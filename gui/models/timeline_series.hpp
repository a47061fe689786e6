// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/table.hpp"

#include <QList>
#include <QSet>
#include <QString>
#include <optional>

/// The series of a result as lines over time, in seconds since the start of the horizon.
namespace plimsoll::gui {

enum class SeriesField {
    arrivals,
    ready,
    starting,
    in_system,
    p50,
    p99,
    cost,
    interruptions,
    running,  ///< from here on: of replicas that answer token by token
    queued,
    kv_cache
};

/// "arrivals (1/s)"
[[nodiscard]] Column columnOf(SeriesField field);
/// The field's value with its unit: "2.2 /s", "17.9 ms", "$0.526/h"; "–" where there is none.
[[nodiscard]] QString valueText(SeriesField field, std::optional<double> value);

/// Empty: a latency of a bucket in which nothing completed, or what such a deployment does not have.
[[nodiscard]] std::optional<double> valueOf(const results::DeploymentResult& deployment, std::size_t bucket,
                                            SeriesField field);
/// The bucket at that time; empty outside of the series.
[[nodiscard]] std::optional<std::size_t> bucketAt(const results::DeploymentResult& deployment, double seconds);

/// Points of a line; a y that is not a number is a gap.
struct Polyline {
    QList<double> x, y;
};

/// The field as steps: a point at the start of each bucket, and one at the end of each run of buckets with values.
/// Neighbouring buckets of equal value share a point. For a logarithmic axis, `positive`, zeros are gaps, too.
[[nodiscard]] Polyline stepsOf(const results::DeploymentResult& deployment, SeriesField field, bool positive = false);

/// The sum of two fields, for areas that stand on one another.
[[nodiscard]] Polyline stackedSteps(const results::DeploymentResult& deployment, SeriesField below, SeriesField above);

/// Buckets with interruptions and their number.
[[nodiscard]] Polyline interruptionsOf(const results::DeploymentResult& deployment);

/// The lowest and the highest value of a field among many deployments, over time.
struct Envelope {
    QList<double> x, low, high;  ///< x: the middles of equal spans of time
};

/// Over the deployments that are not hidden; at most `mostPoints` spans. Spans without any value are left out.
[[nodiscard]] Envelope envelopeOf(const Result& result, const QSet<int>& hidden, SeriesField field, int mostPoints);

/// Which deployments a timeline draws.
struct TimelineChoice {
    QList<int> lines;
    bool detailed = false;  ///< one deployment, in all its states and percentiles
    bool envelope = false;  ///< too many for lines: the range of all of them
};

/// The selected one alone; without one, all that are not hidden, or, where these are more than `mostLines`, the
/// recommended one before the range of all.
[[nodiscard]] TimelineChoice timelineChoice(const Result& result, std::optional<int> selected, const QSet<int>& hidden,
                                            int mostLines);

/// Whether the same requests arrive at all of these deployments, as they do under one seed.
[[nodiscard]] bool haveSameArrivals(const Result& result, const QList<int>& deployments);

/// Whether the largest values of these deployments differ so much that a linear axis would show one of them alone.
[[nodiscard]] bool differByOrders(const Result& result, const QList<int>& deployments, SeriesField field);

/// One row per bucket of the given deployments, in a range of time those that it touches, with every array that their
/// "series" holds; at most `mostRows`, and a last row that says what is missing.
[[nodiscard]] Table timelineTable(const Result& result, const QList<int>& deployments, qsizetype mostRows,
                                  const std::optional<TimeSpan>& range = {});

}  // namespace plimsoll::gui
