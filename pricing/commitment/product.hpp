// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment.hpp"
#include "pricing/commitment/size_flexibility.hpp"
#include "pricing/commitment/sustained_use.hpp"
#include "pricing/commitment/usage_by_hour.hpp"
#include "pricing/offer/region.hpp"
#include "pricing/provenance.hpp"
#include "pricing/quantity.hpp"
#include "scenarios/commitment_terms.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What providers sell, as pricing/commitments/*.json says.
namespace plimsoll::pricing {

using scenarios::months_of;
using scenarios::Term;
using scenarios::Upfront;

/// Families (and regions) by name; "*" stands for every family without a dot, which leaves out ml.g5 and its like.
struct FamilyFilter {
    std::vector<std::string> families;
    std::vector<std::string> regions;  ///< empty: all
};

struct CommitmentRate {
    FamilyFilter of;
    Term term = Term::one_year;
    std::optional<Upfront> upfront;  ///< nothing: the rate is the same however it is paid
    Quantity discount;               ///< percent off the on-demand price
    Provenance provenance;
};

struct CommitmentProduct {
    std::string id;     ///< "aws-reserved-instance"
    std::string title;  ///< "EC2 Reserved Instance (standard)"
    std::string provider;
    Scope scope = Scope::offer;
    Provenance rule;  ///< who says how it is applied
    std::vector<CommitmentRate> rates;
    SizeFlexibility sizes{};                 ///< of Scope::offer
    std::vector<std::string> machines{"*"};  ///< families of what it is for; "ml.*" is all that begin so
    std::vector<std::string> functions{};    ///< the same

    /// Whether it is sold for such machines or functions, at whatever rate.
    [[nodiscard]] bool is_for(const CommittableOffer& offer) const;
    /// The rate for machines of this offer; that of its family by name before that of all families, the first of
    /// several.
    [[nodiscard]] const CommitmentRate* rate(std::string_view offer, Term term, Upfront upfront) const;
};

/// Percent of the on-demand price, by share of the month.
struct SustainedUseProduct {
    struct Tier {
        int up_to_percent = 100;
        Quantity percent;
    };
    std::string id, provider;
    FamilyFilter of;
    std::vector<Tier> tiers;
    Provenance rule;
};

/// "g5" of aws/us-east-1/g5.xlarge: the family is what stands before the last dot, else before the first hyphen, else
/// all but the number behind the first letters (Azure's NC24ads_A100_v4 is of NCads_A100_v4).
[[nodiscard]] std::string family_of(std::string_view offer);

/// The plans by which a product covers these offers, one for each offer, family in a region or the provider. Where
/// sizes are flexible, that of an offer has rates for all sizes of its group, as its own by their footprints.
[[nodiscard]] std::vector<CommitmentPlan> plans_of(const CommitmentProduct& product,
                                                   const std::vector<CommittableOffer>& offers, Term term,
                                                   Upfront upfront);

/// By offer; empty where an offer has no such discount.
[[nodiscard]] std::vector<SustainedUse> sustained_use_of(const std::vector<SustainedUseProduct>& products,
                                                         const std::vector<CommittableOffer>& offers);

}  // namespace plimsoll::pricing
