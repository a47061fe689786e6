// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/training.hpp"

#include "models/graph/memory.hpp"
#include "models/step_time/error_sum.hpp"

#include <cmath>
#include <stdexcept>

namespace plimsoll::models {
namespace {

/// Graph-wide: all operators of a graph that can be trained have one precision.
Precision trained_precision(const OperatorGraph& graph) {
    const auto precision = graph.size() == 0 ? Precision::fp16 : graph.at(0).precision;
    if (precision == Precision::int8 || precision == Precision::fp8 || precision == Precision::int4)
        throw std::invalid_argument("training in a quantized precision");
    return precision;
}

bool is_mixed(Precision precision) { return activation_bytes(precision) < 4; }

double optimizer_state_bytes(Precision precision, Optimizer optimizer) {
    const double master = is_mixed(precision) ? 4 : 0;
    return master + (optimizer == Optimizer::adam ? 8 : 0);
}

/// Bytes that an update reads and writes per parameter: the gradient; the 32-bit weights and the moments, twice; and
/// the 16-bit weights.
double update_bytes(Precision precision, Optimizer optimizer) {
    const double stored = weight_bytes(precision);
    const double working_copy = is_mixed(precision) ? stored : 0;
    return stored + 2 * 4 + (optimizer == Optimizer::adam ? 2 * 8 : 0) + working_copy;
}

class Backward {
public:
    Backward(ErrorSum& sum, const KernelTimes& times, Precision precision, double count)
        : sum_(sum), times_(times), precision_(precision), count_(count) {}

    void operator()(const Gemm& gemm) {
        run(Gemm{gemm.groups, gemm.m, gemm.k, gemm.n}, 1);
        run(Gemm{gemm.groups, gemm.k, gemm.n, gemm.m}, 1);
    }
    void operator()(const Attention& attention) { run(attention, 2.5); }
    void operator()(const AllReduce& reduce) { run(reduce, 1); }
    void operator()(const Stream& stream) {
        const auto as = [&](StreamKind kind) { run(Stream{kind, stream.rows, stream.width}, 1); };
        switch (stream.kind) {
            case StreamKind::norm:
            case StreamKind::gated:
                as(StreamKind::add);  // five values in all: the gradient and two more read, two written
                as(StreamKind::copy);
                break;
            case StreamKind::activation:
            case StreamKind::softmax:
            case StreamKind::rotary:
            case StreamKind::embedding:
                as(StreamKind::add);
                break;
            case StreamKind::copy:
            case StreamKind::pooling:
                as(StreamKind::copy);
                break;
            case StreamKind::add:        // both inputs have the result's gradient
            case StreamKind::host_copy:  // data need none
                break;
        }
    }

private:
    void run(decltype(Work::shape) shape, double times_over) {
        const Work work{shape, precision_};
        sum_.add(work, times_.time(work), count_ * times_over, times_.best_seconds(work));
    }

    ErrorSum& sum_;
    const KernelTimes& times_;
    Precision precision_;
    double count_;
};

}  // namespace

TrainingMemory training_memory(const OperatorGraph& graph, const StepSize& step, Optimizer optimizer) {
    const auto precision = trained_precision(graph);
    const double parameters = parameters_of(graph);
    return {parameters * weight_bytes(precision), parameters * weight_bytes(precision),
            parameters * optimizer_state_bytes(precision, optimizer), all_activation_bytes(graph, step)};
}

StepTime training_step_time(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times,
                            Optimizer optimizer) {
    const auto precision = trained_precision(graph);
    ErrorSum sum;
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        if (!op.runs_in(step)) continue;
        const auto work = work_of(op, step);
        const auto count = static_cast<double>(kind.count);
        sum.add(work, times.time(work), count, times.best_seconds(work));
        std::visit(Backward(sum, times, op.precision, count), work.shape);
    }
    const double values = update_bytes(precision, optimizer) / (2 * activation_bytes(precision));
    const Work update{Stream{StreamKind::copy, parameters_of(graph), values}, precision};
    sum.add(update, times.time(update), 1);

    return whole_step(sum, times);
}

TrainingPlan training_plan(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times,
                           Optimizer optimizer, const TrainingRun& run) {
    TrainingPlan plan;
    const double examples = static_cast<double>(run.examples) * run.epochs;
    plan.steps = static_cast<std::uint64_t>(std::ceil(examples / step.sequences));
    plan.step = training_step_time(graph, step, times, optimizer);
    plan.seconds = static_cast<double>(plan.steps) * plan.step.seconds;
    plan.memory = training_memory(graph, step, optimizer);
    return plan;
}

}  // namespace plimsoll::models
