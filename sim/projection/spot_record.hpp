// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/extra.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace plimsoll::sim {

/// The days of a recorded spot market, from which months are drawn: stretches of days that follow one another, each
/// from anywhere in the record, whose end is followed by its beginning (the circular block bootstrap of Politis and
/// Romano, 1992). Decision 0037 has the whole of it.
class SpotRecord {
public:
    explicit SpotRecord(const pricing::PriceSeries& series);

    /// Of all the time that was recorded, USD/h.
    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] std::size_t days() const { return days_.size(); }
    /// How many days are drawn together.
    [[nodiscard]] std::size_t block() const { return block_; }
    /// Whether so few of them are there that a range cannot be told well.
    [[nodiscard]] bool is_short() const;

    /// The mean price of each month of a course, as a multiple of mean(); the same for equal records.
    /// \param days of the months
    [[nodiscard]] std::vector<double> drawn(std::uint64_t seed, std::uint32_t draw,
                                            const std::vector<std::size_t>& days) const;

private:
    /// So many days from one on, summed up.
    [[nodiscard]] double sum(std::size_t first, std::size_t count) const;
    /// The means of stretches of days, one after the other, of a course that the stream draws.
    [[nodiscard]] std::vector<double> course(std::uint64_t seed, const char* stream, std::uint32_t draw,
                                             const std::vector<std::size_t>& days) const;

    std::vector<double> days_;  ///< mean prices
    std::vector<double> sums_;  ///< of the days before each, twice around
    double mean_ = 0;
    std::size_t block_ = 1;
};

/// The recorded markets of a deployment's spot pools, by pool; null where there is none.
using SpotRecords = std::vector<std::shared_ptr<const SpotRecord>>;
[[nodiscard]] SpotRecords spot_records(const pricing::DeploymentOffers& offers,
                                       const scenarios::PriceFactorsSpec& factors);

/// How long blocks of a series should be for the variance of its mean: D. N. Politis, H. White, "Automatic block-length
/// selection for the dependent bootstrap", Econometric Reviews 23 (2004), with the correction of A. Patton, D. N.
/// Politis and H. White, Econometric Reviews 28 (2009): that of the circular bootstrap. At least 1.
[[nodiscard]] double block_length(const std::vector<double>& series);

}  // namespace plimsoll::sim
