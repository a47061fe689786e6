// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/pool_reader.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {
namespace {

/// What one pool says; empty where it says nothing.
struct PoolQueue {
    std::optional<QueueKind> kind;
    std::optional<RouterKind> router;
    std::optional<std::uint32_t> router_imbalance;
    std::optional<Duration> router_refresh;
    std::optional<std::uint32_t> max_queue;
    std::optional<BatchingSpec> batching;
    std::optional<std::uint32_t> concurrency;
    std::optional<Sharing> sharing;
    std::optional<ContinuousBatchingSpec> continuous;
};

ContinuousBatchingSpec read_continuous_batching(const Node& node) {
    constexpr std::uint32_t kMostTokens = 100'000'000;
    constexpr std::uint32_t kMostSequences = 100'000;
    ContinuousBatchingSpec spec;
    const auto share = [](const Node& place) {
        const auto value = place.number(Sign::non_negative);
        if (value && *value > 1) place.problem("expected a share of the memory, from 0 to 1", "for example 0.9");
        return value;
    };
    spec.preset = node["preset"].text();
    spec.max_num_seqs = node["max_num_seqs"].count(1, kMostSequences);
    spec.max_num_batched_tokens = node["max_num_batched_tokens"].count(1, kMostTokens);
    spec.max_model_len = node["max_model_len"].count(2, kMostTokens);
    spec.long_prefill_token_threshold = node["long_prefill_token_threshold"].count(0, kMostTokens);
    spec.block_size = node["block_size"].count(1, kMostTokens);
    spec.num_gpu_blocks = node["num_gpu_blocks"].count(2);
    spec.kv_cache_dtype = node["kv_cache_dtype"].choice<KvCacheDtype>();
    spec.pipeline_parallel_size = node["pipeline_parallel_size"].count(1, kMostSequences);
    spec.gpu_memory_utilization = share(node["gpu_memory_utilization"]);
    spec.watermark = share(node["watermark"]);
    spec.chunked_prefill = node["chunked_prefill"].boolean();
    spec.reserve_full_prompt = node["reserve_full_prompt"].boolean();
    spec.prefix_cache = node["prefix_cache"].boolean();
    spec.async_scheduling = node["async_scheduling"].boolean();
    spec.admission = node["admission"].choice<Admission>();
    spec.kv_reservation = node["kv_reservation"].choice<KvReservation>();
    spec.answers_end_by = node["answers_end_by"].choice<AnswerEnd>();
    return spec;
}

BatchingSpec read_batching(const Node& node) {
    BatchingSpec batching;
    assign(batching.max_batch, node.required("max_batch", "for example 8").count(1));
    assign(batching.max_wait, node["max_wait"].duration(Sign::non_negative));
    return batching;
}

PoolQueue read_one(const Node& pool) {
    PoolQueue queue;
    queue.kind = pool["queue"].choice<QueueKind>();
    queue.router = pool["router"].choice<RouterKind>();
    queue.router_imbalance = pool["router_imbalance"].count(0, 1'000'000);
    if (queue.router_imbalance && queue.router != RouterKind::prefix_aware)
        pool["router_imbalance"].problem("is of the router prefix-aware only", R"("router": "prefix-aware")");
    queue.router_refresh = pool["router_refresh"].duration(Sign::non_negative);
    const bool looks = queue.router && queue.router != RouterKind::round_robin;
    if (queue.router_refresh && *queue.router_refresh > Duration{0} && !looks)
        pool["router_refresh"].problem("is of routers that look at replicas", R"("router": "least-outstanding")");
    queue.max_queue = pool["max_queue"].count(0);
    if (pool.has("batching")) {
        queue.batching = read_batching(pool["batching"]);
    }
    queue.concurrency = pool["concurrency"].count(1);
    queue.sharing = pool["sharing"].choice<Sharing>();
    if (pool.has("continuous_batching")) queue.continuous = read_continuous_batching(pool["continuous_batching"]);
    return queue;
}

void refuse_keys_of_other_servings(const Node& pool, std::optional<Serving> serving) {
    if (serving == Serving::serverless) {
        pool.refuse({"queue", "router", "router_imbalance", "router_refresh", "batching"},
                    "does not apply to serverless serving",
                    R"(instances take single requests; see "concurrency" and "max_queue")");
    } else if (serving == Serving::api) {
        pool.refuse({"queue", "router", "router_imbalance", "router_refresh", "max_queue", "batching", "concurrency",
                     "sharing", "continuous_batching"},
                    "does not apply to api serving", R"(see "rate_limit")");
    } else if (serving == Serving::batch) {
        pool.refuse({"concurrency", "sharing"}, "does not apply to batch serving",
                    R"(jobs that are served together are a "batching")");
    }
}

/// A replica works on batches, or on several requests each on its own.
void check_concurrency(const Node& pool, const PoolQueue& agreed) {
    if (agreed.batching && agreed.concurrency && pool.has("concurrency")) {
        pool["concurrency"].problem("the replicas have batches too: a request is served in a batch or on its own",
                                    R"(remove "batching" or "concurrency")");
    } else if (agreed.continuous && agreed.batching && pool.has("continuous_batching")) {
        pool["continuous_batching"].problem("the replicas have batches too: a model answers token by token or not",
                                            R"(remove "batching" or "continuous_batching")");
    } else if (agreed.sharing && agreed.continuous && pool.has("sharing")) {
        pool["sharing"].problem("requests that are answered token by token share an instance step by step",
                                R"(remove "sharing")");
    } else if (agreed.sharing && !agreed.concurrency && pool.has("sharing")) {
        pool["sharing"].problem("requests that are served one at a time have nothing to share",
                                R"(add "concurrency", for example 10)");
    }
}

/// Takes over what `said` says, and complains where another pool has said something else.
template <class T>
void agree(std::optional<T>& agreed, const std::optional<T>& said, const Node& place) {
    if (agreed && said && !(*agreed == *said)) {
        place.problem("differs from another pool of the deployment: all pools share one queue",
                      "give it in one pool only");
    } else if (said) {
        agreed = said;
    }
}

}  // namespace

