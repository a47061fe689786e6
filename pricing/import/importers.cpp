// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include "scenarios/files/byte_source.hpp"
#include "scenarios/files/csv_rows.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include <charconv>
#include <utility>

namespace plimsoll::pricing {
namespace {

/// Every format there is. The plain table comes last: it looks like anything with a header.
const std::vector<Importer>& importers() {
    static const std::vector<Importer> kAll = {aws_price_list(), aws_spot_history(), azure_retail(), gcp_skus(),
                                               skypilot(),       ec2instances(),     plain_csv()};
    return kAll;
}

const Importer* recognised(const PriceFile& file) {
    const auto& all = importers();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Importer& one) { return one.looks_so(file); });
    return found == all.end() ? nullptr : &*found;
}

/// As its first letters say.
bool is_json(const std::string& path) {
    constexpr std::size_t kEnough = 1024;
    std::string text(kEnough, ' ');
    try {
        text.resize(scenarios::open_bytes(path)->read(text));
    } catch (const scenarios::CorruptData& error) {
        throw InputError(Problem{path, 0, {}, error.what(), {}});
    }
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string::npos && (text[first] == '{' || text[first] == '[');
}

PriceFile open_list(const std::filesystem::path& path) {
    PriceFile file{path.string(), {}, {}};
    if (!is_json(file.path)) {
        file.header = scenarios::CsvRows(file.path).header();
        return file;
    }
    scenarios::read_json_keys(file.path, [&](const std::string& key) {
        file.members.push_back(key);
        return recognised(file) == nullptr;
    });
    return file;
}

/// The importer that was asked for, or that the file looks like. \throws InputError
const Importer& importer_for(const PriceFile& file, const std::string& from) {
    const auto* looks = recognised(file);
    if (looks != nullptr && (from.empty() || from == looks->name)) return *looks;
    if (looks != nullptr)
        throw InputError(Problem{file.path, 0, "", fmt::format("this is no {}, but looks like {}", from, looks->of),
                                 fmt::format("--from {}", looks->name)});
    throw InputError(Problem{file.path, 0, "", "this looks like no price list that is known",
                             fmt::format("there are {}", scenarios::one_of(import_formats()))});
}

/// Why nothing came of it.
std::string reasons(const Import& import) {
    std::string text;
    for (const auto& [reason, count] : import.skipped())
        text += fmt::format("{}{} {}", text.empty() ? "left out: " : ", ", count, reason);
    return text;
}

}  // namespace

bool PriceFile::has_member(const char* key) const {
    return std::find(members.begin(), members.end(), key) != members.end();
}

bool PriceFile::has_column(std::string_view column) const {
    return std::find(header.begin(), header.end(), column) != header.end();
}

void PriceFile::for_each(std::vector<std::string> at,
                         const std::function<void(const nlohmann::json& record)>& take) const {
    static_cast<void>(scenarios::read_json_records(
        path, {{std::move(at), [&](const std::string& /*key*/, const nlohmann::json& record) { take(record); }}}));
}

std::vector<std::string> import_formats() {
    std::vector<std::string> names;
    for (const auto& importer : importers()) names.emplace_back(importer.name);
    return names;
}

std::string import_formats_text() {
    std::string text;
    for (const auto& importer : importers()) text += fmt::format("  {:<17}{}\n", importer.name, importer.of);
    return text;
}

Import import_prices(const ImportRequest& request) {
    std::vector<PriceFile> files;
    for (const auto& path : request.files) files.push_back(open_list(path));
    Import import(request);
    std::map<std::string, std::pair<const Importer*, std::vector<const PriceFile*>>> lists;
    for (const auto& file : files) {
        const auto& importer = importer_for(file, request.from);
        if (request.windows && !importer.windows)
            throw InputError(Problem{file.path, 0, "",
                                     fmt::format("a {} does not tell machines with Windows apart", importer.name),
                                     "leave --os out"});
        auto& list = lists[importer.name];
        list.first = &importer;
        list.second.push_back(&file);
    }
    for (const auto& [name, list] : lists) list.first->read(list.second, import);
    import.finish();
    if (import.offers().empty())
        throw InputError(Problem{files.front().path, 0, "", "nothing in it can be imported", reasons(import)});
    return import;
}

const nlohmann::json& value_at(const nlohmann::json& object, std::string_view key) {
    static const nlohmann::json kNull;
    if (!object.is_object()) return kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
}

std::string text_at(const nlohmann::json& object, std::string_view key) {
    const auto& value = value_at(object, key);
    if (value.is_string()) return value.get<std::string>();
    return value.is_number() || value.is_boolean() ? value.dump() : "";
}

std::optional<Date> day_of(std::string_view moment) {
    constexpr std::size_t kDay = 10;
    return Date::parse(moment.substr(0, kDay));
}

double number_of(std::string_view text) {
    double value = 0;
    const auto* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && read == end ? value : 0;
}

void for_each_row(const PriceFile& file, Import& import,
                  const std::function<void(const std::map<std::string, std::string>& row)>& each) {
    scenarios::CsvRows rows(file.path);
    std::vector<std::string_view> fields;
    for (;;) {
        try {
            if (!rows.next(fields)) return;
        } catch (const scenarios::RowError&) {
            import.skip("with another number of fields than the header");
            continue;
        }
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < fields.size(); ++i) row[rows.header()[i]] = fields[i];
        each(row);
    }
}

}  // namespace plimsoll::pricing
