// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/commitment_terms.hpp"
#include "scenarios/scenario.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the months ahead bring, beside the traffic of the scenario; no comparison depends on it.
namespace plimsoll::scenarios {

/// More, or fewer, requests for some months: a launch, a campaign, a customer who leaves.
struct LoadEvent {
    std::string name;
    std::chrono::year_month at{};
    std::uint32_t months = 0;  ///< 0: from then on
    double load = 1;           ///< factor
    bool operator==(const LoadEvent&) const = default;
};

/// Prices from a month on; several multiply.
struct PriceChange {
    std::string name;
    std::chrono::year_month at{};
    std::string offer;  ///< its id; empty: of every offer
    double factor = 1;
    std::optional<Purchase> purchase{};  ///< of machines that are bought so; empty: of all that is billed
    bool announced = false;              ///< by the provider: so that it is the list's price that changes
    bool operator==(const PriceChange&) const = default;
};

/// Paid once.
struct OneOffCost {
    std::string name;
    std::chrono::year_month at{};
    std::string deployment;  ///< its name; empty: each pays it
    double usd = 0;
    bool operator==(const OneOffCost&) const = default;
};

/// A commitment that is made already, or will be: so many machines, or so much money an hour, at lower rates.
struct CommitmentSpec {
    std::string name;
    std::chrono::year_month at{};  ///< its first month, which may be before those that are projected
    std::uint32_t months = 0;      ///< for so many; 0: those of the term
    std::string kind;              ///< "aws-reserved-instance"; empty: machines of one offer, at `discount`
    std::string covers;            ///< an offer, a family in a region or a provider; empty: the only one there is
    std::string deployment;        ///< its name; empty: each pays it
    std::optional<std::uint32_t> machines;  ///< of one offer
    std::optional<double> per_hour;         ///< USD, with what is paid upfront spread over its months; or machines
    Term term = Term::one_year;
    Upfront upfront = Upfront::none;
    std::optional<double> discount;  ///< share off the price on demand; empty: what the catalog says
    bool operator==(const CommitmentSpec&) const = default;
};

/// In which currency bills are told. Prices are in USD.
struct CurrencySpec {
    struct Change {
        std::chrono::year_month at{};
        double per_usd = 1;
        bool operator==(const Change&) const = default;
    };
    std::string code = "USD";     ///< ISO 4217
    double per_usd = 1;           ///< so much of it is a dollar
    std::vector<Change> changes;  ///< from a month on; in their order
    double sd = 0;                ///< standard deviation of the logarithm of its change from month to month
    /// So much of it is a dollar in a month.
    [[nodiscard]] double rate(std::chrono::year_month month) const {
        double rate = per_usd;
        for (const Change& change : changes)
            if (month >= change.at) rate = change.per_usd;
        return rate;
    }
    bool operator==(const CurrencySpec&) const = default;
};

/// What the service earns, in the currency of the bills; prices add up. Of a user, a month is so many requests.
struct RevenueSpec {
    std::optional<double> per_1k_requests, per_1m_tokens, per_user;
    std::optional<double> requests_per_user;
    [[nodiscard]] bool earns() const { return per_1k_requests || per_1m_tokens || per_user; }
    bool operator==(const RevenueSpec&) const = default;
};

struct ProjectionSpec {
    std::optional<std::chrono::year_month> start;  ///< empty: the month after that of the newest price
    std::uint32_t months = 12;
    double growth = 0;                ///< of the load, as a fraction a month
    double growth_sd = 0;             ///< of that rate, which nobody knows yet
    double volatility = 0;            ///< standard deviation of the logarithm of what else changes from month to month
    std::vector<double> seasonality;  ///< factors from January to December; empty: 1
    double weekend = 1;               ///< load of a Saturday or Sunday beside that of a weekday, which the traffic is
    std::vector<LoadEvent> events;
    std::vector<PriceChange> prices;
    std::vector<OneOffCost> one_off;
    std::vector<CommitmentSpec> commitments;
    double spot_price_sd = 0;                                 ///< standard deviation of the logarithm of spot prices
    double support = 0;                                       ///< of what the provider bills
    double tax = 0;                                           ///< of that with support
    std::optional<double> budget_per_month, budget_per_year;  ///< in the currency
    RevenueSpec revenue;
    CurrencySpec currency;
    double discount_rate = 0;  ///< a year, of the net present value
    std::uint32_t draws = 2000;
    bool operator==(const ProjectionSpec&) const = default;
};

}  // namespace plimsoll::scenarios
