// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/calendar_time.hpp"
#include "sim/traffic/formats/log_trace.hpp"
#include "sim/traffic/trace_format.hpp"

#include <algorithm>
#include <cstddef>

namespace plimsoll::sim {
namespace {

constexpr std::string_view kFields = "#Fields:";
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

void split_at_blanks(std::string_view line, std::vector<std::string_view>& fields) {
    fields.clear();
    for (;;) {
        const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
        line.remove_prefix(begin);
        if (line.empty()) return;
        const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
        fields.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

/// W3C Extended Log File Format (WD-logfile-960323), as IIS and Amazon CloudFront write it: a line `#Fields:` names the
/// fields of those that follow, of which date and time (UTC, whole seconds) are read.
class W3cLog final : public LogTrace {
public:
    explicit W3cLog(const std::string& path) : lines_(path) {}

protected:
    bool parse_line(TraceRecord& record) override {
        std::string_view line;
        for (;;) {
            if (!lines_.next(line)) return false;
            split_at_blanks(line, fields_);
            if (fields_.empty()) continue;
            if (!line.starts_with('#')) break;
            if (line.starts_with(kFields)) read_names();
        }
        if (date_ == kAbsent || time_ == kAbsent)
            throw scenarios::RowError("no line before names the fields date and time",
                                      "expected for example: #Fields: date time cs-method sc-status");
        if (fields_.size() <= std::max(date_, time_))
            throw scenarios::RowError("the line has fewer fields than \"#Fields:\" names");
        text_ = fields_[date_];
        text_ += ' ';
        text_ += fields_[time_];
        record.time_ns = parse_iso8601(text_).ns;
        return true;
    }
    [[nodiscard]] scenarios::LineReader& lines() override { return lines_; }

private:
    void read_names() {
        const auto index_of = [this](std::string_view name) {
            const auto found = std::find(fields_.begin() + 1, fields_.end(), name);
            return found == fields_.end() ? kAbsent : static_cast<std::size_t>(found - fields_.begin()) - 1;
        };
        date_ = index_of("date");
        time_ = index_of("time");
    }

    scenarios::LineReader lines_;
    std::vector<std::string_view> fields_;
    std::string text_;
    std::size_t date_ = kAbsent;
    std::size_t time_ = kAbsent;
};

}  // namespace

TraceFormat w3c_format() {
    return {"w3c", "a W3C extended log (IIS, Amazon CloudFront)",
            [](FirstLines lines) {
                return std::any_of(lines.begin(), lines.end(),
                                   [](const std::string& line) { return line.starts_with(kFields); });
            },
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<W3cLog>(trace.path);
            }};
}

}  // namespace plimsoll::sim
