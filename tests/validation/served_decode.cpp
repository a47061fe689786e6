// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "served_decode.hpp"

#include "models/profile/csv_table.hpp"
#include "recorded_steps.hpp"

#include <fmt/format.h>

#include <optional>

namespace plimsoll::models {
namespace {

/// While a request of `osl` tokens is answered, each of the batch - 1 others ends once and is replaced, and its
/// successor's prefill takes no longer than its time to the first token. That share of the time per token at most is
/// not the decode step's.
constexpr double kMostPrefillShare = 0.1;

struct Served {
    std::string model;  ///< of the zoo
    Precision precision = Precision::bf16;
};

std::optional<Served> served(std::string_view path, std::string_view precision) {
    if (path == "meta-llama/Llama-3.1-70B" && precision == "fp8") return Served{"llama-3.1-70b", Precision::fp8};
    if (path == "Qwen/Qwen3-32B") return Served{"qwen3-32b", precision == "fp8" ? Precision::fp8 : Precision::bf16};
    if (path == "meta-llama/Llama-3.1-8B-Instruct" && precision.empty()) return Served{"llama-3.1-8b", Precision::bf16};
    return std::nullopt;
}

}  // namespace

std::vector<DecodeStep> read_decode_steps() {
    CsvTable table(recorded_steps(kServedFile));
    const auto path = table.column("model_path"), precision = table.column("precision"), mode = table.column("mode"),
               prompt = table.column("isl"), answer = table.column("osl"), batch = table.column("batch_size"),
               devices = table.column("tp_size"), first = table.column("silicon_ttft_ms"),
               further = table.column("silicon_tpot_ms");
    std::vector<DecodeStep> steps;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto model = served(table.text(row, path), table.text(row, precision));
        if (!model || table.text(row, mode) != "agg") continue;
        const auto at = [&](std::size_t column) { return table.number(row, column); };
        const double share = (at(batch) - 1) * at(first) / (at(answer) * at(further));
        if (share > kMostPrefillShare) continue;
        const StepSize size{at(batch), 1, at(prompt) + at(answer) / 2};
        steps.push_back({model->model, model->precision, static_cast<std::uint32_t>(at(devices)), size,
                         at(further) * kMillisecond});
    }
    table.finish();
    return steps;
}

void compare_decode_steps(const std::vector<DecodeStep>& steps, const std::string& source, const KernelTimes& times,
                          StepComparison& comparison) {
    for (const auto& step : steps) {
        const auto graph = build_graph(zoo_model(step.model), {step.precision, step.devices, false});
        comparison.add(fmt::format("decode {} {} {}", step.model, name_of(step.precision), source),
                       step_time(graph, step.size, times), step.seconds);
    }
}

}  // namespace plimsoll::models
