// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment.hpp"
#include "pricing/commitment/sustained_use.hpp"
#include "pricing/commitment/usage_by_hour.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::pricing {

/// What commitments cover of some usage.
struct CoveredTime {
    std::vector<std::vector<MachineTime>> covered;  ///< by commitment and offer
    std::vector<TierTimes> uncovered;               ///< by offer, and tier of its sustained use
};

/// Applies commitments, each clock hour by itself: the narrowest first; of each, usage with the highest discount first,
/// of equal ones that with the lowest rate (AWS, "Understanding how Savings Plans apply to your usage"; Azure says the
/// same), or from the smallest to the largest size where the plan says so, as far as the amount reaches. Covered time
/// is rounded down to whole nanoseconds; all else is exact.
class Coverage {
public:
    /// \param sustained by offer; offers without sustained use discounts have none
    Coverage(std::span<const CommittableOffer> offers, std::span<const CommitmentPlan> plans,
             std::span<const SustainedUse> sustained);

    /// \param per_hour by plan, in 1e-12 USD
    [[nodiscard]] CoveredTime of(const UsageByHour& usage, std::span<const std::int64_t> per_hour) const;

    /// Commitments and what they leave, in 1e-12 USD times nanoseconds per hour: exact, to compare amounts.
    [[nodiscard]] MachineTime cost(const UsageByHour& usage, std::span<const std::int64_t> per_hour) const;

    /// Amounts of a plan at which it reaches to the end of some offer's usage in some hour, beside the others at
    /// `per_hour`; 0 too, ascending. Between two neighbours, cost is linear in the amount.
    [[nodiscard]] std::vector<std::int64_t> useful_amounts(const UsageByHour& usage,
                                                           std::span<const std::int64_t> per_hour,
                                                           std::size_t plan) const;

    [[nodiscard]] const std::vector<SustainedUse>& sustained() const { return sustained_; }

private:
    struct Step {
        std::size_t offer = 0;
        std::int64_t rate = 0;
    };
    /// Takes from `remaining` what a plan covers in an hour, and calls covered(offer, time) for each.
    template <class Covered>
    void apply(std::size_t plan, std::int64_t per_hour, Duration length, std::vector<Duration>& remaining,
               const Covered& covered) const;

    std::vector<std::vector<Step>> steps_;  ///< by plan: the offers in the order in which it covers them
    std::vector<std::size_t> order_;        ///< of the plans
    std::vector<SustainedUse> sustained_;   ///< by offer, at least one tier each
};

}  // namespace plimsoll::pricing
