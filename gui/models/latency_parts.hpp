// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/table.hpp"

#include <QList>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

/// Where the latency of requests goes, on average and in the tail.
namespace plimsoll::gui {

enum class LatencyPart { network, queue, batching, cold_start, compute };

inline constexpr std::array kLatencyParts{LatencyPart::network, LatencyPart::queue, LatencyPart::batching,
                                          LatencyPart::cold_start, LatencyPart::compute};

/// "cold start".
[[nodiscard]] QString nameOf(LatencyPart part);
[[nodiscard]] double secondsOf(const results::PartsSummary& parts, LatencyPart part);

/// The parts of one bar.
struct PartsRow {
    int deployment = 0;
    std::optional<double> percentile;       ///< of the requests around it; empty: the mean of all requests
    std::optional<std::uint64_t> requests;  ///< how many requests around the percentile were averaged
    results::PartsSummary parts;

    [[nodiscard]] double total() const;  ///< s
    [[nodiscard]] QString name() const;  ///< "mean", "p99"
};

/// "99 % compute": the part that makes most of a latency; empty where there is none.
[[nodiscard]] QString largestPartText(const results::PartsSummary& parts);

/// The mean, then the percentiles that the result holds, deployment by deployment; without those that measured none.
[[nodiscard]] QList<PartsRow> partsRows(const Result& result, const QList<int>& deployments);

/// One row per bar of every deployment, one column per part, also for parts that only the result knows.
[[nodiscard]] Table partsTable(const Result& result);

}  // namespace plimsoll::gui
