// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/csv_rows.hpp"
#include "sim/traffic/time_stamp.hpp"
#include "sim/traffic/trace_reader.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// Names of the columns that a CSV trace is read from. Without a token column a request has 1 input and 0 output
/// tokens.
struct CsvTraceColumns {
    std::string time;
    TimeUnit unit = TimeUnit::seconds;
    std::optional<std::string> input_tokens;
    std::optional<std::string> output_tokens;
    std::optional<std::string> tenant{};
};

class CsvTrace final : public TraceReader {
public:
    CsvTrace(const std::string& path, CsvTraceColumns columns);

    [[nodiscard]] bool has_local_times() const override { return local_times_; }
    [[nodiscard]] std::optional<TimeUnit> unit() const override {
        return columns_.unit == TimeUnit::iso8601 ? std::nullopt : std::optional(columns_.unit);
    }

    [[nodiscard]] std::vector<std::string> tenants() const override;

protected:
    bool parse_next(TraceRecord& record) override;
    [[nodiscard]] scenarios::LineReader& lines() override { return rows_.lines(); }
    [[nodiscard]] int line() override { return rows_.line(); }

private:
    [[nodiscard]] std::int64_t time_of(std::string_view field);
    [[nodiscard]] std::uint16_t tenant_of(std::string_view field);

    scenarios::CsvRows rows_;
    CsvTraceColumns columns_;
    bool local_times_ = false;
    std::size_t time_ = 0;
    std::size_t input_ = 0;
    std::size_t output_ = 0;
    std::size_t tenant_ = 0;
    std::map<std::string, std::uint16_t, std::less<>> tenants_;  ///< each name's number
    std::vector<std::string_view> fields_;
};

}  // namespace plimsoll::sim
