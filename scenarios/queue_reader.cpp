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
    std::optional<std::uint32_t> max_queue;
    std::optional<BatchingSpec> batching;
};

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
    queue.max_queue = pool["max_queue"].count(0);
    if (pool.has("batching")) {
        queue.batching = read_batching(pool["batching"]);
    }
    return queue;
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
        agree(agreed.max_queue, said.max_queue, pool["max_queue"]);
        agree(agreed.batching, said.batching, pool["batching"]);
        with_router = with_router == nullptr && said.router ? &pool : with_router;
        kind_is_known = kind_is_known && (said.kind || !pool.has("queue"));
        if (serving == Serving::serverless) {
            pool.refuse({"queue", "router", "batching"}, "does not apply to serverless serving",
                        R"(instances take single requests; see "concurrency" and "max_queue")");
        } else if (serving == Serving::api) {
            pool.refuse({"queue", "router", "max_queue", "batching"}, "does not apply to api serving",
                        R"(see "rate_limit")");
        }
    }
    QueueSpec queue;
    assign(queue.kind, agreed.kind);
    assign(queue.router, agreed.router);
    queue.max_queue = agreed.max_queue;
    queue.batching = agreed.batching;
    const bool queued = serving == Serving::real_time || serving == Serving::batch;
    if (queued && with_router != nullptr && kind_is_known && queue.kind == QueueKind::central) {
        (*with_router)["router"].problem("a router has nothing to choose where all replicas share a central queue",
                                         R"(add "queue": "per-replica", or remove the router)");
    }
    return queue;
}

}  // namespace plimsoll::scenarios
