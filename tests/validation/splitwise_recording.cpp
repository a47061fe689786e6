// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "splitwise_recording.hpp"

#include "models/profile/csv_table.hpp"
#include "models/profile/quantile.hpp"
#include "recorded_steps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::models {
namespace {}  // namespace

std::map<Experiment, Recording> read_splitwise() {
    CsvTable table(recorded_steps(kSplitwiseFile));
    const auto model = table.column("model"), hardware = table.column("hardware"), prompt = table.column("prompt_size"),
               batch = table.column("batch_size"), answer = table.column("token_size"),
               prompt_time = table.column("prompt_time"), token_time = table.column("token_time"),
               total = table.column("e2e_time"), devices = table.column("tensor_parallel");
    std::map<Experiment, Recording> recordings;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, model) != "llama2-70b") continue;
        const auto at = [&](std::size_t column) { return table.number(row, column); };
        auto& recording =
            recordings[{std::string(table.text(row, hardware)), at(devices), at(batch), at(prompt), at(answer)}];
        recording.prompt_times.push_back(at(prompt_time) * kMillisecond);
        recording.token_times.push_back(at(token_time) * kMillisecond);
        recording.totals.push_back(at(total) * kMillisecond);
    }
    table.finish();
    return recordings;
}

void compare_splitwise(const std::map<Experiment, Recording>& recordings, const std::string& hardware,
                       const std::string& source, const KernelTimes& times, StepComparison& comparison,
                       std::set<Experiment>& waited) {
    const auto llama = zoo_model("llama-2-70b");
    std::map<double, OperatorGraph> graphs;
    for (const double devices : {2.0, 4.0, 8.0})
        graphs.emplace(devices, build_graph(llama, {Precision::fp16, static_cast<std::uint32_t>(devices), false}));
    for (const auto& [experiment, recording] : recordings) {
        if (experiment.hardware != hardware) continue;
        const auto& graph = graphs.at(experiment.devices);
        const double prefill = median(recording.prompt_times);
        const double decode = median(recording.token_times);
        // A request takes its prompt and one step for each further token. Answers of 1,024 tokens and more ended
        // earlier; where there seem to be more steps than tokens, requests waited, and nothing tells for what.
        const double tokens = 1 + (median(recording.totals) - prefill) / decode;
        if (tokens > 1.1 * experiment.answer) {
            waited.insert(experiment);
            continue;
        }
        const double context = experiment.prompt + std::min(tokens, experiment.answer) / 2;
        const auto group = fmt::format("{} x {} {}", hardware, experiment.devices, source);
        comparison.add("prefill " + group, step_time(graph, {experiment.batch, experiment.prompt, 0}, times), prefill);
        comparison.add("decode " + group, step_time(graph, {experiment.batch, 1, context}, times), decode);
    }
}

}  // namespace plimsoll::models
