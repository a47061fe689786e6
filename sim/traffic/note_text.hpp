// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What remarks on traffic have in common.
namespace plimsoll::sim {

/// 123456 as "123,456": what is said of traffic is for people.
[[nodiscard]] std::string grouped(std::uint64_t value);
/// "1 request", "2,357 requests".
[[nodiscard]] std::string count_text(std::uint64_t count, std::string_view what);
/// The two largest units: "57 min 16 s", "3 d 4 h".
[[nodiscard]] std::string two_units(Duration duration);
/// 0.042 as "4.2 %".
[[nodiscard]] std::string percent(double share);

/// The remark on recorded traffic of this length, of which `share_read` was read, where it ends well before the
/// horizon.
[[nodiscard]] std::optional<TrafficNote> note_ends(std::string_view what, std::uint64_t requests, Duration length,
                                                   double share_read, Duration horizon);

/// The remark on recorded traffic of which a share of the file lies before the horizon, where more follows.
[[nodiscard]] std::optional<TrafficNote> note_cut(std::string_view what, double share, Duration horizon);

}  // namespace plimsoll::sim