QueueSpec read_queue(const std::vector<Node>& pools, std::optional<Serving> serving) {
    PoolQueue agreed;
    const Node* with_router = nullptr;
    bool kind_is_known = true;
    for (const Node& pool : pools) {
        const PoolQueue said = read_one(pool);
        agree(agreed.kind, said.kind, pool["queue"]);
        agree(agreed.router, said.router, pool["router"]);
        agree(agreed.router_imbalance, said.router_imbalance, pool["router_imbalance"]);
        agree(agreed.router_refresh, said.router_refresh, pool["router_refresh"]);
        agree(agreed.max_queue, said.max_queue, pool["max_queue"]);
        agree(agreed.batching, said.batching, pool["batching"]);
        with_router = with_router == nullptr && said.router ? &pool : with_router;
        agree(agreed.concurrency, said.concurrency, pool["concurrency"]);
        agree(agreed.sharing, said.sharing, pool["sharing"]);
        agree(agreed.continuous, said.continuous, pool["continuous_batching"]);
        kind_is_known = kind_is_known && (said.kind || !pool.has("queue"));
        refuse_keys_of_other_servings(pool, serving);
    }
    if (serving == Serving::real_time || serving == Serving::serverless)
        for (const Node& pool : pools) check_concurrency(pool, agreed);
    QueueSpec queue;
    assign(queue.kind, agreed.kind);
    assign(queue.router, agreed.router);
    queue.router_imbalance = agreed.router_imbalance;
    assign(queue.router_refresh, agreed.router_refresh);
    queue.max_queue = agreed.max_queue;
    queue.batching = agreed.batching;
    queue.concurrency = agreed.concurrency;
    queue.sharing = agreed.sharing;
    queue.continuous = agreed.continuous;
    const bool central = serving == Serving::batch || (serving == Serving::real_time && !queue.continuous);
    if (central && with_router != nullptr && kind_is_known && queue.kind == QueueKind::central) {
        (*with_router)["router"].problem("a router has nothing to choose where all replicas share a central queue",
                                         R"(add "queue": "per-replica", or remove the router)");
    }
    return queue;
}

}  // namespace plimsoll::scenarios
