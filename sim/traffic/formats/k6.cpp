// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/csv_rows.hpp"
#include "sim/traffic/formats/log_trace.hpp"
#include "sim/traffic/time_stamp.hpp"
#include "sim/traffic/trace_format.hpp"

namespace plimsoll::sim {
namespace {

/// What `k6 run --out csv=FILE` writes (Grafana k6, "CSV"): a row per sample of a metric, of which http_reqs has one
/// for each request. `timestamp` is a time since 1970 in s, ms, us or ns, or RFC 3339, as K6_CSV_TIME_FORMAT says; its
/// number of digits tells.
class K6Metrics final : public LogTrace {
public:
    explicit K6Metrics(const std::string& path)
        : rows_(path), metric_(rows_.column("metric_name")), time_(rows_.column("timestamp")) {}

protected:
    bool parse_line(TraceRecord& record) override {
        do {
            if (!rows_.next(fields_)) return false;
        } while (fields_[metric_] != "http_reqs");
        const std::string_view time = fields_[time_];
        record.time_ns = parse_time(time, unit_since_1970(time).value_or(TimeUnit::iso8601));
        return true;
    }
    [[nodiscard]] scenarios::LineReader& lines() override { return rows_.lines(); }
    [[nodiscard]] int line() override { return rows_.line(); }

private:
    scenarios::CsvRows rows_;
    std::size_t metric_;
    std::size_t time_;
    std::vector<std::string_view> fields_;
};

}  // namespace

TraceFormat k6_format() {
    return {"k6", "the CSV output of k6",
            [](FirstLines lines) { return lines.front().starts_with("metric_name,timestamp,metric_value"); },
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<K6Metrics>(trace.path);
            }};
}

}  // namespace plimsoll::sim
