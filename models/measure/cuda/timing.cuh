// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/kernels.cuh"
#include "models/measure/statistics.hpp"

namespace plimsoll::measure::cuda {

/// Times a kernel by CUDA events around a graph of many launches, as servers launch theirs: no gap for the host between
/// them, nor before the first, since another run of the graph comes right before. One graph walks through every cold
/// copy at least once. A repetition is one run of the graph, its time the mean per launch; the spread is that of these
/// means.
[[nodiscard]] Summary time_kernel(const Device& device, Kernel& kernel, const Effort& effort);

/// From the host's decision to run a step until it knows that the step is done, for a graph of one empty kernel, by the
/// host's clock: launch and synchronization, which no kernel's time holds.
[[nodiscard]] double step_overhead(const Device& device);

/// A step captured once and run as a graph.
class StepGraph {
public:
    StepGraph(const Device& device, const std::vector<Kernel*>& kernels, std::size_t first_turn);
    ~StepGraph();
    StepGraph(StepGraph&& other) noexcept;
    StepGraph(const StepGraph&) = delete;
    StepGraph& operator=(const StepGraph&) = delete;
    StepGraph& operator=(StepGraph&&) = delete;

    void launch() const;

private:
    const Device* device_;
    cudaGraphExec_t graph_ = nullptr;
};

/// Times a whole graph, launched while another run of it keeps the device busy: no host in it, only what lies between
/// its kernels on the device.
[[nodiscard]] Summary time_graph(const Device& device, const StepGraph& graph, const Effort& effort);

}  // namespace plimsoll::measure::cuda
