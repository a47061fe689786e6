// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_pool.hpp"

#include "models/graph/memory.hpp"
#include "scenarios/named_enum.hpp"
#include "scenarios/quantity.hpp"
#include "sim/resolve/resolve_offer.hpp"
#include "sim/resolve/setting_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

void list_autoscaler(const scenarios::AutoscalerSpec& autoscaler, const std::string& pointer, Findings& findings) {
    const auto at = pointer + "/autoscaler/";
    findings.value(at + "kind", std::string(scenarios::kind_of(autoscaler)));
    const auto list = [&](const char* name, const auto& value, const scenarios::AboutSetting& about) {
        if (about.source.empty())
            findings.value(at + name, setting_value(value));
        else
            findings.value(at + name, setting_value(value), Findings::Origin::fallback, std::string(about.source));
    };
    std::visit([&](const auto& spec) { describe(list, spec); }, autoscaler);
}

/// A metric of tokens, where replicas do not answer token by token.
void refuse_token_metric(const scenarios::AutoscalerSpec& autoscaler, const std::string& pointer, Findings& findings) {
    const auto refuse = [&](const auto& spec) {
        if constexpr (requires { is_of_tokens(spec.metric); })
            if (is_of_tokens(spec.metric))
                findings.problem(pointer + "/autoscaler/metric",
                                 fmt::format("replicas here answer requests at once: nobody has a {}",
                                             scenarios::name_of(spec.metric)),
                                 R"("requests-per-replica", or a model that answers token by token)");
    };
    std::visit(refuse, autoscaler);
}

void plan_replicas(PoolPlan& plan, const Discipline& discipline, const PoolDraft& draft, Findings& findings) {
    if (plan.role != scenarios::PoolRole::all)
        findings.value(draft.pointer + "/role", std::string(scenarios::name_of(plan.role)));
    findings.value(draft.pointer + "/replicas/min", plan.replicas.min);
    findings.value(draft.pointer + "/replicas/max", plan.replicas.max);
    plan.autoscaler = draft.spec->autoscaler;
    if (!plan.autoscaler) return;
    list_autoscaler(*plan.autoscaler, draft.pointer, findings);
    if (!std::holds_alternative<ContinuousBatching>(discipline))
        refuse_token_metric(*plan.autoscaler, draft.pointer, findings);
}

void plan_instances(PoolPlan& plan, const PoolDraft& draft, Findings& findings) {
    plan.provisioning = Provisioning::on_request;
    plan.keep_alive = draft.spec->keep_alive;
    plan.max_instances = draft.spec->max_instances;
    plan.provisioned = draft.spec->provisioned;
    plan.replicas.min = plan.provisioned;
    plan.replicas.max = std::max(plan.replicas.max, plan.replicas.min);
    findings.value(draft.pointer + "/keep_alive", plan.keep_alive);
    findings.value(draft.pointer + "/max_instances", plan.max_instances);
    if (plan.provisioned > 0) findings.value(draft.pointer + "/provisioned", plan.provisioned);
}

void plan_work(PoolPlan& plan, const Discipline& discipline, const PoolDraft& draft, const WorkChoice& work,
               Findings& findings) {
    const std::uint32_t max_batch = largest_batch(discipline);
    if (work.by_token) return;  // steps, not answers, take a time: resolve_tokens.hpp
    if (work.model != nullptr) {
        plan.service = model_time(work, draft.offer, draft.device, *draft.timing, max_batch, draft.pointer, findings);
        plan.datasheet_times = draft.timing->profile == nullptr;
        return;
    }
    if (work.service == nullptr) return;  // a problem that is known already
    if (auto law = service_time(work.service->time, work.pointer + "/time", max_batch, findings))
        plan.service = std::move(*law);
}

void plan_power(PoolPlan& plan, const PoolDraft& draft, Findings& findings) {
    if (draft.device == nullptr) return;
    plan.power_watts = draft.device->tdp_watts * draft.offer.devices * draft.offer.device_share;
    findings.derived(
        draft.pointer + "/power",
        {plan.power_watts, "W", fmt::format("{:.4g} W at full load (thermal design power)", plan.power_watts)},
        Findings::Origin::datasheet, draft.device->datasheet, draft.device->datasheet_date);
}

PoolPlan common_plan(const PoolDraft& draft) {
    PoolPlan plan;
    plan.usage = pricing::usage_rules(draft.offer);
    plan.purchase = draft.spec->purchase;
    plan.role = draft.spec->role;
    plan.replicas = draft.spec->replicas;
    return plan;
}

}  // namespace

PoolPlan plan_pool(const PoolDraft& draft, scenarios::Serving serving, const Discipline& discipline,
                   const WorkChoice& work, Findings& findings) {
    auto plan = common_plan(draft);
    if (serving == scenarios::Serving::serverless)
        plan_instances(plan, draft, findings);
    else
        plan_replicas(plan, discipline, draft, findings);
    plan_work(plan, discipline, draft, work, findings);
    std::optional<double> weights;
    if (work.model != nullptr) weights = models::weight_bytes_of(work.model->graph);
    plan.start = resolve_start(*draft.spec, draft.offer, weights, draft.pointer, findings);
    plan.interruptions = resolve_interruptions(*draft.spec, draft.offer, draft.pointer, findings);
    plan.fallback_on_demand = draft.spec->fallback_on_demand;
    plan_power(plan, draft, findings);
    return plan;
}

}  // namespace plimsoll::sim
