// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// On which line each value of a JSON document stands: a tree of the document's shape, so that it takes memory by the
/// number of values and not by the length of their pointers.
class JsonLines {  // NOLINT(cppcoreguidelines-special-member-functions): assignment by value copies or moves
public:
    JsonLines();
    explicit JsonLines(int line);
    JsonLines(const JsonLines& other);
    JsonLines(JsonLines&& other) noexcept;
    JsonLines& operator=(JsonLines other) noexcept;
    ~JsonLines();
    bool operator==(const JsonLines& other) const;

    /// 1-based line of the value's key or, in an array, of its first character; 0 where an override put it there.
    [[nodiscard]] int line() const { return line_; }
    /// The value at a JSON pointer from here; null where there is none.
    [[nodiscard]] const JsonLines* find(std::string_view pointer) const;
    /// The value there, or the nearest around it that exists.
    [[nodiscard]] const JsonLines& nearest(std::string_view pointer) const;
    [[nodiscard]] bool contains(std::string_view pointer) const { return find(pointer) != nullptr; }
    /// The first pointers in order, this value's own (empty) among them.
    [[nodiscard]] std::vector<std::string> pointers(std::size_t most) const;

    /// The member or element that a token of a pointer names; null where there is none.
    [[nodiscard]] JsonLines* child(std::string_view token);
    JsonLines& set_member(const std::string& key, JsonLines value);
    /// \pre `index` is that of an element, or of the place behind the last
    JsonLines& set_element(std::size_t index, JsonLines value);

private:
    struct Below;
    struct Found {
        const JsonLines* value;
        bool whole;  ///< the pointer was followed to its end
    };
    [[nodiscard]] Found walk(std::string_view pointer) const;
    [[nodiscard]] const JsonLines* child(std::string_view token) const;
    Below& below();

    int line_ = 0;
    std::unique_ptr<Below> below_;  ///< null in a value without parts: most are
};

}  // namespace plimsoll::scenarios
