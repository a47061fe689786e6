// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/left_out.hpp"

#include <algorithm>
#include <array>

namespace plimsoll::results {

namespace {

using scenarios::ExtraCategory;
using scenarios::Serving;

constexpr std::array kNeverThere{"taxes", "support"};

/// A kind of extra that deployments usually pay for.
struct Usual {
    ExtraCategory category;
    const char* name;
};
constexpr Usual kUsual[] = {{ExtraCategory::data_transfer, "data transfer"},
                            {ExtraCategory::storage, "storage and disks"},
                            {ExtraCategory::load_balancing, "load balancers"},
                            {ExtraCategory::logs, "logs"}};

/// Whoever calls an API keeps no machine; nobody waits for a batch; a provider of functions spreads requests itself.
bool concerns(ExtraCategory category, Serving serving) {
    if (category == ExtraCategory::storage) return serving != Serving::api;
    return category != ExtraCategory::load_balancing || serving == Serving::real_time;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> left_out(Serving serving, const pricing::DeploymentOffers& offers) {
    std::vector<std::string> names{kNeverThere.begin(), kNeverThere.end()};
    for (const auto& [category, name] : kUsual) {
        const auto is_there = [wanted = category](const pricing::Extra& extra) {
            return extra.offer.category == wanted;
        };
        if (concerns(category, serving) && std::none_of(offers.extras.begin(), offers.extras.end(), is_there))
            names.emplace_back(name);
    }
    return names;
}

std::vector<std::string> left_out_everywhere(const Comparison& comparison) {
    const auto& all = comparison.deployments;
    std::vector<std::string> names{kNeverThere.begin(), kNeverThere.end()};
    for (const auto& [category, name] : kUsual) {
        const auto leaves_out = [name = name](const auto& each) { return contains(each.cost.left_out, name); };
        const auto holds = [&, category = category](const auto& each) {
            return concerns(category, each.serving) && !leaves_out(each);
        };
        if (std::any_of(all.begin(), all.end(), leaves_out) && std::none_of(all.begin(), all.end(), holds))
            names.emplace_back(name);
    }
    return names;
}

}  // namespace plimsoll::results
