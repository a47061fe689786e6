// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/block.hpp"
#include "sim/traffic/prefix_sampler.hpp"
#include "sim/traffic/series_rows.hpp"
#include "sim/traffic/tenants.hpp"
#include "sim/traffic/token_sampler.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace plimsoll::sim {

/// Requests from counts per interval. The n requests of an interval lie in it as n independent uniform times, put in
/// order: what a Poisson process does inside an interval once its count is known.
///
/// `load` keeps floor(load) requests for each one counted and one more with the probability that is left, drawn for
/// that request alone: mean and index of dispersion of the counts change as for a scaled trace (ScaledTrace).
class SeriesSource final : public RequestSource {
public:
    /// \throws InputError for a file without the column, a load out of range or more intervals than are walked through;
    ///         IoError when it cannot be opened.
    SeriesSource(const scenarios::SeriesTraffic& series, const std::vector<scenarios::TenantShare>& tenants,
                 double load, Duration horizon, std::uint64_t seed);

    /// \throws InputError for a count that is not a whole number >= 0, a file without rows or requests
    std::span<const Request> next_block() override;
    [[nodiscard]] const SharedParts& shared_parts() const override { return shared_; }

private:
    bool start_next_interval();
    bool next_count(std::uint64_t& count);
    [[nodiscard]] std::uint64_t scaled(std::uint64_t count);
    [[nodiscard]] Request next_request();
    void start_again();

    scenarios::SeriesTraffic series_;
    double load_;
    std::int64_t horizon_ns_;
    std::unique_ptr<SeriesCounts> counts_;  ///< null: `known_` holds the whole series
    std::vector<std::uint64_t> known_;      ///< counts of the first pass, where they are few
    std::size_t next_known_ = 0;
    std::uint64_t total_ = 0;  ///< their requests

    Stream positions_;
    Stream copies_;
    TokenSampler input_tokens_;
    TokenSampler output_tokens_;
    TenantSampler tenants_;
    std::optional<PrefixSampler> prefix_;
    SharedParts shared_;
    std::uint64_t counted_ = 0;  ///< requests of the file before this interval, to key the copies
    std::uint64_t next_id_ = 0;

    std::int64_t start_ns_ = 0;   ///< of the interval
    std::uint64_t left_ = 0;      ///< requests of the interval not yet placed
    double exponential_sum_ = 0;  ///< -log of the share of the interval that is left
    std::vector<Request> block_ = make_block();
};

}  // namespace plimsoll::sim
