// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/model_report.hpp"

#include "models/graph/build.hpp"
#include "models/graph/graphviz.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <utility>

namespace plimsoll::cli {
namespace {

void check(const ModelQuestion& question, const StepTimer& timer) {
    std::vector<Problem> problems;
    const auto precision = question.variant.precision;
    if (!timer.times().knows(precision))
        problems.push_back(
            {"", 0, "", fmt::format("{} has no rate for {}", timer.title(), models::name_of(precision)), ""});
    const bool linked = timer.measured() || timer.device()->link_bytes_per_s > 0;
    if (question.tensor_parallel > 1 && !linked)
        problems.push_back(
            {"", 0, "", fmt::format("{} has no link over which devices could share a model", timer.title()), ""});
    if (!problems.empty()) throw InputError(std::move(problems));
}

void add_times(OperatorRow& row, const models::Work& work, const std::vector<StepTimer>& timers) {
    for (const auto& timer : timers) {
        const auto time = timer.times().time(work);
        if (row.time) {
            row.others.push_back(time.seconds);
            continue;
        }
        row.time = time;
        if (const auto* datasheet = timer.datasheet()) row.bound = datasheet->bound(work);
    }
}

std::vector<OperatorRow> rows_of(const models::OperatorGraph& graph, const models::StepSize& step,
                                 const std::vector<StepTimer>& timers) {
    std::vector<OperatorRow> rows;
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        if (!op.runs_in(step)) continue;
        const auto work = models::work_of(op, step);
        OperatorRow row{std::string(op.name),
                        kind.count,
                        models::size_text(work),
                        models::flops_of(work),
                        models::bytes_of(work),
                        {},
                        {},
                        {}};
        add_times(row, work, timers);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

ModelReport report_on(ModelQuestion question, const models::OperatorGraph& graph, const models::Devices& devices) {
    ModelReport report;
    for (const auto& timer : question.timers) {
        check(question, timer);
        report.times.push_back(models::step_time(graph, question.step, timer.times()));
    }
    report.operators = rows_of(graph, question.step, question.timers);
    report.parameters = models::parameters_of(models::build_graph(question.model, {question.variant.precision, 1}));
    report.weight_bytes = models::weight_bytes_of(graph);
    report.activation_bytes = models::peak_activation_bytes(graph, question.step);
    report.key_values = models::key_value_bytes(graph);
    report.memory_bytes = models::memory_bytes(graph, question.step);
    if (question.training) {
        report.training_memory = models::training_memory(graph, question.step, models::Optimizer::adam);
        if (!question.timers.empty())
            report.training_time = models::training_step_time(graph, question.step, question.timers.front().times(),
                                                              models::Optimizer::adam);
    }
    const double needed = report.training_memory ? report.training_memory->total() : report.memory_bytes;
    for (const auto& [name, device] : devices)
        (needed <= device.memory_bytes ? report.fits : report.too_small).push_back(name);
    report.question = std::move(question);
    return report;
}

}  // namespace plimsoll::cli
