// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/deployment_reader.hpp"

#include "scenarios/extra_reader.hpp"
#include "scenarios/pool_reader.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>

namespace plimsoll::scenarios {
namespace {

void check_pools(const Node& pools, const DeploymentSpec& deployment) {
    const Serving serving = deployment.serving;
    if (deployment.pools.empty()) {
        if (pools.present()) {
            pools.problem("a deployment needs at least one pool",
                          R"(for example [{"offer": "aws/us-east-1/g4dn.xlarge"}])");
        }
        return;
    }
    if ((serving == Serving::serverless || serving == Serving::api) && deployment.pools.size() != 1) {
        pools.problem(
            fmt::format("{} serving has exactly one pool, found {}", name_of(serving), deployment.pools.size()),
            "make each pool a deployment of its own to compare them");
    }
    const auto starts = [](const PoolSpec& pool) {
        return pool.replicas.min > 0 || (pool.autoscaler && starts_from_zero(*pool.autoscaler));
    };
    if (serving == Serving::real_time && std::none_of(deployment.pools.begin(), deployment.pools.end(), starts)) {
        pools.problem(
            "real-time serving needs at least one replica that is always up, and the minimum of every pool is 0",
            R"(set "min" to 1, or scale to zero by an autoscaler of "kind": "keda" or "knative" or by "serving": "serverless")");
        return;
    }
    const std::vector<Node> nodes = pools.elements();
    for (std::size_t i = 0; serving == Serving::real_time && i < deployment.pools.size(); ++i) {
        if (starts(deployment.pools[i])) continue;
        nodes[i]["replicas"]["min"].problem(
            deployment.pools[i].autoscaler
                ? "the autoscaler would never start the pool: it measures replicas, and there is none"
                : "nothing would ever start a replica of this pool",
            R"(set "min" to 1, or use an autoscaler of "kind": "keda" or "knative")");
    }
}

/// Whether something tells how long work takes in this deployment, and on what.
void check_work(const Node& node, const std::vector<Node>& pools, const DeploymentSpec& deployment,
                const WorkSpec& inherited) {
    const bool has_service = deployment.service || (!deployment.model && inherited.service);
    const bool has_model = !has_service && (deployment.model || inherited.model);
    const bool has_profile = has_model && !(deployment.model ? deployment.model : inherited.model)->profiles.empty();
    if (deployment.service && deployment.service->cold_time && deployment.serving != Serving::serverless) {
        node["service"]["cold_time"].problem(
            fmt::format("\"cold_time\" does not apply to {} serving", name_of(deployment.serving)),
            R"(it needs "serving": "serverless")");
    }
    // A misspelt "model" or "service" has been complained about, with what it meant.
    const std::set<std::string>& settled = node.reading().settled;
    const bool misspelt = settled.contains("/model") || settled.contains("/service") ||
                          settled.contains(node["model"].pointer()) || settled.contains(node["service"].pointer());
    if (deployment.serving != Serving::api && !has_service && !has_model && !misspelt) {
        node.problem(
            "nothing says how long work takes: neither the deployment nor the scenario has a model or a service",
            R"(add for example "model": {"name": "bert-base"} or "service": {"time": {"constant": "100 ms"}})");
    }
    for (std::size_t i = 0; i < pools.size(); ++i) {
        const auto* offer = std::get_if<InlineOffer>(&deployment.pools[i].offer);
        if (offer == nullptr) {
            continue;
        }
        const Node place = pools[i]["offer"];
        if (deployment.serving == Serving::api && !has_service) {
            place.problem(
                "an API whose price is written in place needs a service that says how long it takes",
                R"(add for example "service": {"time": {"lognormal": {"mean": "300 ms", "cv": 0.5}}} to the deployment)");
        } else if (deployment.serving != Serving::api && has_model && !has_profile && !place.has("device")) {
            place.problem("a model is timed on a device, and the offer names none",
                          R"(add for example "device": "nvidia-t4", a "profile" to the model, or a "service")");
        }
    }
}

void read_keys_of_servings(const Node& node, DeploymentSpec& deployment, std::optional<Serving> serving) {
    const Node window =
        serving == Serving::batch ? node.required("window", R"(for example {"every": "6 h"})") : node["window"];
    deployment.window_every = window.required("every", R"(for example "6 h")").duration(Sign::positive);
    deployment.deadline = node["deadline"].duration(Sign::positive);
    if (serving && serving != Serving::batch) {
        node.refuse({"window", "deadline"}, fmt::format("does not apply to {} serving", name_of(*serving)),
                    R"(it needs "serving": "batch"; latency targets stand in "slo")");
    }
    if (serving && serving != Serving::real_time)
        node.refuse({"kv_transfer"}, fmt::format("does not apply to {} serving", name_of(*serving)),
                    R"(it needs "serving": "real-time")");
}

std::optional<KvTransferSpec> read_kv_transfer(const Node& node) {
    if (!node.present()) return std::nullopt;
    KvTransferSpec transfer;
    assign(transfer.bandwidth_bytes_per_s, node.required("bandwidth", R"(for example "25 GB/s")").bandwidth());
    assign(transfer.latency, node["latency"].duration(Sign::non_negative));
    return transfer;
}

/// Servers that compute prompts need others that answer, and a link between them.
void check_roles(const Node& node, const std::vector<Node>& pools, const DeploymentSpec& deployment) {
    const auto has = [&](PoolRole role) {
        return std::any_of(deployment.pools.begin(), deployment.pools.end(),
                           [role](const PoolSpec& pool) { return pool.role == role; });
    };
    const bool prefill = has(PoolRole::prefill);
    const bool decode = has(PoolRole::decode);
    if (!prefill && !decode) return;
    if (has(PoolRole::all) || !prefill || !decode) {
        const auto odd = std::find_if(deployment.pools.begin(), deployment.pools.end(), [&](const PoolSpec& pool) {
            return pool.role == PoolRole::all || !has(PoolRole::all);
        });
        pools[static_cast<std::size_t>(odd - deployment.pools.begin())].problem(
            has(PoolRole::all) ? "has no role, and another pool of the deployment has one"
            : prefill          ? "computes prompts, and no pool answers"
                               : "answers, and no pool computes prompts",
            R"(give every pool a "role": one "prefill" and one "decode" at least)");
    }
    if (!deployment.kv_transfer)
        node.problem("pools compute prompts for others, and nothing links them",
                     R"(add "kv_transfer": {"bandwidth": "25 GB/s"}, for example)");
}

DeploymentSpec read_deployment(const Node& node, const WorkSpec& inherited) {
    DeploymentSpec deployment;
    deployment.pointer = node.pointer();
    assign(deployment.name, node.required("name", R"(for example "real-time, on-demand")").text());
    assign(deployment.description, node["description"].text());
    const std::optional<Serving> serving =
        node.required("serving", R"("real-time", "serverless", "batch" or "api")").choice<Serving>();
    assign(deployment.serving, serving);

    const Node pools_node = node.required("pools", R"(for example [{"offer": "aws/us-east-1/g4dn.xlarge"}])");
    const std::vector<Node> pools = pools_node.elements();
    for (const Node& pool : pools) {
        deployment.pools.push_back(read_pool(pool, serving));
    }
    deployment.queue = read_queue(pools, serving);
    WorkSpec work = read_work(node);
    deployment.model = std::move(work.model);
    deployment.service = std::move(work.service);
    assign(deployment.network, node["network"].duration(Sign::non_negative));
    assign(deployment.on_loss, node["on_loss"].choice<OnLoss>());
    deployment.kv_transfer = read_kv_transfer(node["kv_transfer"]);
    deployment.extras = read_extras(node["extras"]);
    read_keys_of_servings(node, deployment, serving);
    if (serving) {
        check_pools(pools_node, deployment);
        check_roles(node, pools, deployment);
        check_work(node, pools, deployment, inherited);
    }
    return deployment;
}

}  // namespace

std::vector<DeploymentSpec> read_deployments(const Node& node, const WorkSpec& work) {
    std::vector<DeploymentSpec> deployments;
    std::map<std::string, int> line_of_name;
    for (const Node& element : node.elements()) {
        deployments.push_back(read_deployment(element, work));
        const Node name = element["name"];
        if (!name.is_string()) {
            continue;
        }
        const int line = element.reading().document.line_of(name.pointer());
        const auto [first, is_new] = line_of_name.emplace(deployments.back().name, line);
        if (deployments.back().name.empty()) {
            name.problem("the name is empty", R"(for example "real-time, on-demand")");
        } else if (!is_new) {
            name.problem(fmt::format("another deployment has the name \"{}\" too", deployments.back().name),
                         first->second > 0 ? fmt::format("the first is on line {}", first->second) : "");
        }
    }
    if (node.present() && deployments.empty()) {
        node.problem("there is no deployment: nothing to compare");
    }
    return deployments;
}

}  // namespace plimsoll::scenarios
