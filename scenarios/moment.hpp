// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

/// A second of the calendar, in UTC.
using Moment = std::chrono::sys_seconds;

/// Reads "2026-05-01T00:00Z", also with seconds, parts of one (which are cut off) and "+00:00" for the Z. Nothing where
/// the text is no such moment, or of another time zone.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

/// "2026-05-01T00:00:00Z"
[[nodiscard]] std::string text_of(Moment moment);

}  // namespace plimsoll
