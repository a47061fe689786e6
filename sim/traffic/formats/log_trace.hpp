// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/line_reader.hpp"
#include "sim/traffic/trace_reader.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// A trace whose lines were written by several workers, each when it was done: nearly in order of time. Requests are
/// handed over in order, of equal times in that of the file, as long as none is more than kWindow lines late.
class LogTrace : public TraceReader {
public:
    static constexpr std::size_t kWindow = 1 << 16;

protected:
    bool parse_next(TraceRecord& record) final;
    /// The next request in the order of the file. \throws RowError
    virtual bool parse_line(TraceRecord& record) = 0;
    /// The next line that is not blank; false at the end of the file.
    static bool next_with_text(scenarios::LineReader& lines, std::string_view& line);

private:
    struct Waiting {
        TraceRecord record;
        std::uint64_t number;
    };
    struct Later {
        bool operator()(const Waiting& a, const Waiting& b) const noexcept;
    };

    std::vector<Waiting> heap_;
    std::uint64_t read_ = 0;
    bool ended_ = false;
};

}  // namespace plimsoll::sim
