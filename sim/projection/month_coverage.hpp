// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/projection_spec.hpp"
#include "sim/projection/calendar.hpp"
#include "sim/projection/made_commitment.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace plimsoll::sim {

/// What commitments could cover of one deployment (sim/planner/committable.hpp), at each load that was simulated,
/// replication by replication.
struct UsageAtLoads {
    std::vector<double> loads;
    std::vector<std::vector<pricing::UsageByHour>> usage;  ///< by load and replication
};

/// What a commitment covers of an hour, of one offer.
struct CoveredHour {
    double list = 0;      ///< USD at the price on demand of the month
    double at_rates = 0;  ///< USD at the rates of the commitment
};

/// What commitments cover of an hour's machines: the mean over the hours and replications of what the same rule as
/// `plimsoll commitments` covers in each (pricing/commitment/coverage.hpp). Found at the loads that were simulated and
/// at factors on the machines of every hour a tenth apart; linear between both.
class HourCoverage {
public:
    /// \param commitments those that hold \param price_factors by offer of the usage
    HourCoverage(const UsageAtLoads& usage, const std::vector<const pricing::Commitment*>& commitments,
                 const std::vector<double>& price_factors);

    /// USD an hour at list price of what all of them cover, of so many times the machines of a load.
    [[nodiscard]] double covered(double load, double machines) const;
    /// What one covers of one offer, with the machines as they were simulated.
    [[nodiscard]] CoveredHour covered(std::size_t commitment, std::size_t offer, double load) const;

private:
    struct Point {
        double list = 0;     ///< of all usage
        double covered = 0;  ///< of all that is covered
    };
    std::vector<double> loads_;
    std::vector<double> machines_;              ///< factors
    std::vector<std::vector<Point>> points_;    ///< by load and factor
    std::vector<std::vector<CoveredHour>> by_;  ///< by load; commitment times offers plus offer, at factor 1
    std::size_t offers_ = 0;
};

/// What the commitments of a deployment cost and cover, month by month.
class MonthCoverage {
public:
    MonthCoverage() = default;
    MonthCoverage(const scenarios::ProjectionSpec& spec, std::chrono::year_month start, const UsageAtLoads& usage,
                  std::vector<MadeCommitment> commitments);

    [[nodiscard]] const std::vector<MadeCommitment>& commitments() const { return commitments_; }
    [[nodiscard]] const std::vector<pricing::CommittableOffer>& offers() const { return offers_; }
    [[nodiscard]] double billed(std::size_t month) const { return billed_[month]; }
    /// USD of a month at list price of what all of them cover, of so many times the machines of a load.
    [[nodiscard]] double covered(std::size_t month, const MonthHours& hours, double load, double machines) const;
    /// The same of one of them and one offer, with the machines as they were simulated.
    [[nodiscard]] CoveredHour covered(std::size_t month, const MonthHours& hours, double load, std::size_t commitment,
                                      std::size_t offer) const;

private:
    struct Month {
        std::shared_ptr<const HourCoverage> coverage;  ///< of those that hold; empty: none does
        std::vector<std::size_t> holding;
    };
    double weekend_ = 1;
    std::vector<pricing::CommittableOffer> offers_;
    std::vector<MadeCommitment> commitments_;
    std::vector<Month> months_;
    std::vector<double> billed_;
};

}  // namespace plimsoll::sim
