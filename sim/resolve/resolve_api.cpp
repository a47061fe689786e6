// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_offer.hpp"
#include "sim/resolve/resolve_pool.hpp"

#include "scenarios/quantity.hpp"

#include <fmt/format.h>

#include <cmath>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;
using Origin = Findings::Origin;

constexpr double kZ99 = 2.3263478740408408;  // 99 % quantile of the standard normal distribution

/// The lognormal law with this median and 99th percentile: median = exp(mu), p99 = exp(mu + 2.326 sigma), hence
/// mean = median exp(sigma^2 / 2) and cv^2 = exp(sigma^2) - 1.
models::ServiceTime fitted(const pricing::ApiService& api) {
    const double ratio = seconds_of(api.latency_p99) / seconds_of(api.latency_median);
    if (!(ratio > 1)) return models::ServiceTime::constant(api.latency_median);
    const double sigma = std::log(ratio) / kZ99;
    const double mean = seconds_of(api.latency_median) * std::exp(sigma * sigma / 2);
    return models::ServiceTime::lognormal(duration_from_seconds(mean), std::sqrt(std::expm1(sigma * sigma)));
}

void plan_limit(std::optional<double>& limit, const std::optional<double>& given, const std::string& pointer,
                const char* what, const pricing::Offer& offer, Findings& findings) {
    const bool from_catalog = !given && limit;
    if (given) limit = given;
    AssumedValue value = "none";
    if (limit) value = {*limit, fmt::format("{}/min", what), fmt::format("{} {} per minute", *limit, what)};
    if (from_catalog)
        findings.derived(pointer, std::move(value), Origin::catalog, offer.provenance.source,
                         date_text(offer.provenance.date));
    else
        findings.value(pointer, std::move(value));
}

}  // namespace

PoolPlan plan_api(const PoolDraft& draft, ApiCalls& calls, const scenarios::DeploymentSpec& deployment,
                  const WorkChoice& work, Findings& findings) {
    const auto& offer = draft.offer;
    PoolPlan plan;
    plan.usage = pricing::usage_rules(offer);
    plan.provisioning = Provisioning::none;
    plan.purchase = draft.spec->purchase;
    const auto api = offer.api.value_or(pricing::ApiService{});
    calls = {api.requests_per_minute, api.tokens_per_minute, api.per_output_token, Duration(0)};
    const bool own = deployment.service.has_value();
    if (api.latency_median.count() > 0 && !own) {
        plan.service = fitted(api);
        const auto list = [&](const char* name, Duration value) {
            findings.derived(draft.pointer + "/api/" + name, value, Origin::catalog, offer.provenance.source,
                             date_text(offer.provenance.date));
        };
        list("latency_median", api.latency_median);
        list("latency_p99", api.latency_p99);
        list("per_output_token", api.per_output_token);
    } else if (work.service != nullptr) {
        // A measured latency is the whole of it.
        calls.per_output_token = Duration(0);
        if (auto law = service_time(work.service->time, work.pointer + "/time", 1, findings))
            plan.service = std::move(*law);
    } else {
        findings.problem(
            draft.pointer + "/offer", fmt::format("\"{}\" says nothing of its latency", offer.id),
            R"(give the deployment a latency: "service": {"time": {"lognormal": {"mean": "400 ms", "cv": 0.5}}})");
    }
    const auto limits = draft.spec->rate_limit.value_or(scenarios::RateLimitSpec{});
    const auto pointer = draft.pointer + "/rate_limit";
    plan_limit(calls.requests_per_minute, limits.requests_per_minute, pointer + "/requests", "requests", offer,
               findings);
    plan_limit(calls.tokens_per_minute, limits.tokens_per_minute, pointer + "/tokens", "tokens", offer, findings);
    findings.value(pointer + "/max_wait", limits.max_wait);
    calls.max_wait = limits.max_wait;
    return plan;
}

}  // namespace plimsoll::sim
