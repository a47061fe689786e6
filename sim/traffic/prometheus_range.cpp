// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/prometheus_range.hpp"

#include "scenarios/files/packed_text.hpp"
#include "scenarios/input_error.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using nlohmann::json;

/// Prometheus gives 11,000 points a series at most: some 400 KB.
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 20;

class PrometheusRange final : public SeriesRows {
public:
    explicit PrometheusRange(std::string path) : path_(std::move(path)) {
        const auto answer = json::parse(scenarios::read_packed_text(path_, kMostBytes), nullptr, false);
        if (answer.is_discarded()) refuse("this is not JSON", "");
        const json::json_pointer place("/data/result");
        if (!answer.contains(place) || !answer[place].is_array() || answer[place].empty())
            refuse("no \"data\": {\"result\": [...]} as a Prometheus range query answers it", "");
        const json& result = answer[place];
        if (result.size() > 1)
            refuse(fmt::format("the answer holds {} series", result.size()),
                   "add them up in the query, for example sum(rate(http_requests_total[1m]))");
        if (!result.front().is_object() || !result.front().contains("values") || !result.front()["values"].is_array())
            refuse("the series has no \"values\"", "ask for a range: /api/v1/query_range");
        for (const json& value : result.front()["values"]) read(value);
    }

    bool next(SeriesRow& row) override {
        if (next_ == values_.size()) return false;
        row = {values_[next_].second, values_[next_].first};
        ++next_;
        return true;
    }
    [[nodiscard]] int line() const override { return 0; }
    [[nodiscard]] const std::string& column() const override { return column_; }
    void stop_after(std::uint64_t) override {}
    [[nodiscard]] bool stopped() override { return false; }
    [[nodiscard]] double share_read() override { return 1; }

private:
    [[noreturn]] void refuse(std::string message, std::string hint) const {
        throw InputError(Problem{path_, 0, {}, std::move(message), std::move(hint)});
    }

    /// `[1672948800, "1.586890"]`
    void read(const json& value) {
        if (!value.is_array() || value.size() != 2 || !value[0].is_number() || !value[1].is_string())
            refuse(fmt::format("value {} of the series is not [TIME, \"NUMBER\"]", values_.size() + 1), "");
        try {
            values_.emplace_back(parse_time(value[0].dump(), TimeUnit::seconds), value[1].get<std::string>());
        } catch (const scenarios::RowError& error) {
            refuse(error.what(), error.hint(scenarios::Syntax::scenario));
        }
    }

    std::string path_;
    std::string column_ = "value";
    std::vector<std::pair<std::int64_t, std::string>> values_;
    std::size_t next_ = 0;
};

}  // namespace

bool looks_like_prometheus_range(std::span<const std::string> lines) {
    return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find("\"resultType\"") != std::string::npos && line.find("\"timestamp\"") == std::string::npos;
    });
}

std::unique_ptr<SeriesRows> open_prometheus_range(const std::string& path) {
    return std::make_unique<PrometheusRange>(path);
}

}  // namespace plimsoll::sim
