// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/json_lines.hpp"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// A JSON value that remembers on which line of its file every part stands. Movable, not copyable.
class JsonDocument {
public:
    /// Parses `text`, which `file` names in messages. A byte order mark and any line ends are tolerated. Throws
    /// InputError with the line on a syntax error, and on keys that stand twice in an object; the latter are appended
    /// to `duplicates` instead where that is given.
    static JsonDocument parse(std::string_view text, std::string file, std::vector<Problem>* duplicates = nullptr);
    /// Reads and parses a file. Throws IoError where it cannot be read, else as parse.
    static JsonDocument read(const std::string& path, std::vector<Problem>* duplicates = nullptr);

    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] const nlohmann::json& root() const { return *root_; }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const JsonLines& lines() const { return lines_; }
    /// Line of the value, or of the nearest value around it that exists.
    [[nodiscard]] int line_of(std::string_view pointer) const;
    /// A problem at `pointer`, with the file and line filled in, or `--set` for a value that an override put there.
    [[nodiscard]] Problem problem(std::string pointer, std::string message, std::string hint = "") const;

    /// Applies one override `/pointer=VALUE`. VALUE is JSON where it parses as JSON, else a string. The pointer must
    /// exist, or name a new key of an object, or the place behind the last element of an array (its index or "-").
    /// Returns what is wrong with it; the document is unchanged then.
    [[nodiscard]] std::vector<Problem> apply_set(std::string_view assignment);

private:
    JsonDocument();

    std::unique_ptr<nlohmann::json> root_;
    std::string file_;
    JsonLines lines_;
};

/// The largest text that is read as a whole.
inline constexpr std::size_t kMostFileBytes = std::size_t{64} << 20;

/// Reads a whole file. Throws IoError, also for what is no file that ends (a device, a pipe), and InputError for one
/// that is larger than kMostFileBytes.
[[nodiscard]] std::string read_text_file(const std::string& path);
/// The same for an open descriptor of any kind, which `name` names in messages.
[[nodiscard]] std::string read_text(int descriptor, const std::string& name);

/// `parent/key` with "~" and "/" of the key escaped (RFC 6901).
[[nodiscard]] std::string child_pointer(std::string_view parent, std::string_view key);
[[nodiscard]] std::string child_pointer(std::string_view parent, std::size_t index);
/// The pointer of the value around this one; the root's is the root.
[[nodiscard]] std::string_view parent_pointer(std::string_view pointer);
/// The last key or index of a pointer, unescaped.
[[nodiscard]] std::string last_token(std::string_view pointer);

}  // namespace plimsoll::scenarios
