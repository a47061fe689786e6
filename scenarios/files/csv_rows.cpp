// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/csv_rows.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plimsoll::scenarios {
namespace {

std::string_view without_blanks(std::string_view text, char separator = ',') {
    const auto is_blank = [separator](char c) { return (c == ' ' || c == '\t' || c == '\r') && c != separator; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

void split(std::string_view record, char separator, std::vector<std::string_view>& fields) {
    fields.clear();
    for (;;) {
        std::size_t end = record.find(separator);
        if (record.substr(0, end).find('"') != std::string_view::npos) {
            bool quoted = false;
            for (end = 0; end < record.size() && (quoted || record[end] != separator); ++end)
                quoted ^= record[end] == '"';
            if (end == record.size()) end = std::string_view::npos;
        }
        std::string_view field = without_blanks(record.substr(0, end), separator);
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
        fields.push_back(field);
        if (end == std::string_view::npos) return;
        record.remove_prefix(end + 1);
    }
}

bool ends_inside_quotes(std::string_view text) { return std::count(text.begin(), text.end(), '"') % 2 != 0; }

constexpr std::string_view kSeparators = ",;\t|";
using SeparatorCounts = std::array<std::size_t, kSeparators.size()>;

/// How many of each separator stand outside of quotes.
SeparatorCounts separators_in(std::string_view line) {
    SeparatorCounts counts{};
    bool quoted = false;
    for (const char c : line) {
        quoted ^= c == '"';
        if (const std::size_t at = kSeparators.find(c); !quoted && at != std::string_view::npos) ++counts[at];
    }
    return counts;
}

/// The first line behind the header; empty where there is none.
std::string second_line(const std::string& path) {
    LineReader lines(path);
    std::string_view line;
    for (int found = 0; lines.next(line);)
        if (!without_blanks(line).empty() && ++found == 2) return std::string(line);
    return {};
}

/// The one that the header has most of, a comma where several have as many. Where a header holds several kinds, those
/// that the line behind it has as many of come first: "time,note (a; b; c)" is separated by its comma.
char separator_of(std::string_view header, const std::string& path) {
    const SeparatorCounts counts = separators_in(header);
    const auto most = [](const SeparatorCounts& of) { return std::max_element(of.begin(), of.end()) - of.begin(); };
    auto separator = most(counts);
    if (std::count(counts.begin(), counts.end(), 0U) + 1 < static_cast<std::ptrdiff_t>(counts.size())) {
        const SeparatorCounts row = separators_in(second_line(path));
        SeparatorCounts agreeing{};
        for (std::size_t i = 0; i < counts.size(); ++i) agreeing[i] = row[i] == counts[i] ? counts[i] : 0;
        if (agreeing != SeparatorCounts{}) separator = most(agreeing);
    }
    return kSeparators[static_cast<std::size_t>(separator)];
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

/// Letters and what goes with them in a name of a column: "Requests/s", "p99 (ms)", "99.9%", "#rows".
bool may_be_column_name(std::string_view name) {
    constexpr std::size_t kLongestName = 60;
    constexpr std::string_view kOthers = "0123456789 _-./%()[]#:+*&";
    if (name.size() > kLongestName || name.starts_with('-')) return false;
    return std::all_of(name.begin(), name.end(),
                       [&](char c) { return is_letter(c) || kOthers.find(c) != std::string_view::npos; });
}

/// A single column is told from the first line of any text by being one short word.
bool may_be_only_column(std::string_view name) {
    constexpr std::size_t kLongestWord = 20;
    return !name.empty() && name.size() <= kLongestWord &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || c == '_'; });
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.,+-eE") == std::string_view::npos;
}

}  // namespace

CsvRows::CsvRows(std::string path) : lines_(std::move(path)) {
    std::string_view record;
    std::vector<std::string_view> names;
    try {
        if (!next_record(record))
            throw InputError(Problem{lines_.path(), 1, {}, "the file is empty; expected a header line", {}});
        separator_ = separator_of(record, lines_.path());
        split(record, separator_, names);
    } catch (const RowError& error) {
        throw InputError(Problem{lines_.path(), first_line_, {}, error.what(), error.hint(Syntax::scenario)});
    }
    for (const std::string_view name : names) header_.emplace_back(name);
}

bool CsvRows::has(std::string_view name) const {
    return std::find(header_.begin(), header_.end(), name) != header_.end();
}

std::vector<std::string> CsvRows::columns_to_tell() const {
    constexpr std::size_t kMostShown = 20;
    const bool plausible = header_.size() == 1 ? may_be_only_column(header_.front())
                                               : std::all_of(header_.begin(), header_.end(), may_be_column_name);
    if (!plausible || std::all_of(header_.begin(), header_.end(), is_number)) return {};
    return {header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(std::min(header_.size(), kMostShown))};
}

std::size_t CsvRows::column(std::string_view name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());

    std::vector<std::string> shown = columns_to_tell();
    std::string hint = "the first line is expected to name the columns; is this such a table?";
    if (!shown.empty()) {
        const std::string near = did_you_mean(name, header_);
        for (std::string& column : shown) column = excerpt(column);
        hint = fmt::format("{}{}the columns are {}", near, near.empty() ? "" : " ", fmt::join(shown, ", "));
    }
    throw InputError(Problem{path(), 1, {}, fmt::format("no column \"{}\" in the header", name), hint});
}

bool CsvRows::next(std::vector<std::string_view>& fields) {
    std::string_view record;
    if (!next_record(record)) return false;
    split(record, separator_, fields);
    if (fields.size() != header_.size())
        throw RowError(fmt::format("{} {} where the header names {}{}", fields.size(),
                                   fields.size() == 1 ? "field" : "fields", header_.size(),
                                   columns_to_tell().empty() ? "" : ": " + excerpt(record)));
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

std::string_view CsvRows::number(std::string_view field) {
    const std::size_t comma = separator_ == ';' ? field.find(',') : std::string_view::npos;
    if (comma == std::string_view::npos) return field;
    number_ = field;
    number_[comma] = '.';
    return number_;
}

}  // namespace plimsoll::scenarios
