// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/node.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// scenarios::Node over an object and its defaults: what the object lacks is taken from the nearest of those that have
/// it. Every problem is noted with the place of the value that is wrong, and reading goes on. Members that nobody asked
/// for are problems too.
class CatalogFields {
public:
    /// `pointers`: the object, then its defaults, nearest first; those that the file does not have are skipped.
    CatalogFields(scenarios::Reading& reading, const std::vector<std::string>& pointers);

    /// The file has the object itself or one of its defaults.
    [[nodiscard]] bool exists() const { return !objects_.empty(); }
    [[nodiscard]] bool has(const std::string& key);
    /// The member's object, its defaults from the same member of this object's defaults.
    [[nodiscard]] CatalogFields object(const std::string& key);
    /// Pointers of an array's elements; empty where there is none.
    [[nodiscard]] std::vector<std::string> elements(const std::string& key);
    /// Names of the object's own members, in alphabetical order.
    [[nodiscard]] std::vector<std::string> names() const;
    /// The elements of an array of objects, which have no defaults.
    [[nodiscard]] std::vector<CatalogFields> objects(const std::string& key);

    /// Empty where it is missing; the `required` ones note a problem then.
    [[nodiscard]] std::optional<std::string> text(const std::string& key);
    [[nodiscard]] std::string required_text(const std::string& key);
    /// The texts of the object's array, then those of its defaults'.
    [[nodiscard]] std::vector<std::string> texts(const std::string& key);
    [[nodiscard]] bool flag(const std::string& key, bool otherwise);
    [[nodiscard]] std::optional<double> positive(const std::string& key);
    /// Above 0; 0 where the object says "free": true, so that nothing is priced at zero in silence.
    [[nodiscard]] std::optional<Money> price(const std::string& key);
    [[nodiscard]] Money required_price(const std::string& key);
    [[nodiscard]] std::optional<Duration> duration(const std::string& key);
    [[nodiscard]] std::optional<double> bytes(const std::string& key);
    [[nodiscard]] std::optional<double> bandwidth(const std::string& key);
    /// Index of the member's text in `names`, `otherwise` where it is missing.
    [[nodiscard]] std::size_t one_of(const std::string& key, const std::vector<std::string>& names,
                                     std::optional<std::size_t> otherwise = {});

    /// The same of an enumeration with names; its first value where the member is missing or wrong.
    template <class E>
    [[nodiscard]] E choice(const std::string& key) {
        return scenarios::names_of<E>()[one_of(key, scenarios::spelled<E>())].value;
    }

    /// Notes a problem at the member, or at the object where the key is empty or the member missing.
    void problem(const std::string& key, std::string message, std::string hint = "");
    /// Notes the members that nobody asked for.
    void reject_unknown();

private:
    /// The member, absent where neither the object nor a default has it.
    [[nodiscard]] scenarios::Node find(const std::string& key);

    scenarios::Reading& reading_;
    scenarios::Node root_;
    std::vector<scenarios::Node> objects_;
    std::set<std::string> asked_;
};

}  // namespace plimsoll::pricing
