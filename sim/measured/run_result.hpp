// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "sim/measured/histogram.hpp"
#include "sim/measured/instance_life.hpp"
#include "sim/measured/latency_parts.hpp"
#include "sim/measured/run_figures.hpp"
#include "sim/measured/series_bucket.hpp"
#include "sim/measured/tenant_use.hpp"
#include "sim/measured/usage.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What one simulation of one deployment measured: a value, set once, that crosses process borders.
namespace plimsoll::results {

/// What happened to the requests of a run, counted.
using RequestCounts = RequestFigures<std::uint64_t>;

struct AuditCheck {
    std::string name;  ///< "arrived = completed + rejected + failed + in flight"
    bool passed = true;
    std::string detail;  ///< the numbers
};

template <class Visitor, MaybeConst<AuditCheck> Check>
void describe(Visitor& visit, Check& check) {
    visit("name", check.name, {"", "what must hold"});
    visit("passed", check.passed, {"", "whether it does"});
    visit("detail", check.detail, {"", "the numbers"});
}

struct RunResult : RunFigures<std::uint64_t> {
    Histogram latency;
    Histogram wait;         ///< latency less network and compute
    Histogram first_token;  ///< from arrival to the first token, where answers come token by token
    Histogram per_token;    ///< mean time between the tokens of an answer of several
    Histogram token_gaps;   ///< times between two tokens of an answer, one for each token that came after the warm-up
    LatencyParts parts;
    std::vector<LatencyParts> parts_by_band;  ///< the same apart, by band of the latency: see latency_bands.hpp
    std::vector<InstanceLife> lives;  ///< of the first of the instances launched, where the simulation was to note them
    std::vector<PoolFigures<std::uint64_t>> pools;
    std::vector<pricing::PoolUsage> usage;  ///< by pool: what a bill is made of
    std::vector<TenantUse> tenants;         ///< of each who used a pool, where the traffic tells who asks
    Duration bucket{};
    std::vector<SeriesBucket> series;
    std::vector<TokenBucket> token_series;  ///< of as many buckets, where answers come token by token
    std::vector<AuditCheck> audit;
    std::uint64_t fingerprint = 0;
};

template <class Visitor, MaybeConst<RunResult> Run>
void describe(Visitor& visit, Run& run) {
    describe(visit, figures_of(run));
    visit("latency", run.latency, {"s", "of the measured requests"});
    visit("wait", run.wait, {"s", "latency less network and compute"});
    visit("first_token", run.first_token, {"s", "from arrival to the first token"});
    visit("per_token", run.per_token, {"s", "mean time between the tokens of an answer"});
    visit("token_gaps", run.token_gaps, {"s", "times between two tokens of an answer"});
    visit("parts", run.parts, {"s", "where the latency went"});
    visit("parts_by_band", run.parts_by_band, {"s", "the same by band of the latency"});
    visit("lives", run.lives, {"", "of the first instances"});
    visit("pools", run.pools, {"", "figures of each pool"});
    visit("usage", run.usage, {"", "by pool: what a bill is made of"});
    visit("tenants", run.tenants, {"", "by pool: what each tenant used"});
    visit("bucket", run.bucket, {"s", "length of a bucket of the series"});
    visit("series", run.series, {"", "over time"});
    visit("token_series", run.token_series, {"", "likewise: what replicas that answer token by token hold"});
    visit("audit", run.audit, {"", "what was checked"});
    visit("fingerprint", run.fingerprint, {"", "of everything that happened"});
}

}  // namespace plimsoll::results
