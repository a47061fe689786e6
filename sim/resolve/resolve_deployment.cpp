// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_deployment.hpp"

#include "models/graph/memory.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/resolve/fleet_events.hpp"
#include "sim/resolve/resolve_extras.hpp"
#include "sim/resolve/resolve_offer.hpp"
#include "sim/resolve/resolve_pool.hpp"
#include "sim/resolve/resolve_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

using scenarios::DeploymentSpec;
using scenarios::Serving;
using scenarios::text_of;
using Origin = Findings::Origin;

/// The pointer under which a value of the whole deployment stands: in the first pool that has it.
std::string in_pools(const DeploymentSpec& deployment, const std::string& pointer, const std::string& name,
                     const Findings& findings) {
    for (std::size_t i = 0; i < deployment.pools.size(); ++i) {
        auto found = fmt::format("{}/pools/{}/{}", pointer, i, name);
        if (findings.is_set(found)) return found;
    }
    return pointer + "/pools/0/" + name;
}

/// The device that the offer names; null where it names none. Finds an unknown one.
const models::Device* find_device(const pricing::Offer& offer, const std::string& pointer, Knowledge& known,
                                  bool must_be_known, Findings& findings) {
    if (offer.device.empty()) return nullptr;
    const auto& devices = known.devices();
    const auto found = devices.find(offer.device);
    if (found != devices.end()) return &found->second;
    if (!must_be_known) return nullptr;
    std::vector<std::string> names;
    for (const auto& [name, device] : devices) names.push_back(name);
    auto hint = scenarios::did_you_mean(offer.device, names);
    if (hint.empty()) hint = "known are " + scenarios::one_of(names);
    const auto in_line = pointer + "/offer/device";
    findings.problem(findings.is_set(in_line) ? in_line : pointer + "/offer",
                     fmt::format("there is no device \"{}\" in models/devices", offer.device), std::move(hint));
    return nullptr;
}

