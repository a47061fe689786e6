// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/csv.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/traffic/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace plimsoll::sim {
namespace {

std::string_view without_blanks(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

void split(std::string_view record, std::vector<std::string_view>& fields) {
    fields.clear();
    for (;;) {
        std::size_t end = record.find(',');
        if (record.substr(0, end).find('"') != std::string_view::npos) {
            bool quoted = false;
            for (end = 0; end < record.size() && (quoted || record[end] != ','); ++end) quoted ^= record[end] == '"';
            if (end == record.size()) end = std::string_view::npos;
        }
        std::string_view field = without_blanks(record.substr(0, end));
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
        fields.push_back(field);
        if (end == std::string_view::npos) return;
        record.remove_prefix(end + 1);
    }
}

bool ends_inside_quotes(std::string_view text) { return std::count(text.begin(), text.end(), '"') % 2 != 0; }

}  // namespace

CsvRows::CsvRows(std::string path) : lines_(std::move(path)) {
    std::string_view record;
    std::vector<std::string_view> names;
    try {
        if (!next_record(record))
            throw InputError(Problem{lines_.path(), 1, {}, "the file is empty; expected a header line", {}});
        split(record, names);
    } catch (const RowError& error) {
        throw InputError(Problem{lines_.path(), first_line_, {}, error.what(), error.hint()});
    }
    for (const std::string_view name : names) header_.emplace_back(name);
}

std::size_t CsvRows::column(const std::string& name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());

    constexpr std::size_t kMostShown = 20;
    std::vector<std::string> shown;
    for (const std::string& column : header_)
        if (shown.size() < kMostShown) shown.push_back(excerpt(column));
    std::string hint = fmt::format("the columns are {}", fmt::join(shown, ", "));
    if (const std::string near = scenarios::did_you_mean(name, header_); !near.empty())
        hint = fmt::format("{} {}", near, hint);
    if (header_.size() == 1 && header_.front().find_first_of(";\t|") != std::string::npos)
        hint = "columns are separated by commas";
    throw InputError(Problem{path(), 1, {}, fmt::format("no column \"{}\" in the header", name), hint});
}

bool CsvRows::next(std::vector<std::string_view>& fields) {
    std::string_view record;
    if (!next_record(record)) return false;
    split(record, fields);
    if (fields.size() != header_.size())
        throw RowError(fmt::format("{} {} where the header names {}: {}", fields.size(),
                                   fields.size() == 1 ? "field" : "fields", header_.size(), excerpt(record)));
    return true;
}

/// The next line that is not blank, with the lines that a quoted field runs over.
bool CsvRows::next_record(std::string_view& record) {
    do {
        if (!lines_.next(record)) return false;
    } while (without_blanks(record).empty());
    first_line_ = lines_.line();
    if (record.find('"') == std::string_view::npos || !ends_inside_quotes(record)) return true;

    joined_ = record;
    for (bool inside = true; inside;) {
        std::string_view more;
        if (!lines_.next(more) || joined_.size() + more.size() >= LineReader::kMaxLineBytes)
            throw RowError("a field starts with a double quote that is not closed");
        joined_ += '\n';
        joined_ += more;
        inside ^= ends_inside_quotes(more);
    }
    record = joined_;
    return true;
}

}  // namespace plimsoll::sim
