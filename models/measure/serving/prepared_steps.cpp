// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/prepared_steps.hpp"

#include "models/step_time/graph_sizes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace plimsoll::measure {
namespace {

/// To the nearest number of so many significant bits: of three, 1 to 8, 10, 12, 14, 16, 20, ...
std::uint32_t to_bits(std::uint64_t number, int bits) {
    const int spare = static_cast<int>(std::bit_width(number)) - bits;
    if (spare <= 0) return static_cast<std::uint32_t>(number);
    return static_cast<std::uint32_t>((number + (std::uint64_t{1} << (spare - 1))) >> spare << spare);
}

std::uint32_t three_bits(std::uint64_t number) { return to_bits(number, 3); }

/// Behind the last graph steps are not padded; kernels of products for a few dozen sizes stand for them.
std::uint32_t tokens_of(std::uint64_t tokens, const std::vector<std::uint32_t>& graph_sizes) {
    constexpr int kBits = 6;
    const auto padded = models::padded_to_graph(graph_sizes, tokens);
    return graph_sizes.empty() || tokens > graph_sizes.back() ? to_bits(padded, kBits)
                                                              : static_cast<std::uint32_t>(padded);
}

}  // namespace

DecoderStep rounded(const models::TokenStep& step, const std::vector<std::uint32_t>& graph_sizes) {
    DecoderStep to;
    to.tokens = tokens_of(step.tokens(), graph_sizes);
    to.sampled = three_bits(step.sampled);
    to.decodes = three_bits(step.decodes);
    if (step.decodes > 0) to.context = three_bits(step.decode_context / step.decodes);
    for (const auto& part : step.prompts) to.prompts.push_back({three_bits(part.tokens), three_bits(part.context)});
    std::sort(to.prompts.begin(), to.prompts.end());
    return to;
}

double seconds_of(const models::TokenStepTime& law, const DecoderStep& step) {
    return law.seconds({step.decodes, std::uint64_t{step.decodes} * step.context, step.prompts, step.sampled});
}

PreparedSteps::PreparedSteps(Backend& backend, const ModelWorks& works, const models::TokenStepTime& law,
                             const std::set<DecoderStep>& steps)
    : backend_(backend), law_(law) {
    std::vector<std::vector<models::Work>> all;
    for (const auto& step : steps) {
        steps_.push_back({step, seconds_of(law, step)});
        all.push_back(works.step(step));
    }
    by_time_.resize(steps_.size());
    std::iota(by_time_.begin(), by_time_.end(), std::size_t{0});
    std::sort(by_time_.begin(), by_time_.end(),
              [this](std::size_t a, std::size_t b) { return steps_[a].seconds < steps_[b].seconds; });
    backend.prepare_steps(all);
}

void PreparedSteps::run(const DecoderStep& step) {
    ++ran_;
    const auto found = std::lower_bound(steps_.begin(), steps_.end(), step,
                                        [](const Prepared& a, const DecoderStep& b) { return a.step < b; });
    if (found != steps_.end() && found->step == step)
        return backend_.run_step(static_cast<std::size_t>(found - steps_.begin()));
    ++replaced_;
    backend_.run_step(nearest(step));
}

std::size_t PreparedSteps::nearest(const DecoderStep& step) const {
    const double wanted = seconds_of(law_, step);
    const auto behind = std::lower_bound(by_time_.begin(), by_time_.end(), wanted,
                                         [this](std::size_t a, double seconds) { return steps_[a].seconds < seconds; });
    if (behind == by_time_.begin()) return *behind;
    const auto before = std::prev(behind);
    if (behind == by_time_.end()) return *before;
    return wanted - steps_[*before].seconds < steps_[*behind].seconds - wanted ? *before : *behind;
}

double PreparedSteps::share_replaced() const {
    return ran_ == 0 ? 0 : static_cast<double>(replaced_) / static_cast<double>(ran_);
}

}  // namespace plimsoll::measure
