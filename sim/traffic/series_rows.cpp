// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/series_rows.hpp"

#include "scenarios/files/csv_rows.hpp"
#include "scenarios/files/row_problems.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"
#include "sim/traffic/prometheus_range.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::excerpt;
using scenarios::RowError;
using Values = scenarios::SeriesTraffic::Values;

constexpr unsigned __int128 kRequest = 1'000'000'000'000'000'000;  // in the unit of a rate in 1e-9 /s times 1e-9 s

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

/// The column that tells when a row's interval starts, where one is named like it.
std::optional<std::size_t> time_column(const std::vector<std::string>& header) {
    constexpr std::array<std::string_view, 5> kNames{"time", "timestamp", "ts", "date", "datetime"};
    const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& name) {
        return std::find(kNames.begin(), kNames.end(), lower_case(name)) != kNames.end();
    });
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

/// A time since 1970 in a unit that its digits tell, or a date; nothing where it is neither.
std::optional<std::int64_t> time_of(std::string_view text) {
    try {
        return parse_time(text, unit_since_1970(text).value_or(TimeUnit::iso8601));
    } catch (const RowError&) {
        return std::nullopt;
    }
}

class CsvSeries final : public SeriesRows {
public:
    explicit CsvSeries(const scenarios::SeriesTraffic& series)
        : rows_(series.path),
          column_(series.column),
          value_(rows_.column(series.column)),
          time_(time_column(rows_.header())) {}

    bool next(SeriesRow& row) override {
        if (!rows_.next(fields_)) return false;
        row.value = rows_.number(fields_[value_]);
        row.time_ns = time_ ? time_of(fields_[*time_]) : std::nullopt;
        return true;
    }
    [[nodiscard]] int line() const override { return rows_.line(); }
    [[nodiscard]] const std::string& column() const override { return column_; }
    void stop_after(std::uint64_t bytes) override { rows_.lines().stop_after(bytes); }
    [[nodiscard]] bool stopped() override { return rows_.lines().stopped(); }
    [[nodiscard]] double share_read() override { return rows_.lines().share_read(); }

private:
    scenarios::CsvRows rows_;
    std::string column_;
    std::size_t value_;
    std::optional<std::size_t> time_;
    std::vector<std::string_view> fields_;
};

}  // namespace

std::unique_ptr<SeriesRows> open_series(const scenarios::SeriesTraffic& series) {
    std::string_view first;
    scenarios::LineReader lines(series.path);
    while (lines.next(first) && first.find_first_not_of(" \t") == std::string_view::npos) {
    }
    const std::size_t start = first.find_first_not_of(" \t");
    if (start != std::string_view::npos && first[start] == '{') return open_prometheus_range(series.path);
    return std::make_unique<CsvSeries>(series);
}

void throw_no_requests(const scenarios::SeriesTraffic& series, std::uint64_t rows) {
    throw InputError(
        Problem{series.path, 0, {}, rows == 0 ? "the series has no rows" : "the series has no requests", {}});
}

SeriesCounts::SeriesCounts(const scenarios::SeriesTraffic& series) : series_(series), rows_(open_series(series)) {}

bool SeriesCounts::next(std::uint64_t& count) {
    try {
        return next_checked(count);
    } catch (const RowError& error) {
        scenarios::report_rows(
            error, series_.path, [this] { return rows_->line(); }, [&] { return next_checked(count); });
    }
}

bool SeriesCounts::next_checked(std::uint64_t& count) {
    SeriesRow row;
    while (rows_->next(row)) {
        time_ns_ = row.time_ns;
        switch (series_.values) {
            case Values::counts:
                try {
                    count = parse_count(row.value, rows_->column(), kMaxIntervalCount);
                } catch (const RowError& error) {
                    if (row.value.find('.') == std::string_view::npos) throw;
                    throw RowError(error.what(), "for requests per second:", scenarios::Setting{"values", "rates"});
                }
                return true;
            case Values::rates:
                count = count_of_rate(row.value);
                return true;
            case Values::counter:
                if (close_interval(row.value, count)) return true;
                break;
        }
    }
    return false;
}

/// Rounds the requests expected so far, so that they add up over the series whatever the rates are.
std::uint64_t SeriesCounts::count_of_rate(std::string_view text) {
    const std::int64_t rate = parse_time(text, TimeUnit::seconds);  // a decimal in 1e-9 /s, exactly
    if (rate < 0) throw RowError(fmt::format("{} is negative: {}", rows_->column(), excerpt(text)));
    const auto length = static_cast<unsigned __int128>(series_.interval.count());
    const unsigned __int128 added = static_cast<unsigned __int128>(rate) * length;
    if (added / kRequest > kMaxIntervalCount)
        throw RowError(fmt::format("{} is {}, which makes more than the largest possible {} requests in an interval",
                                   rows_->column(), excerpt(text), kMaxIntervalCount));
    expected_ += added;
    const auto upto = static_cast<std::uint64_t>((expected_ + kRequest / 2) / kRequest);
    return upto - std::exchange(given_, upto);
}

/// False for the first row, which closes none. A counter that falls has been set back to 0.
bool SeriesCounts::close_interval(std::string_view text, std::uint64_t& count) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
    const std::uint64_t total = parse_count(text, rows_->column(), kMost);
    const auto before = std::exchange(total_, total);
    if (!before) return false;
    count = total >= *before ? total - *before : total;
    if (count > kMaxIntervalCount)
        throw RowError(fmt::format("{} rises by {}, more than the largest possible {} requests in an interval",
                                   rows_->column(), count, kMaxIntervalCount));
    return true;
}

}  // namespace plimsoll::sim
