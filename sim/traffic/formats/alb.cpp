// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/calendar_time.hpp"
#include "sim/traffic/formats/log_trace.hpp"
#include "sim/traffic/time_stamp.hpp"
#include "sim/traffic/trace_format.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace plimsoll::sim {
namespace {

constexpr std::size_t kTimeField = 1;           // when the answer was sent
constexpr std::size_t kCreationTimeField = 21;  // when the request came

/// Field `number`, from 0, of a line whose fields are separated by blanks and may be in double quotes.
std::optional<std::string_view> alb_field(std::string_view line, std::size_t number) {
    for (std::size_t begin = 0; begin < line.size();) {
        const bool quoted = line[begin] == '"';
        const std::size_t end = std::min(line.find(quoted ? '"' : ' ', begin + 1), line.size());
        if (number-- == 0) return line.substr(begin + (quoted ? 1 : 0), end - begin - (quoted ? 1 : 0));
        begin = std::min(line.find(' ', end), line.size() - 1) + 1;
    }
    return std::nullopt;
}

/// With a quick look that does not tell what else it is.
bool is_date(std::string_view text) {
    constexpr std::string_view kStart = "2026-03-29T";
    return text.size() > kStart.size() && text[4] == '-' && text[7] == '-' && text[10] == 'T' && is_digit(text[0]);
}

/// Access logs of an AWS Application Load Balancer (Elastic Load Balancing user guide, "Access log entries"): a line is
/// written when the answer is sent, and tells in its field request_creation_time when the request came.
class AlbLog final : public LogTrace {
public:
    explicit AlbLog(const std::string& path) : lines_(path) {}

protected:
    bool parse_line(TraceRecord& record) override {
        std::string_view line;
        if (!next_with_text(lines_, line)) return false;
        const auto written = alb_field(line, kTimeField);
        if (!written || !is_date(*written))
            throw scenarios::RowError("no line of an access log of a load balancer: its second field is no time");
        record.time_ns = parse_iso8601(alb_field(line, kCreationTimeField).value_or(*written)).ns;
        return true;
    }
    [[nodiscard]] scenarios::LineReader& lines() override { return lines_; }

private:
    scenarios::LineReader lines_;
};

bool looks_like_alb(FirstLines lines) {
    constexpr std::array<std::string_view, 6> kTypes{"http", "https", "h2", "grpcs", "ws", "wss"};
    const std::string_view line = lines.front();
    if (std::find(kTypes.begin(), kTypes.end(), line.substr(0, line.find(' '))) == kTypes.end()) return false;
    const auto time = alb_field(line, kTimeField);
    return time && is_date(*time);
}

}  // namespace

TraceFormat alb_format() {
    return {"aws-alb", "an access log of an AWS Application Load Balancer", looks_like_alb,
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<AlbLog>(trace.path);
            }};
}

}  // namespace plimsoll::sim
