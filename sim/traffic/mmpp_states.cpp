// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/mmpp_states.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {
namespace {

void check(const std::vector<scenarios::MmppState>& states) {
    const std::string pointer = "/workload/traffic/generate/states";
    std::vector<Problem> problems;
    if (states.empty()) problems.push_back({{}, 0, pointer, "an MMPP needs at least one state", {}});
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (!(std::isfinite(states[i].rate_per_s) && states[i].rate_per_s >= 0))
            problems.push_back(
                {{}, 0, fmt::format("{}/{}/rate", pointer, i), "a rate is a number of at least 0 /s", {}});
        if (states[i].mean_stay <= Duration{0})
            problems.push_back(
                {{}, 0, fmt::format("{}/{}/mean_stay", pointer, i), "the mean stay must be above 0 s", {}});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
}

/// The chain is followed stay by stay, also where no request comes: so many take a few seconds. Every state is visited
/// equally often.
void check_number_of_stays(const std::vector<scenarios::MmppState>& states, Duration horizon) {
    constexpr double kMostStays = 1e8;
    double total_stay = 0;
    for (const auto& state : states) total_stay += seconds_of(state.mean_stay);
    const double stays = seconds_of(horizon) * static_cast<double>(states.size()) / total_stay;
    if (states.size() == 1 || horizon == Duration::max() || stays <= kMostStays) return;
    throw InputError(Problem{
        {},
        0,
        "/workload/traffic/generate/states",
        fmt::format("the horizon has about {:.2g} stays in a state; at most {:.0g} are simulated", stays, kMostStays),
        "give a longer \"mean_stay\", or shorten /experiment/horizon"});
}

}  // namespace

MmppStates::MmppStates(std::vector<scenarios::MmppState> states, Duration horizon, std::uint64_t seed)
    : states_(std::move(states)), draws_(seed, "mmpp-states") {
    check(states_);
    check_number_of_stays(states_, horizon);
    double total_stay = 0;
    for (const auto& state : states_) total_stay += seconds_of(state.mean_stay);
    double left = draws_.draw(sojourn_++).first * total_stay;
    while (state_ + 1 < states_.size() && (left -= seconds_of(states_[state_].mean_stay)) >= 0) ++state_;
}

RatePiece MmppStates::next() {
    const scenarios::MmppState& state = states_[state_];
    if (states_.size() == 1) return {kNever, state.rate_per_s};
    const auto [stay, jump] = draws_.draw(sojourn_++);
    end_s_ += -std::log(stay) * seconds_of(state.mean_stay);
    const auto others = states_.size() - 1;
    const auto step = 1 + std::min(others - 1, static_cast<std::size_t>(jump * static_cast<double>(others)));
    state_ = (state_ + step) % states_.size();
    if (end_s_ >= seconds_of(kLongestDuration)) return {kNever, state.rate_per_s};
    return {SimTime(duration_from_seconds(end_s_)), state.rate_per_s};
}

}  // namespace plimsoll::sim
