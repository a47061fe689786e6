// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace plimsoll::results {

namespace {

std::string whole_percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string cost_reason(const CostSummary& cost) {
    const auto largest =
        std::max_element(cost.lines.begin(), cost.lines.end(),
                         [](const CostLine& left, const CostLine& right) { return left.amount < right.amount; });
    const double total = cost.total.approximate();
    if (largest == cost.lines.end() || total <= 0) return "";
    return fmt::format("{} of cost: {}", whole_percent(largest->amount.approximate() / total), largest->item);
}

std::string latency_reason(const DeploymentResult& deployment) {
    struct Part {
        double seconds;
        std::string_view words;
    };
    const bool batch = deployment.serving == scenarios::Serving::batch;
    const auto& parts = deployment.parts;
    const std::array all{Part{parts.network, "network"}, Part{parts.queue, "queueing"},
                         Part{parts.batching, batch ? "waiting for the batch window" : "waiting for a fuller batch"},
                         Part{parts.cold_start, "cold starts"}, Part{parts.compute, "compute"}};
    double total = 0;
    for (const Part& part : all) total += part.seconds;
    if (total <= 0) return "";
    const auto largest = std::max_element(
        all.begin(), all.end(), [](const Part& left, const Part& right) { return left.seconds < right.seconds; });
    return fmt::format("{} of latency: {}", whole_percent(largest->seconds / total), largest->words);
}

}  // namespace

std::string why_text(const DeploymentResult& deployment) {
    const std::string cost = cost_reason(deployment.cost);
    const std::string latency = latency_reason(deployment);
    return cost.empty() || latency.empty() ? cost + latency : cost + "; " + latency;
}

}  // namespace plimsoll::results
