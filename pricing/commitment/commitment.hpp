// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// A commitment is an amount of money an hour for usage at lower rates. It is paid whether it is used or not, and what
/// is left of it when the clock hour ends is lost; what it does not cover is paid on demand. A reservation of n
/// machines is the same: n times the rate of one, for one offer. So the providers' kinds differ by what they cover and
/// at which rates (product.hpp), and one rule applies them all (coverage.hpp).
namespace plimsoll::pricing {

/// What a commitment covers, in the order in which several are applied, the narrowest first: AWS applies Reserved
/// Instances, then EC2 Instance Savings Plans, then Compute Savings Plans (Savings Plans User Guide, "Understanding how
/// Savings Plans apply to your usage"); Google Cloud resource-based commitments, then flexible ones (Compute Engine,
/// "Committed use discounts"); Azure reservations, then savings plans (Cost Management, "How saving plan discount is
/// applied").
enum class Scope : std::uint8_t {
    offer,    ///< one machine type in a region; where sizes are flexible, the other ones of its family, too
    family,   ///< all sizes of a family in a region
    provider  ///< all machines of the provider
};
inline constexpr scenarios::EnumName<Scope> kScopeNames[] = {
    {"offer", Scope::offer}, {"family", Scope::family}, {"provider", Scope::provider}};

/// A commitment that could be made, for some usage.
struct CommitmentPlan {
    std::string kind;   ///< id of its product: "aws-reserved-instance"
    std::string title;  ///< "EC2 Reserved Instance (standard)"
    Scope scope = Scope::offer;
    std::string covers;                       ///< "aws/us-east-1/g5.xlarge", "aws/us-east-1/g5", "aws"
    std::vector<std::optional<Money>> rates;  ///< of an hour, by offer of the usage; nothing: not covered
    bool verified = true;                     ///< false: no primary source confirmed a rate
    std::optional<std::size_t> machine{};     ///< of Scope::offer: the offer whose machines are bought
    bool smallest_first = false;              ///< usage with the lowest rate comes first, whatever its discount

    /// Of an hour of the machine that is bought. \pre Scope::offer, with a rate
    [[nodiscard]] const Money& machine_rate() const;
};

struct Commitment {
    CommitmentPlan plan;
    Money per_hour;  ///< with what is paid upfront spread over the term
};

}  // namespace plimsoll::pricing

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<pricing::Scope>> names_of() {
    return pricing::kScopeNames;
}

}  // namespace plimsoll::scenarios
