// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/enum_names.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/quantity.hpp"

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Inside the loader: reading typed values out of a document while collecting every problem.
namespace plimsoll::scenarios {

/// What the readers of one document share.
struct Reading {
    const JsonDocument& document;
    std::string folder;             ///< paths in the document are relative to it
    std::set<std::string> settled;  ///< pointers that the schema has already complained about
    std::vector<Problem> problems;
};

enum class Sign { any, non_negative, positive };

/// A place in the document; the value may be absent. Readers return nothing where it is absent or bad, and report
/// the latter: code that reads a scenario states the rule once and never handles the error.
class Node {
public:
    Node(Reading& reading, const nlohmann::json* value, std::string pointer)
        : reading_(&reading), value_(value), pointer_(std::move(pointer)) {}

    [[nodiscard]] bool present() const { return value_ != nullptr; }
    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_string() const;
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] Reading& reading() const { return *reading_; }
    /// The value itself, or null: to compare two places.
    [[nodiscard]] const nlohmann::json* value() const { return value_; }

    /// A member; absent where this is no object or has no such key.
    [[nodiscard]] Node operator[](std::string_view key) const;
    /// What a JSON pointer leads to from here.
    [[nodiscard]] Node at(std::string_view pointer) const;
    /// A member that must be there; `why` completes the message.
    [[nodiscard]] Node required(std::string_view key, std::string hint) const;
    [[nodiscard]] std::vector<Node> elements() const;
    [[nodiscard]] std::vector<std::pair<std::string, Node>> members() const;

    [[nodiscard]] std::optional<std::string> text() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<double> number(Sign sign) const;
    [[nodiscard]] std::optional<std::uint64_t> whole() const;
    /// A whole number within these bounds.
    [[nodiscard]] std::optional<std::uint32_t> count(
        std::uint32_t least, std::uint32_t most = std::numeric_limits<std::uint32_t>::max()) const;
    [[nodiscard]] std::optional<Duration> duration(Sign sign) const;
    [[nodiscard]] std::optional<double> bytes(Sign sign) const;
    [[nodiscard]] std::optional<double> billed_gb() const;  ///< above 0
    [[nodiscard]] std::optional<double> bandwidth() const;
    [[nodiscard]] std::optional<double> power_kw() const;  ///< above 0
    [[nodiscard]] std::optional<double> rate(Sign sign, Duration per = std::chrono::seconds(1)) const;
    [[nodiscard]] std::optional<std::string> price(PriceUnit unit) const;
    /// Path of a file that exists, joined to the scenario's folder.
    [[nodiscard]] std::optional<std::string> file() const;
    [[nodiscard]] std::optional<std::string> file_or_folder() const;

    template <class E>
    [[nodiscard]] std::optional<E> choice() const {
        const std::optional<std::string> name = text();
        if (!name) {
            return std::nullopt;
        }
        const std::optional<E> value = value_named<E>(*name);
        if (!value) {
            report_choice(*name, spelled<E>());
        }
        return value;
    }

    void problem(std::string message, std::string hint = "") const;
    /// Complains about each of `keys` that is there: it means nothing in this context.
    void refuse(std::initializer_list<std::string_view> keys, std::string_view why, std::string_view hint) const;

private:
    template <class T>
    [[nodiscard]] std::optional<T> quantity(Parsed<T> (*parse)(std::string_view)) const;
    [[nodiscard]] std::optional<std::string> existing_path(bool or_folder) const;
    void report_kind(std::string_view expected) const;
    void report_choice(const std::string& name, const std::vector<std::string>& known) const;

    Reading* reading_;
    const nlohmann::json* value_;
    std::string pointer_;
};

/// `target = *value` where there is a value; else the default in `target` stays.
template <class T, class V>
void assign(T& target, std::optional<V> value) {
    if (value) {
        target = std::move(*value);
    }
}

}  // namespace plimsoll::scenarios
