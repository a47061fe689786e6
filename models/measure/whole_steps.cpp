// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/whole_steps.hpp"

#include <algorithm>
#include <array>

namespace plimsoll::measure {
namespace {

struct Size {
    std::uint32_t sequences;
    std::uint32_t tokens;
    std::uint32_t context;
};

// Spans of 128, 512, 1024 and 2048 tokens, as the coarse grid has them.
constexpr std::array<Size, 11> kDecoder{{{1, 1, 127},
                                         {1, 1, 2047},
                                         {8, 1, 511},
                                         {8, 1, 2047},
                                         {32, 1, 1023},
                                         {64, 1, 2047},
                                         {128, 1, 1023},
                                         {1, 64, 0},
                                         {1, 512, 0},
                                         {1, 2048, 0},
                                         {1, 512, 2048}}};
constexpr std::array<Size, 7> kEncoder{
    {{1, 32, 0}, {1, 512, 0}, {8, 64, 0}, {8, 128, 0}, {32, 64, 0}, {32, 128, 0}, {32, 512, 0}}};
constexpr std::array<Size, 4> kOneSize{{{1, 1, 0}, {8, 1, 0}, {32, 1, 0}, {128, 1, 0}}};

std::vector<Size> sizes_for(const ModelWorks& works) {
    if (works.max_tokens() == 0) return {kOneSize.begin(), kOneSize.end()};
    if (works.generates()) return {kDecoder.begin(), kDecoder.end()};
    return {kEncoder.begin(), kEncoder.end()};
}

std::uint32_t least_limit(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || b == 0) return std::max(a, b);
    return std::min(a, b);
}

bool within(std::uint32_t size, std::uint32_t limit) { return limit == 0 || size <= limit; }

}  // namespace

std::vector<WholeStep> whole_steps_of(const ModelChoice& choice, const StepLimits& most) {
    const ModelWorks works(choice);
    const auto tokens = least_limit(most.tokens, works.max_tokens());
    const auto context = least_limit(most.context, works.max_tokens());
    std::vector<WholeStep> steps;
    for (const auto& size : sizes_for(works)) {
        // A decoder's prompt stands in its context afterwards.
        const bool fits = within(size.sequences, most.sequences) && within(size.tokens, tokens) &&
                          within(size.tokens + size.context, std::max(context, tokens));
        if (fits)
            steps.push_back({choice.model, choice.precision, size.sequences, size.tokens, size.context,
                             works.step(size.sequences, size.tokens, size.context)});
    }
    return steps;
}

}  // namespace plimsoll::measure
