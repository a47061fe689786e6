// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/json_document.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// Reads the members of a JSON object and, where it lacks one, those of its defaults. Notes every problem with the
/// place of the value that is wrong, and goes on. Members that nobody asked for are problems too.
class CatalogFields {
public:
    using Problems = std::vector<Problem>;

    /// `pointers`: the object, then its defaults, nearest first; those that the file does not have are skipped.
    CatalogFields(const scenarios::JsonDocument& document, Problems& problems, std::vector<std::string> pointers);

    /// The file has the object itself or one of its defaults.
    [[nodiscard]] bool exists() const { return !objects_.empty(); }
    [[nodiscard]] bool has(const std::string& key);
    /// The member's object, its defaults from the same member of this object's defaults.
    [[nodiscard]] CatalogFields object(const std::string& key);
    /// Pointers of an array's elements; empty where there is none.
    [[nodiscard]] std::vector<std::string> elements(const std::string& key);
    /// The elements of an array of objects, which have no defaults.
    [[nodiscard]] std::vector<CatalogFields> objects(const std::string& key);

    /// Empty where it is missing; the `required` ones note a problem then.
    [[nodiscard]] std::optional<std::string> text(const std::string& key);
    [[nodiscard]] std::string required_text(const std::string& key);
    /// The texts of the object's array, then those of its defaults'.
    [[nodiscard]] std::vector<std::string> texts(const std::string& key);
    [[nodiscard]] bool flag(const std::string& key, bool otherwise);
    [[nodiscard]] std::optional<double> positive(const std::string& key);
    [[nodiscard]] std::optional<Money> price(const std::string& key);
    [[nodiscard]] Money required_price(const std::string& key);
    [[nodiscard]] std::optional<Duration> duration(const std::string& key);
    [[nodiscard]] std::optional<double> bytes(const std::string& key);
    [[nodiscard]] std::optional<double> bandwidth(const std::string& key);
    /// Index of the member's text in `names`, `otherwise` where it is missing.
    [[nodiscard]] std::size_t one_of(const std::string& key, const std::vector<std::string>& names,
                                     std::optional<std::size_t> otherwise = {});

    /// Notes a problem at the member, or at the object where the key is empty or the member missing.
    void problem(const std::string& key, std::string message, std::string hint = "");
    /// Notes the members that nobody asked for.
    void reject_unknown();

private:
    struct Member {
        const nlohmann::json* value = nullptr;
        std::string pointer;
    };
    [[nodiscard]] static std::optional<Member> member_of(const Member& object, const std::string& key);
    [[nodiscard]] Member find(const std::string& key);
    /// The member's string where it has one; else notes what was expected.
    [[nodiscard]] std::optional<std::string> string_of(const Member& member, const char* expected);
    void note(std::string pointer, std::string message, std::string hint = "");
    template <class Parse>
    auto parsed(const std::string& key, const char* expected, Parse parse);

    const scenarios::JsonDocument& document_;
    Problems& problems_;
    std::vector<Member> objects_;
    std::set<std::string> asked_;
};

}  // namespace plimsoll::pricing
