// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace plimsoll::models {

/// A file in which nearly every member is required: scenarios::Node by pointer, with a value that can be worked with
/// where there is none. Notes every problem; `finish` throws them all. Members that nobody asked for are problems too.
class Fields {
public:
    /// \throws IoError when the file cannot be read, InputError (with line) when it is not a JSON object.
    explicit Fields(const std::filesystem::path& path);
    Fields(const Fields&) = delete;
    Fields& operator=(const Fields&) = delete;
    ~Fields() = default;

    [[nodiscard]] bool has(const std::string& pointer) const;
    [[nodiscard]] std::string text(const std::string& pointer);
    /// A number > 0 and <= `at_most`.
    [[nodiscard]] double positive(const std::string& pointer, double at_most = 1e30);
    [[nodiscard]] double not_negative(const std::string& pointer);
    /// A whole number above 0 and at most `at_most`.
    [[nodiscard]] std::uint32_t count(const std::string& pointer,
                                      std::uint32_t at_most = std::numeric_limits<std::uint32_t>::max());
    /// As `count`; `fallback` where the member is absent or null.
    [[nodiscard]] std::uint32_t count_or(const std::string& pointer, std::uint32_t fallback);
    /// A whole number above 0 that fits 64 bits.
    [[nodiscard]] std::uint64_t whole(const std::string& pointer);
    [[nodiscard]] bool flag(const std::string& pointer);
    /// As `flag`; `fallback` where the member is absent or null.
    [[nodiscard]] bool flag_or(const std::string& pointer, bool fallback);
    [[nodiscard]] std::string text_or_empty(const std::string& pointer);
    /// Names of the members of an object.
    [[nodiscard]] std::vector<std::string> names(const std::string& pointer);
    /// Pointers of the elements of an array that is not empty.
    [[nodiscard]] std::vector<std::string> elements(const std::string& pointer);
    /// Number of elements; 0 where the member is absent or no array.
    [[nodiscard]] std::size_t array_size(const std::string& pointer);
    void problem(const std::string& pointer, std::string message, std::string hint = {});

    /// \throws InputError with every problem found.
    void finish();
    /// As `finish`, but members that nobody asked for are no problem.
    void finish_known();

private:
    [[nodiscard]] bool given(const std::string& pointer) const;
    [[nodiscard]] scenarios::Node required(const std::string& pointer, std::string_view expected);
    void note_unknown(const nlohmann::json& value, const std::string& pointer);

    std::vector<Problem> duplicates_;
    scenarios::JsonDocument document_;
    scenarios::Reading reading_;
    scenarios::Node root_;
    std::set<std::string> used_;
};

/// The *.json of a folder, in alphabetical order. \throws IoError when it cannot be listed.
[[nodiscard]] std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder);

}  // namespace plimsoll::models
