// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/import/import.hpp"
#include "scenarios/files/json_records.hpp"
#include "scenarios/input_error.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Inside the import: the formats.
namespace plimsoll::pricing {

/// A list as it was opened: JSON, or a table with a header.
struct PriceFile {
    std::string path;
    /// Keys of a JSON file, as far as it took to know the format: of the outermost object, or, behind "[]", of the
    /// first element of a list.
    std::vector<std::string> members;
    std::vector<std::string> header;  ///< of a table

    /// Its name without folders, for sources: where it lies concerns nobody else.
    [[nodiscard]] std::string name() const { return std::filesystem::path(path).filename().string(); }
    /// Whether it is JSON with this key.
    [[nodiscard]] bool has_member(const char* key) const;
    [[nodiscard]] bool has_column(std::string_view name) const;
    /// Every value at a path such as {"products", "*"}, one after the other: a list may be larger than memory.
    void for_each(std::vector<std::string> at, const std::function<void(const nlohmann::json& record)>& take) const;
};

/// One format.
struct Importer {
    const char* name;
    const char* of;  ///< what it is
    bool (*looks_so)(const PriceFile& file);
    /// All files of this format at once. \throws InputError
    void (*read)(const std::vector<const PriceFile*>& files, Import& import);
    bool windows = false;  ///< machines with Windows can be told apart
};

[[nodiscard]] Importer aws_price_list();
[[nodiscard]] Importer aws_spot_history();
[[nodiscard]] Importer azure_retail();
[[nodiscard]] Importer gcp_skus();
[[nodiscard]] Importer skypilot();
[[nodiscard]] Importer ec2instances();
[[nodiscard]] Importer plain_csv();

/// The member's text, whatever the value is; "" where there is none. A number as it is shortest written.
[[nodiscard]] std::string text_at(const nlohmann::json& object, std::string_view key);
/// The member; null where this is no object or has no such one.
[[nodiscard]] const nlohmann::json& value_at(const nlohmann::json& object, std::string_view key);
/// The day of a moment such as 2026-07-20T10:00:00Z.
[[nodiscard]] std::optional<Date> day_of(std::string_view moment);
/// A number that may be missing or none; 0 then.
[[nodiscard]] double number_of(std::string_view text);

/// Rows of a table by the names of its columns; a row that cannot be read is counted.
void for_each_row(const PriceFile& file, Import& import,
                  const std::function<void(const std::map<std::string, std::string>& row)>& each);

}  // namespace plimsoll::pricing
