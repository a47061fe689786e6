// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/calendar_time.hpp"
#include "sim/traffic/formats/log_trace.hpp"
#include "sim/traffic/trace_format.hpp"

#include <optional>
#include <utility>

namespace plimsoll::sim {
namespace {

/// What stands in the first brackets of a line.
std::optional<std::string_view> bracketed(std::string_view line) {
    const std::size_t begin = line.find('[');
    const std::size_t end = line.find(']', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
    return line.substr(begin + 1, end - begin - 1);
}

/// The Common Log Format of NCSA httpd, and the Combined one that adds to its end, as nginx and Apache write them:
/// `host ident user [29/Mar/2026:00:30:00 +0000] "request" status bytes ...`. The time is that of the line: nginx
/// writes one when it has answered, Apache tells when it got the request.
class CommonLog final : public LogTrace {
public:
    explicit CommonLog(const std::string& path) : lines_(path) {}

protected:
    bool parse_line(TraceRecord& record) override {
        std::string_view line;
        if (!next_with_text(lines_, line)) return false;
        const auto time = bracketed(line);
        if (!time)
            throw scenarios::RowError("no line of an access log: it has no time in brackets",
                                      R"(expected HOST - USER [29/Mar/2026:00:30:00 +0000] "REQUEST" STATUS BYTES)");
        record.time_ns = parse_log_time(*time).ns;
        return true;
    }
    [[nodiscard]] scenarios::LineReader& lines() override { return lines_; }

private:
    scenarios::LineReader lines_;
};

bool looks_like(FirstLines lines) {
    const auto time = bracketed(lines.front());
    if (!time) return false;
    try {
        return parse_log_time(*time).has_offset;
    } catch (const scenarios::RowError&) {
        return false;
    }
}

}  // namespace

TraceFormat common_log_format() {
    return {"common-log", "an access log of nginx or Apache", [](FirstLines lines) { return looks_like(lines); },
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<CommonLog>(trace.path);
            }};
}

}  // namespace plimsoll::sim
