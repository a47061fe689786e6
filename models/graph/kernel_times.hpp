// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"

namespace plimsoll::models {

/// How long one operator takes on a device, and how sure that is.
struct KernelTime {
    double seconds = 0;
    double relative_sd = 0;     ///< standard deviation of the error of `seconds`, as a fraction of it
    bool extrapolated = false;  ///< outside what was measured: a law fitted to it answered, or a datasheet
};

/// Answers how long operators take on one device: the datasheet law, or a profile of measured kernels.
class KernelTimes {
public:
    virtual ~KernelTimes() = default;
    KernelTimes(const KernelTimes&) = delete;
    KernelTimes& operator=(const KernelTimes&) = delete;

    /// \pre `knows(work.precision)`
    [[nodiscard]] virtual KernelTime time(const Work& work) const = 0;
    [[nodiscard]] virtual bool knows(Precision precision) const = 0;
    /// Host work per step that no kernel hides: dispatch, scheduling, synchronization. Seconds.
    [[nodiscard]] virtual double step_overhead() const = 0;
    /// Standard deviation of a whole step's error that no kernel's time holds, as a fraction of the step.
    [[nodiscard]] virtual double step_relative_sd() const { return 0; }

protected:
    KernelTimes() = default;
};

}  // namespace plimsoll::models
