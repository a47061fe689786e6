// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// Values of a JSON file that are read one after the other: of {"items": [...]}, the path {"items", "*"} leads to each
/// element. "*" stands for any key or index.
struct JsonRecords {
    std::vector<std::string> path;
    /// \param key the last one of the path, as the file has it; of an array, ""
    std::function<void(const std::string& key, const nlohmann::json& record)> take;
};

/// What a record may hold: a hostile one must not take all memory.
inline constexpr std::size_t kMostValuesOfRecord = 1'000'000;

/// Reads a file of any size from front to back, plain, gzip or Zstandard: no more than one record is in memory at a
/// time. Each record goes to the first of `wanted` whose path leads to it; what none leads to is passed over.
/// \returns values of the largest record
/// \throws InputError with the line where the file is no JSON or a record is too large; IoError; and what `take` throws
std::size_t read_json_records(const std::string& file, const std::vector<JsonRecords>& wanted);

/// The keys of the outermost object, in the order of the file, as long as `go_on` says so of each: then the rest is not
/// read. Of an array of objects, those of its first element, behind the key "[]".
/// \throws as read_json_records
void read_json_keys(const std::string& file, const std::function<bool(const std::string& key)>& go_on);

}  // namespace plimsoll::scenarios
