// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "random_case.hpp"

#include "scenarios/named_enum.hpp"
#include "scenarios/quantity.hpp"

#include <fmt/format.h>

#include <iterator>
#include <type_traits>

namespace plimsoll::sim {

namespace {

class Text {
public:
    template <typename... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
        text_ += '\n';
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string told(Duration value) { return scenarios::text_of(value); }
template <class Value>
std::string told(const Value& value) {
    if constexpr (std::is_enum_v<Value>)
        return std::string(scenarios::name_of(value));
    else
        return fmt::format("{}", value);
}

void add_autoscaler(Text& text, const scenarios::AutoscalerSpec& autoscaler) {
    std::string settings;
    const auto add = [&settings](const char* name, const auto& value, const scenarios::AboutSetting& /*about*/) {
        settings += fmt::format(" {} {}", name, told(value));
    };
    std::visit([&](const auto& spec) { describe(add, spec); }, autoscaler);
    text.line("    {}:{}", scenarios::kind_of(autoscaler), settings);
}

void add_pool(Text& text, const PoolPlan& pool) {
    text.line("  pool: purchase {} replicas {}..{}, provisioned {}, power {} W work rules {}",
              static_cast<int>(pool.purchase), pool.replicas.min, pool.replicas.max, pool.provisioned, pool.power_watts,
              pool.usage.work.size());
    text.line("    start: provision {} s boot {} s image {} B weights {} B warm-up {} s, links {} / {} / {} B/s",
              seconds_of(pool.start.provision), seconds_of(pool.start.boot), pool.start.image_bytes,
              pool.start.weights_bytes, seconds_of(pool.start.warm_up), pool.start.instance_bandwidth_bytes_per_s,
              pool.start.registry_bandwidth_bytes_per_s, pool.start.store_bandwidth_bytes_per_s);
    text.line("    service: mean {} s for one, random: {}", seconds_of(pool.service.mean(1, 1)),
              pool.service.is_random());
    text.line("    provisioning {} keep-alive {} s instances {}", static_cast<int>(pool.provisioning),
              seconds_of(pool.keep_alive), pool.max_instances);
    if (pool.tokens)
        text.line("    {} blocks of KV cache, one decode {} s", pool.tokens->kv_blocks,
                  pool.tokens->step_time.decode_run(1, 1).first_s);
    if (pool.autoscaler) add_autoscaler(text, *pool.autoscaler);
    if (pool.interruptions) {
        text.line("    spot: mean life {} s shape {} notice {} s outage {} s fallback {}",
                  seconds_of(pool.interruptions->mean_time_to_interruption), pool.interruptions->shape,
                  seconds_of(pool.interruptions->notice), seconds_of(pool.interruptions->mean_outage),
                  pool.fallback_on_demand);
    }
}

void add_discipline(Text& text, const DynamicBatching& batching) {
    text.line("  queue {} router {} max_queue {} max_batch {} max_wait {} s on_loss {}",
              batching.queue == scenarios::QueueKind::central ? "central" : "per-replica",
              static_cast<int>(batching.router), batching.max_queue ? fmt::format("{}", *batching.max_queue) : "none",
              batching.max_batch, seconds_of(batching.max_wait),
              batching.on_loss == scenarios::OnLoss::retry ? "retry" : "fail");
}

void add_discipline(Text& text, const RequestSlots& slots) {
    text.line("  slots: cold mean {} s concurrency {} sharing {} max_queue {}",
              slots.cold_service ? seconds_of(slots.cold_service->mean(1, 1)) : 0, slots.concurrency,
              slots.processor_sharing, slots.max_queue ? fmt::format("{}", *slots.max_queue) : "none");
    text.line("    queue {} router {} on_loss {}", scenarios::name_of(slots.queue), scenarios::name_of(slots.router),
              scenarios::name_of(slots.on_loss));
}

void add_discipline(Text& text, const ApiCalls& calls) {
    text.line("  api: {} requests/min {} tokens/min max wait {} s per output token {} s",
              calls.requests_per_minute.value_or(0), calls.tokens_per_minute.value_or(0), seconds_of(calls.max_wait),
              seconds_of(calls.per_output_token));
}

void add_discipline(Text& text, const ContinuousBatching& rules) {
    text.line("  token by token: seats {} budget {} longest {} part {} block {} watermark {} max_queue {}",
              rules.max_sequences, rules.tokens_per_step, rules.max_tokens, rules.long_prompt_part, rules.block_tokens,
              rules.watermark, rules.max_queue ? fmt::format("{}", *rules.max_queue) : "none");
    text.line(
        "    chunked {} reserves the prompt {} asynchronous {} prefix caching {} unfilled first {} ends unforeseen {} "
        "router {} imbalance {} refresh {} s on_loss {}",
        rules.chunked_prefill, rules.reserve_full_prompt, rules.asynchronous, rules.prefix_caching,
        rules.unfilled_first, rules.ends_unforeseen, scenarios::name_of(rules.router), rules.router_imbalance,
        seconds_of(rules.router_refresh), scenarios::name_of(rules.on_loss));
}

}  // namespace

std::string_view name_of(Family family) {
    switch (family) {
        case Family::central:
            return "central";
        case Family::per_replica:
            return "per_replica";
        case Family::windows:
            return "windows";
        case Family::autoscaled:
            return "autoscaled";
        case Family::spot:
            return "spot";
        case Family::slots:
            return "slots";
        case Family::shared_slots:
            return "shared_slots";
        case Family::token_by_token:
            return "token_by_token";
        case Family::token_windows:
            return "token_windows";
        case Family::token_serverless:
            return "token_serverless";
        case Family::token_roles:
            return "token_roles";
        case Family::serverless:
            return "serverless";
        case Family::sharing:
            return "sharing";
        case Family::api:
            return "api";
    }
    return "unknown";
}

std::string describe(const Case& drawn) {
    const DeploymentPlan& plan = drawn.plan;
    Text text;
    text.line("case {}:{} (replay: PLIMSOLL_DIFFERENTIAL_CASE={}:{})", name_of(drawn.family), drawn.number,
              name_of(drawn.family), drawn.number);
    text.line("  {} requests within {} s, network {} s", drawn.requests.size(), seconds_of(drawn.horizon),
              seconds_of(plan.network));
    std::visit([&text](const auto& discipline) { add_discipline(text, discipline); }, plan.discipline);
    text.line("  window {} s deadline {} s", plan.window_every ? seconds_of(*plan.window_every) : 0,
              plan.deadline ? seconds_of(*plan.deadline) : 0);
    for (const PoolPlan& pool : plan.pools) add_pool(text, pool);
    return text.take();
}

}  // namespace plimsoll::sim
