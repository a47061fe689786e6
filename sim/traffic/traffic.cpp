// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/traffic.hpp"

#include "scenarios/input_error.hpp"
#include "sim/traffic/conversation_source.hpp"
#include "sim/traffic/generated_source.hpp"
#include "sim/traffic/scaled_trace.hpp"
#include "sim/traffic/series_source.hpp"
#include "sim/traffic/trace_format.hpp"
#include "sim/traffic/trace_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

namespace plimsoll::sim {

std::unique_ptr<RequestSource> open_traffic(const scenarios::WorkloadSpec& workload, Duration horizon,
                                            std::uint64_t seed, double load) {
    const double scale = workload.load * load;
    if (!(std::isfinite(scale) && scale >= 0))
        throw InputError(
            Problem{{}, 0, "/workload/load", fmt::format("the load cannot be {:g}", scale), "a number of at least 0"});

    if (const auto* trace = std::get_if<scenarios::TraceTraffic>(&workload.traffic))
        return std::make_unique<TraceSource>(ScaledTrace(TiledTrace(*trace), scale, seed), horizon);
    if (const auto* series = std::get_if<scenarios::SeriesTraffic>(&workload.traffic))
        return std::make_unique<SeriesSource>(*series, workload.tenants, scale, horizon, seed);
    const auto& generated = std::get<scenarios::GeneratedTraffic>(workload.traffic);
    if (generated.conversations)
        return std::make_unique<ConversationSource>(generated, workload.tenants, scale, horizon, seed);
    return std::make_unique<GeneratedSource>(generated, workload.tenants, scale, horizon, seed);
}

bool tells_prefixes(const scenarios::WorkloadSpec& workload) {
    if (const auto* trace = std::get_if<scenarios::TraceTraffic>(&workload.traffic)) {
        const auto formats = trace_formats();
        return std::any_of(formats.begin(), formats.end(), [trace](const TraceFormat& format) {
            return format.name == trace->format && format.tells_prefixes;
        });
    }
    if (const auto* series = std::get_if<scenarios::SeriesTraffic>(&workload.traffic))
        return series->prefix.has_value();
    const auto& generated = std::get<scenarios::GeneratedTraffic>(workload.traffic);
    return generated.prefix || generated.conversations;
}

}  // namespace plimsoll::sim
