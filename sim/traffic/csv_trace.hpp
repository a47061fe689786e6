// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/csv.hpp"
#include "sim/traffic/fields.hpp"
#include "sim/traffic/trace_reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Names of the columns that a CSV trace is read from. Without a token column a request has 1 input and 0 output
/// tokens.
struct CsvTraceColumns {
    std::string time;
    TimeUnit unit = TimeUnit::seconds;
    std::optional<std::string> input_tokens;
    std::optional<std::string> output_tokens;
};

class CsvTrace final : public TraceReader {
public:
    CsvTrace(const std::string& path, CsvTraceColumns columns);

protected:
    bool parse_next(TraceRecord& record) override;
    [[nodiscard]] int line() const override { return rows_.line(); }
    [[nodiscard]] const std::string& path() const override { return rows_.path(); }

private:
    CsvRows rows_;
    CsvTraceColumns columns_;
    std::size_t time_ = 0;
    std::size_t input_ = 0;
    std::size_t output_ = 0;
    std::vector<std::string_view> fields_;
};

}  // namespace plimsoll::sim
