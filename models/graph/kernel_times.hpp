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
    bool interpolated = false;  ///< between what was measured
};

/// The kernels of a step, added up.
struct KernelTotals {
    double operators = 0;  ///< how many
    double seconds = 0;
    double best_s = 0;  ///< of the products, were each as fast as the fastest known of its precision
};

/// A whole step over the sum of its kernels, and the standard deviation of that, as a fraction of it.
struct StepFactor {
    double factor = 1;
    double relative_sd = 0;
};

/// What the host does for a step.
struct HostWork {
    double seconds = 0;
    double relative_sd = 0;
    bool beside = false;  ///< while the device computes: the longer of the two decides; else before it
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
    /// Of a product at the best rate known in its precision; 0 where none is.
    [[nodiscard]] virtual double best_seconds(const Work& /*work*/) const { return 0; }
    /// What lies between kernels: the factor by which a step takes longer than they do one by one. Its standard
    /// deviation holds whatever else of a whole step no kernel's time tells.
    [[nodiscard]] virtual StepFactor step_factor(const KernelTotals& /*kernels*/) const { return {}; }

    /// By default what no kernel hides, before the device and exact.
    [[nodiscard]] virtual HostWork host_work(const KernelTotals& /*kernels*/) const {
        return {step_overhead(), 0, false};
    }

protected:
    KernelTimes() = default;
};

}  // namespace plimsoll::models
