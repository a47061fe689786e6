// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/spec/engine.hpp"

#include <memory>
#include <utility>

namespace plimsoll::models {

/// The kernels of a device as an engine runs them: the same times, and the engine's host.
class EngineTimes final : public KernelTimes {
public:
    EngineTimes(std::shared_ptr<const KernelTimes> kernels, Engine engine)
        : kernels_(std::move(kernels)), engine_(std::move(engine)) {}

    [[nodiscard]] KernelTime time(const Work& work) const override { return kernels_->time(work); }
    [[nodiscard]] bool knows(Precision precision) const override { return kernels_->knows(precision); }
    [[nodiscard]] double step_overhead() const override { return kernels_->step_overhead(); }
    [[nodiscard]] double best_seconds(const Work& work) const override { return kernels_->best_seconds(work); }
    [[nodiscard]] StepFactor step_factor(const KernelTotals& kernels) const override {
        return kernels_->step_factor(kernels);
    }
    [[nodiscard]] HostWork host_work(const KernelTotals& kernels) const override {
        return {engine_.host_per_operator_s * kernels.operators + engine_.host_per_step_s + kernels_->step_overhead(),
                engine_.relative_sd, engine_.runs_ahead};
    }
    [[nodiscard]] const Engine& engine() const { return engine_; }

private:
    std::shared_ptr<const KernelTimes> kernels_;
    Engine engine_;
};

}  // namespace plimsoll::models
