// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/run.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace plimsoll::cli {

/// Shows on standard error how far an experiment is.
class ProgressDisplay {
public:
    virtual ~ProgressDisplay() = default;

    virtual void show(const sim::RunProgress& progress) = 0;
    /// The experiment came to its end.
    virtual void finish() = 0;

    /// `choice`: "json" for one JSON object per line, "none", or "auto" for a bar where standard error is a terminal.
    [[nodiscard]] static std::unique_ptr<ProgressDisplay> make(std::string_view choice);
};

/// Seconds that are left when `fraction` of the work took `elapsed_s`; negative where too little is known.
[[nodiscard]] double seconds_left(double fraction, double elapsed_s);

/// "[######--------------]  31 %   7 of 25 simulations, 12 s left".
[[nodiscard]] std::string bar_text(const sim::RunProgress& progress, double elapsed_s);

}  // namespace plimsoll::cli
