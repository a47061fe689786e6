// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "models/measure/statistics.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// On what, and with what, times were measured. Times of two identities do not mix.
struct Identity {
    std::string device;   ///< "nvidia-h100-80gb-hbm3"
    std::string title;    ///< "NVIDIA H100 80GB HBM3", with the threads of a CPU
    std::string driver;   ///< empty on a CPU
    std::string toolkit;  ///< CUDA toolkit or compiler
    std::string library;  ///< "oneDNN 2.6.3"
    std::string clocks;   ///< as far as known; may differ between runs
    std::uint32_t threads = 0;
};

struct Measurement {
    Summary seconds;
    std::string kernel;  ///< what ran, as its library names it
};

/// A device on which operators can be timed.
class Backend {
public:
    virtual ~Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;

    [[nodiscard]] virtual const Identity& identity() const = 0;
    /// Warms up, then repeats the operator as far as `effort` asks. Nothing where the device cannot run it.
    [[nodiscard]] virtual std::optional<Measurement> measure(const models::Work& work, const Effort& effort) = 0;
    /// Host work of one step that no kernel's time holds. Seconds.
    [[nodiscard]] virtual double step_overhead() = 0;

    /// Makes ready to serve steps: `steps[i]` is the operators of a step in order; memory is used best where the
    /// largest comes last. Replaces those prepared before. \throws std::invalid_argument where the device cannot run
    /// one of them.
    virtual void prepare_steps(const std::vector<std::vector<models::Work>>& steps) = 0;
    /// Runs a prepared step and waits for its end. May be called from any thread, one at a time.
    virtual void run_step(std::size_t step) = 0;

protected:
    Backend() = default;
};

}  // namespace plimsoll::measure
