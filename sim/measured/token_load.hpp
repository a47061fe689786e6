// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/description.hpp"

/// What replicas that answer token by token hold, looked at again and again, evenly apart; all 0 where there are none.
namespace plimsoll::results {

/// Averaged over the horizon.
struct TokenLoadFigures {
    double running = 0;        ///< sequences with a seat and blocks of the KV cache
    double waiting = 0;        ///< sequences in the queues of replicas
    double kv_cache_used = 0;  ///< blocks in use / blocks there are, while there are any
    double kv_cache_peak = 0;  ///< the most that was seen of one replica
};

template <class Visitor, MaybeConst<TokenLoadFigures> Figures>
void describe(Visitor& visit, Figures& load) {
    visit("running", load.running, {"", "sequences in work, averaged over the horizon"});
    visit("waiting", load.waiting, {"", "sequences in the queues of replicas, likewise"});
    visit("kv_cache_used", load.kv_cache_used, {"", "share of the KV cache's blocks in use, likewise"});
    visit("kv_cache_peak", load.kv_cache_peak,
          {"", "the largest share of one replica's, of all replications", Pooling::largest});
}

/// Averaged over an interval of the time series.
struct TokenBucket {
    double running_mean = 0;
    double waiting_mean = 0;
    double kv_cache_used_mean = 0;
};

template <class Visitor, MaybeConst<TokenBucket> Bucket>
void describe(Visitor& visit, Bucket& bucket) {
    visit("running_mean", bucket.running_mean, {"", "sequences in work, averaged over the bucket"});
    visit("waiting_mean", bucket.waiting_mean, {"", "sequences in the queues of replicas, averaged over the bucket"});
    visit("kv_cache_used_mean", bucket.kv_cache_used_mean,
          {"", "share of the KV cache's blocks in use, averaged over the bucket"});
}

}  // namespace plimsoll::results
