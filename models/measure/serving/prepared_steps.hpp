// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/model_works.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace plimsoll::measure {

/// The step that stands for `step` on a device: its tokens padded to the next graph or, behind the last, rounded to
/// six significant bits, the sizes of attention to three, up and down alike: a few hundred graphs stand for all steps.
[[nodiscard]] DecoderStep rounded(const models::TokenStep& step, const std::vector<std::uint32_t>& graph_sizes);

/// Steps that a device can run. One that it cannot gives way to the nearest that it can, by the times of a law.
class PreparedSteps {
public:
    /// \throws std::invalid_argument where the device cannot run one of them
    PreparedSteps(Backend& backend, const ModelWorks& works, const models::TokenStepTime& law,
                  const std::set<DecoderStep>& steps);

    void run(const DecoderStep& step);
    [[nodiscard]] std::size_t size() const { return steps_.size(); }
    /// Of the steps that ran, those for which another one stood in, as a fraction.
    [[nodiscard]] double share_replaced() const;

private:
    struct Prepared {
        DecoderStep step;
        double seconds;  ///< by the law
    };
    [[nodiscard]] std::size_t nearest(const DecoderStep& step) const;

    Backend& backend_;
    const models::TokenStepTime& law_;
    std::vector<Prepared> steps_;  ///< sorted by step
    std::vector<std::size_t> by_time_;
    std::size_t ran_ = 0;
    std::size_t replaced_ = 0;
};

/// What the law says of a rounded step.
[[nodiscard]] double seconds_of(const models::TokenStepTime& law, const DecoderStep& step);

}  // namespace plimsoll::measure