/// The pools whose offer is known and, where a model is named, whose device can run it.
std::vector<PoolDraft> draft_pools(const DeploymentSpec& deployment, const std::string& pointer, const WorkChoice& work,
                                   const scenarios::PriceFactorsSpec& factors, Knowledge& known, Findings& findings) {
    std::vector<PoolDraft> drafts;
    for (std::size_t i = 0; i < deployment.pools.size(); ++i) {
        PoolDraft draft{&deployment.pools[i], fmt::format("{}/pools/{}", pointer, i), {}, nullptr, {}};
        auto offer = resolve_offer(*draft.spec, deployment.serving, draft.pointer, known, factors, findings);
        if (!offer) continue;
        draft.offer = std::move(*offer);
        const bool has_profile = work.model != nullptr && !work.model->profiles.empty();
        draft.device = find_device(draft.offer, draft.pointer, known, !has_profile, findings);
        if (work.model != nullptr && deployment.serving != Serving::api) {
            if (draft.offer.device.empty() && !has_profile)
                findings.problem(
                    draft.pointer + "/offer",
                    fmt::format("offer \"{}\" names no device that could time the model {}", draft.offer.id,
                                work.model->model.name),
                    R"(name one ("device": "nvidia-t4") or give measured times ("service" instead of "model"))");
            if (draft.device == nullptr && !has_profile) continue;
            draft.timing = time_model(work, draft.offer, draft.device, draft.pointer, known, findings);
            if (!draft.timing) continue;
        }
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

void list_variant(const ServedModel& served, const std::string& pointer, Findings& findings) {
    const auto& prune = served.variant.prune;
    if (prune.layers > 0)
        findings.value(pointer + "/prune/layers",
                       {double(prune.layers), "layers", fmt::format("{} layers less", prune.layers)});
    if (prune.heads > 0)
        findings.value(pointer + "/prune/heads", {prune.heads, "", fmt::format("{:.4g} % less", 100 * prune.heads)});
    if (prune.ffn > 0)
        findings.value(pointer + "/prune/ffn", {prune.ffn, "", fmt::format("{:.4g} % less", 100 * prune.ffn)});
    if (const auto& student = served.variant.student)
        findings.value(pointer + "/student", fmt::format("{} layers of {}, {} heads, {} inside", student->layers,
                                                         student->hidden, student->heads, student->intermediate));
    if (served.variant == models::Variant{served.variant.name, served.variant.precision, {}, {}}) return;
    if (served.model.quality.empty())
        findings.note(
            fmt::format("how good the pruned or distilled {} is, is unknown: no published figure", served.model.name));
}

void list_model(const WorkChoice& work, Findings& findings) {
    if (work.model == nullptr) return;
    const auto& model = work.model->model;
    findings.value(work.pointer + "/name", model.title);
    const double parameters = models::parameters_of(work.model->graph);
    findings.derived(work.pointer + "/parameters", {parameters, "", fmt::format("{:.1f} M", parameters / 1e6)},
                     Origin::catalog, model.source, model.date);
    list_variant(*work.model, work.pointer, findings);
    if (!work.model->engine.empty()) findings.value(work.pointer + "/engine", work.model->engine);
    findings.value(work.pointer + "/precision", std::string(models::name_of(work.model->variant.precision)));
    findings.value(work.pointer + "/pad_to_tokens", counted(work.model->pad_to_tokens, "tokens"));
}

/// Batch serving without "batching": as many as are useful on every pool.
std::uint32_t useful_batch(const std::vector<PoolDraft>& drafts, const WorkChoice& work) {
    if (work.model == nullptr) {
        const auto* table = work.service == nullptr ? nullptr : std::get_if<scenarios::TableTime>(&work.service->time);
        return table == nullptr || table->by_batch.empty() ? 1 : table->by_batch.rbegin()->first;
    }
    std::uint32_t batch = 0;
    for (const auto& draft : drafts) {
        const auto useful = models::largest_useful_batch(batch_service(*work.model, *draft.timing));
        batch = batch == 0 ? useful : std::min(batch, useful);
    }
    return std::max(batch, 1U);
}

/// Whether a batch that the user asks for fits the memory of every pool; finds where not.
bool check_batch(std::uint32_t max_batch, const std::vector<PoolDraft>& drafts, const WorkChoice& work,
                 const std::string& pointer, Findings& findings) {
    if (work.model == nullptr) return true;
    bool fits = true;
    for (const auto& draft : drafts) {
        const auto runs = [&](std::uint32_t batch) {
            return models::fits(batch_service(*work.model, *draft.timing), batch);
        };
        if (runs(max_batch)) continue;
        fits = false;
        std::uint32_t most = max_batch;
        while (most > 1 && !runs(most)) most /= 2;
        findings.problem(pointer,
                         fmt::format("a batch of {} of {} does not fit the memory of \"{}\"", max_batch,
                                     work.model->model.name, draft.offer.id),
                         fmt::format("{} does", most));
    }
    return fits;
}

/// False where the batch does not fit.
bool plan_batching(DynamicBatching& plan, const DeploymentSpec& deployment, const std::string& pointer,
                   const std::vector<PoolDraft>& drafts, const WorkChoice& work, Findings& findings) {
    const auto at = in_pools(deployment, pointer, "batching", findings);
    bool fits = true;
    if (const auto& given = deployment.queue.batching) {
        plan.max_batch = given->max_batch;
        plan.max_wait = given->max_wait;
        fits = check_batch(plan.max_batch, drafts, work, at + "/max_batch", findings);
    } else if (deployment.serving == Serving::batch) {
        plan.max_batch = useful_batch(drafts, work);
    }
    const bool useful = !deployment.queue.batching && deployment.serving == Serving::batch;
    findings.value(at + "/max_batch", plan.max_batch, Origin::fallback,
                   useful ? "Plimsoll's default for batch serving: the largest useful batch"
                          : "Plimsoll's default: one at a time");
    findings.value(at + "/max_wait", plan.max_wait);
    return fits;
}

/// How requests wait for replicas that work on batches or have request slots.
template <class Rules>
void plan_queues(Rules& plan, const DeploymentSpec& deployment, const std::string& pointer, Findings& findings) {
    const auto list = [&](const char* name, AssumedValue value) {
        findings.value(in_pools(deployment, pointer, name, findings), std::move(value));
    };
    plan.queue = deployment.queue.kind;
    plan.router = deployment.queue.router;
    plan.max_queue = deployment.queue.max_queue;
    plan.on_loss = deployment.on_loss;
    list("queue", std::string(scenarios::name_of(plan.queue)));
    if (plan.queue == scenarios::QueueKind::per_replica) list("router", std::string(scenarios::name_of(plan.router)));
    if (deployment.queue.router_refresh > Duration{0})
        findings.problem(in_pools(deployment, pointer, "router_refresh", findings),
                         "is simulated for replicas that answer token by token only", "remove it");
    if (plan.router == scenarios::RouterKind::prefix_aware)
        findings.problem(
            in_pools(deployment, pointer, "router", findings),
            "the router prefix-aware needs replicas with a prefix cache: a model that answers token by token",
            R"("least-outstanding" is the same without)");
    list("max_queue", plan.max_queue ? counted(*plan.max_queue, "requests") : "unbounded");
}

void plan_places(RequestSlots& plan, const DeploymentSpec& deployment, const std::string& pointer, Findings& findings) {
    const auto at = [&](const char* name) { return in_pools(deployment, pointer, name, findings); };
    const auto& given = deployment.queue;
    plan.concurrency = given.concurrency.value_or(1);
    plan.processor_sharing = given.sharing ? *given.sharing == scenarios::Sharing::processor : plan.concurrency > 1;
    findings.value(at("concurrency"), plan.concurrency);
    findings.value(at("sharing"), plan.processor_sharing ? "processor" : "none");
}

RequestSlots plan_serverless(const DeploymentSpec& deployment, const std::string& pointer, const WorkChoice& work,
                             Findings& findings) {
    RequestSlots plan;
    plan.max_queue = deployment.queue.max_queue.value_or(0);
    findings.value(in_pools(deployment, pointer, "max_queue", findings), counted(*plan.max_queue, "requests"));
    plan_places(plan, deployment, pointer, findings);
    if (work.service != nullptr && work.service->cold_time)
        plan.cold_service = service_time(*work.service->cold_time, work.pointer + "/cold_time", 1, findings);
    return plan;
}

/// Who chooses the server of a request that is answered token by token, and where it waits.
void plan_token_queues(ContinuousBatching& rules, const DeploymentSpec& deployment, const std::string& pointer,
                       Findings& findings) {
    const auto at = [&](const char* name) { return in_pools(deployment, pointer, name, findings); };
    switch (deployment.serving) {
        case Serving::serverless:
            rules.concurrency = deployment.queue.concurrency.value_or(rules.max_sequences);
            rules.max_queue = deployment.queue.max_queue.value_or(0);
            findings.value(at("concurrency"), counted(rules.concurrency, "requests"), Origin::fallback,
                           "Plimsoll's default: as many as its scheduler has seats for");
            findings.value(at("max_queue"), counted(*rules.max_queue, "requests"));
            return;
        case Serving::real_time:
            findings.value(at("router"), std::string(scenarios::name_of(rules.router)));
            if (rules.router == scenarios::RouterKind::prefix_aware)
                findings.value(at("router_imbalance"), counted(rules.router_imbalance, "requests"));
            if (rules.router != scenarios::RouterKind::round_robin)
                findings.value(at("router_refresh"), rules.router_refresh);
            if (const auto& given = deployment.kv_transfer) {
                rules.transfer = KvTransfer{given->bandwidth_bytes_per_s, given->latency};
                findings.value(pointer + "/kv_transfer/bandwidth",
                               {given->bandwidth_bytes_per_s, "B/s",
                                fmt::format("{:.4g} GB/s", given->bandwidth_bytes_per_s / 1e9)});
                findings.value(pointer + "/kv_transfer/latency", given->latency);
            }
            return;
        case Serving::batch:  // each takes what it has seats for of a common queue
        case Serving::api:
            return;
    }
}

void list_deployment(const DeploymentPlan& plan, scenarios::OnLoss on_loss, const std::string& pointer,
                     Findings& findings) {
    constexpr const char* kServing[] = {"real-time", "serverless", "batch", "api"};
    findings.value(pointer + "/serving", kServing[static_cast<std::size_t>(plan.serving)]);
    findings.value(pointer + "/network", plan.network);
    if (plan.serving != Serving::api)
        findings.value(pointer + "/on_loss", on_loss == scenarios::OnLoss::retry ? "retry" : "fail");
    if (plan.window_every) findings.value(pointer + "/window/every", *plan.window_every);
    if (plan.deadline) findings.value(pointer + "/deadline", *plan.deadline);
}

/// Seats and places do not go together.
void check_places(const DeploymentSpec& deployment, const std::string& pointer, const WorkChoice& work,
                  Findings& findings) {
    if (work.by_token && deployment.serving == Serving::real_time && deployment.queue.concurrency)
        findings.problem(in_pools(deployment, pointer, "concurrency", findings),
                         "replicas that answer token by token have seats, not places",
                         R"(remove it; "max_num_seqs" of "continuous_batching" says how many)");
    if (!work.by_token && deployment.queue.continuous)
        findings.problem(in_pools(deployment, pointer, "continuous_batching", findings),
                         "is of models that answer token by token", R"(remove it, or serve a decoder)");
}

/// A link that nothing would go over.
void check_link(const DeploymentSpec& deployment, const std::string& pointer, const WorkChoice& work,
                Findings& findings) {
    if (!deployment.kv_transfer) return;
    if (!work.by_token)
        findings.problem(pointer + "/kv_transfer", "links servers that answer token by token",
                         R"(remove it, and the "role" of pools, or serve a decoder)");
    else if (deployment.pools.front().role == scenarios::PoolRole::all)
        findings.problem(pointer + "/kv_transfer", "is a link between pools that compute prompts and pools that answer",
                         R"(give the pools a "role": "prefill" or "decode")");
}

/// Of a deployment whose answers come at once there is no first token.
void refuse_token_objectives(const scenarios::Scenario& scenario, const DeploymentSpec& deployment,
                             Findings& findings) {
    using Metric = scenarios::SloSpec::Metric;
    for (std::size_t i = 0; i < scenario.slo.size(); ++i) {
        const Metric metric = scenario.slo[i].metric;
        if (metric == Metric::latency || metric == Metric::wait) continue;
        findings.problem(fmt::format("/slo/{}/metric", i),
                         fmt::format("{} needs answers that come token by token, and those of \"{}\" do not",
                                     scenarios::name_of(metric), deployment.name),
                         R"(use "latency" or "wait", or serve a decoder)");
    }
}

/// Of the steps of the first pool, at their largest.
double relative_sd_of(const DeploymentPlan& plan, const WorkChoice& work) {
    const PoolPlan& pool = plan.pools.front();
    if (work.by_token) return pool.tokens ? pool.tokens->step_time.relative_sd() : 0;
    return pool.service.doubt(largest_batch(plan.discipline), models::max_tokens_of(work.model->model)).relative_sd;
}

/// For the last pool of the plan.
void plan_tokens(DeploymentPlan& plan, const PoolDraft& draft, const DeploymentSpec& deployment,
                 const std::string& pointer, const WorkChoice& work, const models::Devices& devices,
                 Findings& findings) {
    const auto at = in_pools(deployment, pointer, "continuous_batching", findings);
    plan.pools.back().tokens =
        token_serving(std::get<ContinuousBatching>(plan.discipline), deployment, draft, at, work, devices, findings);
    plan.pools.back().datasheet_times = draft.timing->profile == nullptr;
}

}  // namespace

PricedDeployment resolve_deployment(const scenarios::Scenario& scenario, const DeploymentSpec& deployment,
                                    const std::string& pointer, Knowledge& known, Findings& findings) {
    PricedDeployment priced;
    DeploymentPlan& plan = priced.plan;
    plan.name = deployment.name;
    plan.serving = deployment.serving;
    plan.network = deployment.network;
    plan.window_every = deployment.window_every;
    plan.deadline = deployment.deadline;
    auto limits = request_limits(scenario.slo);
    if (limits.size() > 1 && deployment.serving != Serving::batch) plan.limits = std::move(limits);
    list_deployment(plan, deployment.on_loss, pointer, findings);

    const auto work = choose_work(scenario, deployment, pointer, known.zoo(), findings);
    const bool api = deployment.serving == Serving::api;
    if (!api && work.service == nullptr && !work.names_model)
        findings.problem(pointer, fmt::format("nothing says how long the work of \"{}\" takes", deployment.name),
                         R"(name a model ("model": {"name": "bert-base"}) or give measured times ("service"))");
    const auto drafts = draft_pools(deployment, pointer, work, scenario.price_factors, known, findings);
    for (const auto& draft : drafts) priced.offers.pools.push_back(draft.offer);
    priced.offers.extras = resolve_extras(scenario, deployment, priced.offers.pools, pointer, known, findings);
    check_link(deployment, pointer, work, findings);
    if (api) {
        auto& calls = plan.discipline.emplace<ApiCalls>();
        for (const auto& draft : drafts) plan.pools.push_back(plan_api(draft, calls, deployment, work, findings));
        if (calls.per_output_token == Duration(0)) refuse_token_objectives(scenario, deployment, findings);
        return priced;
    }
    list_model(work, findings);
    check_places(deployment, pointer, work, findings);
    if (work.by_token) {
        if (drafts.empty()) return priced;
        const auto at = in_pools(deployment, pointer, "continuous_batching", findings);
        auto rules = plan_continuous_batching(deployment, at, drafts, work, findings);
        if (!rules) return priced;
        plan_token_queues(*rules, deployment, pointer, findings);
        plan.discipline = *rules;
    } else if (deployment.serving == Serving::serverless) {
        plan.discipline = plan_serverless(deployment, pointer, work, findings);
    } else if (deployment.queue.concurrency) {
        auto& slots = plan.discipline.emplace<RequestSlots>();
        plan_queues(slots, deployment, pointer, findings);
        plan_places(slots, deployment, pointer, findings);
    } else {
        auto& batching = plan.discipline.emplace<DynamicBatching>();
        plan_queues(batching, deployment, pointer, findings);
        if (!plan_batching(batching, deployment, pointer, drafts, work, findings)) return priced;
    }
    if (!work.by_token) refuse_token_objectives(scenario, deployment, findings);
    std::vector<std::string> pool_pointers;
    for (const auto& draft : drafts) {
        plan.pools.push_back(plan_pool(draft, deployment.serving, plan.discipline, work, findings));
        for (const auto& extra : priced.offers.extras) pricing::add_needs(extra, plan.pools.back().usage);
        if (work.by_token) plan_tokens(plan, draft, deployment, pointer, work, known.devices(), findings);
        pool_pointers.push_back(draft.pointer);
    }
    check_fleet_events(plan, pointer, pool_pointers, scenario.experiment.horizon, findings);
    if (work.model != nullptr && !plan.pools.empty())
        plan.model =
            model_facts(*work.model, drafts.front().device, *drafts.front().timing, relative_sd_of(plan, work));
    return priced;
}

}  // namespace plimsoll::sim
