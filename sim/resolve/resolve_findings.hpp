// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace plimsoll::sim {

/// What resolving a scenario brings to light: problems, and values with where they come from.
class Findings {
public:
    using Origin = Assumption::Origin;

    /// Keeps a reference to the scenario.
    explicit Findings(const scenarios::Scenario& scenario) : scenario_(scenario) {}

    /// Whether the file or an override sets this pointer, or something in it.
    [[nodiscard]] bool is_set(const std::string& pointer) const;

    /// A problem at `pointer`, with file and line of it or of the nearest value around it.
    void problem(const std::string& pointer, std::string message, std::string hint = {});
    /// The problems of a file that `pointer` names; those without a place of their own get the pointer's.
    void adopt(const std::string& pointer, const InputError& error);

    /// A value of the scenario: from the file, an override, or Plimsoll's default.
    void value(const std::string& pointer, AssumedValue value);
    /// A value that the scenario gives if `given`, else one with the origin named here.
    void value(const std::string& pointer, AssumedValue value, Origin otherwise, std::string source,
               std::string date = {});
    /// A value that no scenario can give.
    void derived(std::string pointer, AssumedValue value, Origin origin, std::string source, std::string date = {});

    void note(std::string text);
    /// A price that is used, with how far to trust it.
    void used(const pricing::Offer& offer, const pricing::Provenance& provenance, scenarios::Purchase purchase);

    [[nodiscard]] bool has_problems() const { return !problems_.empty(); }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    /// \throws InputError when there are problems
    void give(Experiment& experiment);

private:
    [[nodiscard]] Problem at(const std::string& pointer) const;

    const scenarios::Scenario& scenario_;
    std::vector<Problem> problems_;
    std::vector<Assumption> assumptions_;
    std::unordered_set<std::string> listed_;  // pointers and values of the assumptions
    std::vector<std::string> notes_;
    std::vector<results::PriceUsed> prices_;
};

}  // namespace plimsoll::sim
