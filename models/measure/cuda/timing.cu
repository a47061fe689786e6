// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/timing.cuh"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace plimsoll::measure::cuda {
namespace {

class Event {
public:
    Event() { PLIMSOLL_CUDA(cudaEventCreate(&event_)); }
    ~Event() { cudaEventDestroy(event_); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    void record(cudaStream_t stream) const { PLIMSOLL_CUDA(cudaEventRecord(event_, stream)); }
    /// Waits for this one.
    [[nodiscard]] double seconds_since(const Event& start) const {
        PLIMSOLL_CUDA(cudaEventSynchronize(event_));
        float milliseconds = 0;
        PLIMSOLL_CUDA(cudaEventElapsedTime(&milliseconds, start.event_, event_));
        return static_cast<double>(milliseconds) * 1e-3;
    }

private:
    cudaEvent_t event_ = nullptr;
};

/// What `launch` puts into the stream, as a graph that can be launched.
cudaGraphExec_t capture(const Device& device, const std::function<void(cudaStream_t)>& launch) {
    PLIMSOLL_CUDA(cudaStreamBeginCapture(device.stream(), cudaStreamCaptureModeThreadLocal));
    cudaGraph_t graph = nullptr;
    try {
        launch(device.stream());
    } catch (...) {
        cudaStreamEndCapture(device.stream(), &graph);  // the stream must leave its capture; the first error counts
        if (graph != nullptr) cudaGraphDestroy(graph);
        throw;
    }
    PLIMSOLL_CUDA(cudaStreamEndCapture(device.stream(), &graph));
    cudaGraphExec_t executable = nullptr;
    const auto status = cudaGraphInstantiate(&executable, graph, 0);
    cudaGraphDestroy(graph);
    PLIMSOLL_CUDA(status);
    return executable;
}

__global__ void nothing() {}

/// Launches of one graph, where one launch takes `once`: all copies, and long enough that the events' resolution of
/// half a microsecond plays no part, and that the host has the next graph in the stream before this one ends.
std::size_t launches_for(double once, std::size_t copies) {
    constexpr double kShortest = 200e-6;
    constexpr std::size_t kMost = 512;
    const auto wanted = static_cast<std::size_t>(std::ceil(kShortest / std::max(once, 1e-7)));
    return std::clamp(wanted, copies, std::max(kMost, copies));
}

/// The first of two runs keeps the device busy while the host puts the second into the stream: on an idle device, the
/// time from the first event on would hold the launch of the graph.
double seconds_of_second(const Device& device, const StepGraph& graph, const Event& start, const Event& end) {
    graph.launch();
    start.record(device.stream());
    graph.launch();
    end.record(device.stream());
    return end.seconds_since(start);
}

}  // namespace

StepGraph::StepGraph(const Device& device, const std::vector<Kernel*>& kernels, std::size_t first_turn)
    : device_(&device), graph_(capture(device, [&](cudaStream_t stream) {
          std::size_t turn = first_turn;
          for (auto* kernel : kernels) kernel->launch(stream, turn++);
      })) {}

StepGraph::~StepGraph() {
    if (graph_ != nullptr) cudaGraphExecDestroy(graph_);
}

StepGraph::StepGraph(StepGraph&& other) noexcept
    : device_(other.device_), graph_(std::exchange(other.graph_, nullptr)) {}

void StepGraph::launch() const { PLIMSOLL_CUDA(cudaGraphLaunch(graph_, device_->stream())); }

Summary time_kernel(const Device& device, Kernel& kernel, const Effort& effort) {
    // Outside of a capture first: modules are loaded, and libraries allocate, on first use.
    kernel.launch(device.stream(), 0);
    device.synchronize();
    const Event start;
    const Event end;
    start.record(device.stream());
    kernel.launch(device.stream(), 0);
    end.record(device.stream());
    // This one holds the time of the host, too: perhaps more launches are needed.
    std::size_t launches = launches_for(end.seconds_since(start), kernel.copies());
    std::optional<StepGraph> graph;
    const auto once = [&] { return seconds_of_second(device, *graph, start, end) / static_cast<double>(launches); };
    const auto build = [&] {
        graph.emplace(device, std::vector<Kernel*>(launches, &kernel), 0);
        once();  // uploads it
        return once();
    };
    if (const std::size_t enough = launches_for(build(), kernel.copies()); enough > launches) {
        launches = enough;
        build();
    }
    // The effort's limit is time on the device, so that of whole graphs.
    Effort graphs = effort;
    graphs.at_most_s /= 2 * static_cast<double>(launches);
    StoppingRule rule(graphs);
    while (!rule.done()) rule.add(once());
    return rule.summary();
}

Summary time_graph(const Device& device, const StepGraph& graph, const Effort& effort) {
    const Event start;
    const Event end;
    seconds_of_second(device, graph, start, end);  // uploads it
    Effort twice = effort;                         // the effort's limit is time on the device
    twice.at_most_s /= 2;
    StoppingRule rule(twice);
    while (!rule.done()) rule.add(seconds_of_second(device, graph, start, end));
    return rule.summary();
}

double step_overhead(const Device& device) {
    using Clock = std::chrono::steady_clock;
    nothing<<<1, 1, 0, device.stream()>>>();
    PLIMSOLL_CUDA(cudaGetLastError());
    device.synchronize();
    const cudaGraphExec_t graph = capture(device, [](cudaStream_t stream) { nothing<<<1, 1, 0, stream>>>(); });
    StoppingRule rule({50, 1000, 0.2, 0.01});
    while (!rule.done()) {
        const auto start = Clock::now();
        PLIMSOLL_CUDA(cudaGraphLaunch(graph, device.stream()));
        device.synchronize();
        rule.add(std::chrono::duration<double>(Clock::now() - start).count());
    }
    PLIMSOLL_CUDA(cudaGraphExecDestroy(graph));
    return rule.summary().median;
}

}  // namespace plimsoll::measure::cuda
