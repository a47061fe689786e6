// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/graph/operator_graph.hpp"

namespace plimsoll::models {

/// How long one step of a model takes, and how sure that is.
struct StepTime {
    double seconds = 0;          ///< host work, kernels and what lies between them
    double host_seconds = 0;     ///< of the host
    double device_seconds = 0;   ///< of the device: kernels and what lies between them
    double between_seconds = 0;  ///< the part that the kernels one by one do not take; less than 0 where they take more
    double relative_sd = 0;      ///< standard deviation of the error of `seconds`, as a fraction of it
    double extrapolated = 0;     ///< share of the kernels' time that was not measured but follows from a law
    bool host_beside = false;    ///< the host works while the device computes: the longer of the two decides
};

/// The critical path of one device: kernels run one after another, in the graph's order, on one stream, all-reduces on
/// a second one; each waits for its inputs and for its stream. Host work comes on top, or, in an engine that runs
/// ahead, beside (KernelTimes::host_work), and what lies between kernels (KernelTimes::step_factor).
///
/// Errors of times from one kernel table (one kind of kernel, one precision) are taken as fully correlated, so that
/// they add up however many kernels there are; those of different tables as independent. What was extrapolated follows
/// from one law of the device, and is one table in this respect. The host's work counts as exact where it is known;
/// where it is not, the error of `KernelTimes::step_factor` holds it, which joins the others as independent of them.
///
/// O(vertices + edges), and one question to `times` per kind of operator.
/// \pre `times` knows the precisions of the graph
[[nodiscard]] StepTime step_time(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times);

class ErrorSum;
/// The step whose kernels on the critical path are summed up in `kernels`, which `times` has timed.
[[nodiscard]] StepTime whole_step(const ErrorSum& kernels, const KernelTimes& times);

}  // namespace plimsoll::models
