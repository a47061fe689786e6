// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/month_coverage.hpp"

#include "pricing/commitment/coverage.hpp"
#include "sim/projection/linear.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace plimsoll::sim {

using pricing::CommitmentPlan;
using pricing::CommittableOffer;
using pricing::UsageByHour;

namespace {

constexpr int kFactorsBeside = 12;  // below and above 1
constexpr std::size_t kSimulated = kFactorsBeside + 1;

/// 0, and a tenth apart from 0.32 to 3.1; the one at kSimulated is 1.
std::vector<double> machine_factors() {
    constexpr double kRatio = 1.1;
    std::vector<double> factors{0};
    for (int i = -kFactorsBeside; i <= kFactorsBeside; ++i) factors.push_back(std::pow(kRatio, i));
    return factors;
}

/// Applies commitments to the usage of one load.
class LoadCoverage {
public:
    LoadCoverage(const std::vector<UsageByHour>& replications,
                 const std::vector<const pricing::Commitment*>& commitments, std::vector<CommittableOffer> offers)
        : replications_(replications), offers_(std::move(offers)), coverage_(offers_, plans_of_all(commitments), {}) {
        for (const auto* commitment : commitments) per_hour_.push_back(commitment->per_hour.trillionths());
    }

    /// Machines, by commitment and offer, in the mean of the hours; the last row is what they leave.
    [[nodiscard]] std::vector<std::vector<double>> machines(double factor) const {
        std::vector<std::vector<double>> mean(per_hour_.size() + 1, std::vector<double>(offers_.size()));
        for (const auto& usage : replications_) {
            const auto time = coverage_.of(pricing::scaled(usage, factor), per_hour_);
            const double all = static_cast<double>(usage.span().count()) * static_cast<double>(replications_.size());
            for (std::size_t i = 0; i < offers_.size(); ++i) {
                for (std::size_t c = 0; c < per_hour_.size(); ++c)
                    mean[c][i] += static_cast<double>(time.covered[c][i]) / all;
                for (const auto part : time.uncovered[i]) mean.back()[i] += static_cast<double>(part) / all;
            }
        }
        return mean;
    }

private:
    static std::vector<CommitmentPlan> plans_of_all(const std::vector<const pricing::Commitment*>& commitments) {
        std::vector<CommitmentPlan> plans;
        for (const auto* commitment : commitments) plans.push_back(commitment->plan);
        return plans;
    }

    const std::vector<UsageByHour>& replications_;
    std::vector<CommittableOffer> offers_;
    pricing::Coverage coverage_;
    std::vector<std::int64_t> per_hour_;
};

}  // namespace

HourCoverage::HourCoverage(const UsageAtLoads& usage, const std::vector<const pricing::Commitment*>& commitments,
                           const std::vector<double>& price_factors)
    : loads_(usage.loads), machines_(machine_factors()) {
    auto offers = usage.usage.front().front().offers;
    offers_ = offers.size();
    std::vector<double> prices;
    for (std::size_t i = 0; i < offers_; ++i) {
        prices.push_back(offers[i].on_demand.approximate() * price_factors[i]);
        offers[i].on_demand = offers[i].on_demand.times(pricing::quantity_from(price_factors[i]));
    }
    for (const auto& replications : usage.usage) {
        const LoadCoverage of_load(replications, commitments, offers);
        auto& points = points_.emplace_back();
        for (std::size_t k = 0; k < machines_.size(); ++k) {
            const auto machines = of_load.machines(machines_[k]);
            Point point;
            for (std::size_t i = 0; i < offers_; ++i) {
                double covered = 0;
                for (std::size_t c = 0; c < commitments.size(); ++c) covered += machines[c][i];
                point.covered += prices[i] * covered;
                point.list += prices[i] * (covered + machines.back()[i]);
            }
            points.push_back(point);
            if (k != kSimulated) continue;
            auto& by = by_.emplace_back();
            for (std::size_t c = 0; c < commitments.size(); ++c)
                for (std::size_t i = 0; i < offers_; ++i) {
                    const auto& rate = commitments[c]->plan.rates[i];
                    by.push_back({prices[i] * machines[c][i], (rate ? rate->approximate() : 0) * machines[c][i]});
                }
        }
    }
}

double HourCoverage::covered(double load, double machines) const {
    const auto at = place_on(loads_, load);
    const auto scaled = place_on(machines_, machines);
    const auto of = [&](double Point::*what) {
        return at.of([&](std::size_t i) { return scaled.of([&](std::size_t k) { return points_[i][k].*what; }); });
    };
    // Beyond the loads that were simulated, no more than there is.
    return std::clamp(of(&Point::covered), 0.0, std::max(0.0, of(&Point::list)));
}

CoveredHour HourCoverage::covered(std::size_t commitment, std::size_t offer, double load) const {
    const auto at = place_on(loads_, load);
    const auto of = [&](double CoveredHour::*what) {
        return at.of([&](std::size_t i) { return by_[i][commitment * offers_ + offer].*what; });
    };
    return {of(&CoveredHour::list), of(&CoveredHour::at_rates)};
}

MonthCoverage::MonthCoverage(const scenarios::ProjectionSpec& spec, std::chrono::year_month start,
                             const UsageAtLoads& usage, std::vector<MadeCommitment> commitments)
    : weekend_(spec.weekend), offers_(usage.usage.front().front().offers), commitments_(std::move(commitments)) {
    using Same = std::pair<std::vector<std::size_t>, std::vector<double>>;  // months with the same coverage
    std::map<Same, std::shared_ptr<const HourCoverage>> known;
    for (std::uint32_t t = 0; t < spec.months; ++t) {
        const auto month = start + std::chrono::months(t);
        Month of;
        std::vector<const pricing::Commitment*> holding;
        double billed = 0;
        for (std::size_t c = 0; c < commitments_.size(); ++c) {
            billed += commitments_[c].upfront_usd(month) + commitments_[c].recurring_usd(month);
            if (!commitments_[c].holds(month)) continue;
            of.holding.push_back(c);
            holding.push_back(&commitments_[c].commitment);
        }
        billed_.push_back(billed);
        std::vector<double> factors;
        for (const auto& offer : offers_)
            factors.push_back(price_factor(spec, month, offer.offer, scenarios::Purchase::on_demand));
        if (!holding.empty()) {
            auto& coverage = known[{of.holding, factors}];
            if (!coverage) coverage = std::make_shared<const HourCoverage>(usage, holding, factors);
            of.coverage = coverage;
        }
        months_.push_back(std::move(of));
    }
}

double MonthCoverage::covered(std::size_t month, const MonthHours& hours, double load, double machines) const {
    const auto& coverage = months_[month].coverage;
    if (!coverage) return 0;
    double usd = hours.weekdays * coverage->covered(load, machines);
    if (hours.weekends > 0) usd += hours.weekends * coverage->covered(load * weekend_, machines);
    return usd;
}

CoveredHour MonthCoverage::covered(std::size_t month, const MonthHours& hours, double load, std::size_t commitment,
                                   std::size_t offer) const {
    const auto& [coverage, holding] = months_[month];
    const auto place = std::find(holding.begin(), holding.end(), commitment);
    if (place == holding.end()) return {};
    const auto c = static_cast<std::size_t>(place - holding.begin());
    const auto weekday = coverage->covered(c, offer, load);
    const auto weekend = coverage->covered(c, offer, load * weekend_);
    return {hours.weekdays * weekday.list + hours.weekends * weekend.list,
            hours.weekdays * weekday.at_rates + hours.weekends * weekend.at_rates};
}

}  // namespace plimsoll::sim
