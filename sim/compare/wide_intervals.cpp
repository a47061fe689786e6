// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/price_doubt.hpp"
#include "sim/compare/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace plimsoll::results {

namespace {

constexpr double kWide = 0.1;  // half width of an interval, as a share of the value

/// What makes an interval wide, in the order in which it is told: the first of them that alone would.
enum class Cause { datasheet, profile, prices, lost_replications, chance };

/// Nothing where the interval is not wide.
std::optional<Cause> cause_of_width(const DeploymentResult& deployment, const Estimate& estimate, double unverified) {
    const double wide = kWide * estimate.value;
    if (!estimate.ci || estimate.value <= 0 || estimate.ci->hi - estimate.value <= wide) return std::nullopt;
    const bool profile = deployment.model && !deployment.model->step_times.profile.empty();
    if (estimate.step_time_margin > wide) return profile ? Cause::profile : Cause::datasheet;
    if (kUnverifiedError * unverified > wide) return Cause::prices;
    return deployment.replications_lost > 0 ? Cause::lost_replications : Cause::chance;
}

std::optional<Cause> cause_of_wide_p99(const DeploymentResult& deployment) {
    if (deployment.serving == scenarios::Serving::batch) return std::nullopt;
    return cause_of_width(deployment, deployment.latency.p99, 0);
}

Estimate cost_of(const DeploymentResult& deployment) {
    const auto& steps = deployment.cost.step_times_per_month;
    return {deployment.cost.per_month.approximate(), deployment.cost.per_month_ci,
            std::max(std::abs(steps.faster), std::abs(steps.slower))};
}

std::optional<Cause> cause_of_wide_cost(const DeploymentResult& deployment) {
    double unverified = 0;
    for (const auto& part : deployment.cost.unverified) unverified += part.per_month;
    return cause_of_width(deployment, cost_of(deployment), unverified);
}

/// What to do about it. Where the interval itself stands beside the figure, it is not repeated.
std::string remedy(Cause cause, const DeploymentResult& deployment, std::string_view which, const Estimate& estimate) {
    const double half = estimate.ci->hi - estimate.value;
    switch (cause) {
        case Cause::datasheet:
            return fmt::format(
                "the interval of {} is wide mostly because step times are a datasheet's, good to a "
                "factor of two; measure a profile (plimsoll-profile), or give measured times (service)",
                which);
        case Cause::profile:
            return fmt::format(
                "the interval of {} is wide mostly because step times are not known better; measure the "
                "profile again, on a quiet machine and with a larger --budget",
                which);
        case Cause::prices:
            return fmt::format(
                "the interval of {} is wide mostly because no primary source confirmed its prices; "
                "write your provider's into the scenario",
                which);
        case Cause::lost_replications:
            return fmt::format("{} is known to ±{:.0f} % only, and {} of {} replications are missing; run it again",
                               which, 100 * half / estimate.value, deployment.replications_lost,
                               deployment.replications + deployment.replications_lost);
        case Cause::chance:
            break;
    }
    const std::size_t needed = replications_for(half, deployment.replications, kWide * estimate.value);
    return fmt::format("{} is known to ±{:.0f} % only; about {}{} replications would bring that to 10 %", which,
                       100 * half / estimate.value, needed == kMostReplications ? "more than " : "", needed);
}

constexpr const char* kCode = "wide-interval";

}  // namespace

MaybeWarning warn_wide_p99(const DeploymentResult& deployment) {
    const auto cause = cause_of_wide_p99(deployment);
    if (!cause) return std::nullopt;
    const auto* which = cause_of_wide_cost(deployment) == cause ? "p99 (and the cost)" : "p99";
    return Warning{kCode, remedy(*cause, deployment, which, deployment.latency.p99)};
}

MaybeWarning warn_wide_cost(const DeploymentResult& deployment) {
    const auto cause = cause_of_wide_cost(deployment);
    if (!cause || cause_of_wide_p99(deployment) == cause) return std::nullopt;
    return Warning{kCode, remedy(*cause, deployment, "the cost", cost_of(deployment))};
}

}  // namespace plimsoll::results
