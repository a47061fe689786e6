// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/coverage.hpp"

#include <optional>
#include <span>
#include <vector>

namespace plimsoll::pricing {

/// What one of the commitments came to.
struct CommitmentUse {
    Money committed;  ///< of the period, used or not
    Money unused;     ///< the part of it that covered nothing
};

/// Exact USD, of which shares are made.
struct UsageValue {
    Quantity list;       ///< all usage at list price
    Quantity covered;    ///< covered usage at list price
    Quantity at_rates;   ///< covered usage at the rates of what covers it
    Quantity committed;  ///< what is paid for that, used or not

    UsageValue& operator+=(const UsageValue& other);
};

/// What some usage costs with commitments. Every amount is of the whole period; money is rounded once for each
/// commitment and offer, at the twelfth digit.
struct CommitmentBill {
    Money on_demand;                         ///< the same usage without commitments
    Money committed;                         ///< upfront and recurring, spread over the term
    Money uncovered;                         ///< usage beyond the commitments, on demand
    Money unused;                            ///< the part of `committed` that covered nothing
    Money avoided;                           ///< what the covered usage would have cost on demand, at list price
    std::vector<CommitmentUse> commitments;  ///< in their order
    Quantity machine_hours;                  ///< covered or not; 0 where there are functions, which have none
    UsageValue value;

    [[nodiscard]] Money total() const { return committed + uncovered; }
    /// Of the usage at list price, the share that is covered; 0 without usage.
    [[nodiscard]] double coverage() const;
    /// Of what is committed, the share that covers usage; nothing where nothing is committed.
    [[nodiscard]] std::optional<double> utilisation() const;
    /// The utilisation at which the commitments cost what their usage would on demand: used commitment over its price
    /// on demand, which for a single rate is rate / on-demand price. Nothing where nothing is covered.
    [[nodiscard]] std::optional<double> break_even() const;
    /// USD for each hour of a machine, covered or not; nothing without usage.
    [[nodiscard]] std::optional<double> effective_rate() const;
};

/// \param sustained by offer of the usage; empty: no sustained use discounts
[[nodiscard]] CommitmentBill commitment_bill(const UsageByHour& usage, std::span<const Commitment> commitments,
                                             std::span<const SustainedUse> sustained = {});

}  // namespace plimsoll::pricing
