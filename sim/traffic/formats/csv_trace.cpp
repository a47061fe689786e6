// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/formats/csv_trace.hpp"

#include "scenarios/files/row_error.hpp"
#include "scenarios/input_error.hpp"
#include "sim/traffic/calendar_time.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace plimsoll::sim {

CsvTrace::CsvTrace(const std::string& path, CsvTraceColumns columns) : rows_(path), columns_(std::move(columns)) {
    std::vector<Problem> problems;
    const auto find = [&](const std::string& name) -> std::size_t {
        try {
            return rows_.column(name);
        } catch (const InputError& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
            return 0;
        }
    };
    time_ = find(columns_.time);
    if (columns_.input_tokens) input_ = find(*columns_.input_tokens);
    if (columns_.output_tokens) output_ = find(*columns_.output_tokens);
    if (columns_.tenant) tenant_ = find(*columns_.tenant);
    if (!problems.empty()) throw InputError(std::move(problems));
}

bool CsvTrace::parse_next(TraceRecord& record) {
    if (!rows_.next(fields_)) return false;
    record = {};
    record.time_ns = time_of(fields_[time_]);
    if (columns_.input_tokens)
        record.input_tokens =
            static_cast<std::uint32_t>(parse_count(fields_[input_], *columns_.input_tokens, kMaxTokens));
    if (columns_.output_tokens)
        record.output_tokens =
            static_cast<std::uint32_t>(parse_count(fields_[output_], *columns_.output_tokens, kMaxTokens));
    if (columns_.tenant) record.tenant = tenant_of(fields_[tenant_]);
    return true;
}

std::vector<std::string> CsvTrace::tenants() const {
    std::vector<std::string> names(tenants_.size());
    for (const auto& [name, number] : tenants_) names[number] = name;
    return names;
}

std::uint16_t CsvTrace::tenant_of(std::string_view field) {
    if (field.empty()) field = "(none)";
    const auto found = tenants_.find(field);
    if (found != tenants_.end()) return found->second;
    if (tenants_.size() == scenarios::kMostTenants)
        throw scenarios::RowError(
            fmt::format("\"{}\" is one tenant more than {}", field, scenarios::kMostTenants),
            "name a column that tells groups of them apart, or leave \"tenant\" of \"columns\" out");
    const auto number = static_cast<std::uint16_t>(tenants_.size());
    tenants_.emplace(field, number);
    return number;
}

std::int64_t CsvTrace::time_of(std::string_view field) {
    if (columns_.unit == TimeUnit::iso8601) {
        const CalendarTime time = parse_iso8601(field);
        local_times_ = local_times_ || !time.has_offset;
        return time.ns;
    }
    return parse_time(rows_.number(field), columns_.unit);
}

}  // namespace plimsoll::sim
