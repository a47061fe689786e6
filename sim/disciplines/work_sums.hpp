// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// What one pool's work adds up to by each rule that its meters have.
class WorkSums {
public:
    explicit WorkSums(const pricing::UsageRules& usage) {
        for (const pricing::WorkRule& rule : usage.work)
            (rule.basis == pricing::WorkRule::Basis::busy ? busy_ : invocations_).push_back({rule, {}});
    }

    /// A request was served for so long; `start` is the part of a cold start that is billed with it, `provisioned`
    /// whether the instance is held ready.
    void invocation(Duration served, Duration start = {}, bool provisioned = false) {
        add(invocations_, served, start, provisioned);
    }
    /// An instance had at least one request for so long; likewise.
    void busy(Duration stretch, Duration start = {}, bool provisioned = false) {
        add(busy_, stretch, start, provisioned);
    }

    void add_to(pricing::PoolUsage& usage) const {
        usage.work.insert(usage.work.end(), invocations_.begin(), invocations_.end());
        usage.work.insert(usage.work.end(), busy_.begin(), busy_.end());
    }

private:
    static void add(std::vector<pricing::WorkUsage>& sums, Duration worked, Duration start, bool provisioned) {
        for (auto& [rule, durations] : sums)
            if (rule.provisioned == provisioned)
                durations.add(rule.rounding(worked + (rule.bills_start ? start : Duration{0})));
    }

    std::vector<pricing::WorkUsage> invocations_;  ///< of each rule with that basis
    std::vector<pricing::WorkUsage> busy_;
};

}  // namespace plimsoll::sim
