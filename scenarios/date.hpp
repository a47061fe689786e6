// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

/// A day of the calendar, written 2026-07-20 (ISO 8601).
class Date {
public:
    /// Nothing where the text is no such date, or that day does not exist.
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);

    [[nodiscard]] std::string text() const;
    friend std::chrono::days operator-(const Date& later, const Date& earlier) { return later.day_ - earlier.day_; }
    friend auto operator<=>(const Date&, const Date&) = default;

private:
    explicit Date(std::chrono::sys_days day) : day_(day) {}
    std::chrono::sys_days day_;
};

}  // namespace plimsoll
