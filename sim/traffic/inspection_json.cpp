// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/inspection.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::sim {
namespace {

nlohmann::json tokens_json(const TokenSummary& tokens) {
    return {{"mean", tokens.mean}, {"min", tokens.min}, {"p50", tokens.p50}, {"p90", tokens.p90},
            {"p95", tokens.p95},   {"p99", tokens.p99}, {"max", tokens.max}};
}

}  // namespace

void to_json(nlohmann::json& json, const TraceInspection& inspection) {
    auto windows = nlohmann::json::array();
    for (const WindowCounts& window : inspection.windows) {
        windows.push_back({{"window_s", seconds_of(window.window)},
                           {"windows", window.windows},
                           {"mean_count", window.mean},
                           {"peak_per_s", window.peak_per_s}});
        if (window.windows > 1) windows.back()["index_of_dispersion"] = window.dispersion;
    }
    auto notes = nlohmann::json::array();
    for (const TrafficNote& note : inspection.notes) notes.push_back({{"code", note.code}, {"text", note.text}});
    json = {{"schema", "plimsoll.trace_inspection/1"},
            {"format", inspection.format},
            {"requests", inspection.requests},
            {"span_s", seconds_of(inspection.span)},
            {"mean_rate_per_s", inspection.mean_rate_per_s},
            {"gap_cv", inspection.gap_cv},
            {"simultaneous_share", inspection.simultaneous_share},
            {"windows", windows},
            {"input_tokens", tokens_json(inspection.input_tokens)},
            {"output_tokens", tokens_json(inspection.output_tokens)},
            {"rate_series", {{"bucket_s", seconds_of(inspection.plot_bucket)}, {"counts", inspection.plot}}},
            {"burstiness", burstiness_in_words(inspection)},
            {"notes", notes}};
}

}  // namespace plimsoll::sim
