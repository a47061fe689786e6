// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/futures_options.hpp"

#include "scenarios/command_line/usage.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/sweep/grid.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>

namespace plimsoll::cli {

namespace {

/// A number above 0, or nothing.
std::optional<double> positive(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value <= 0) return {};
    return value;
}

/// Shares of 1.
std::vector<double> parse_weights(const std::string& text, std::size_t count) {
    if (text.empty()) return std::vector<double>(count, 1 / static_cast<double>(count));
    std::vector<double> weights;
    std::string_view rest = text;
    for (bool more = true; more;) {
        const auto comma = rest.find(',');
        const auto weight = positive(rest.substr(0, comma));
        if (!weight) throw UsageError(fmt::format("--weights '{}': expected numbers above 0, such as 5,3,2", text));
        weights.push_back(*weight);
        more = comma != std::string_view::npos;
        if (more) rest.remove_prefix(comma + 1);
    }
    if (weights.size() != count)
        throw UsageError(
            fmt::format("--weights has {} of them, and there are {} futures (--futures)", weights.size(), count));
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights) weight /= all;
    return weights;
}

}  // namespace

void FuturesOptions::add_to(CLI::App& command) {
    command
        .add_option("--futures", tracks,
                    "What may come: this value, one future for each step; several vary together. Objectives must be "
                    "met in all of them")
        ->type_name("/POINTER=VALUES")
        ->allow_extra_args(false);
    command.add_option("--weights", weights, "How probable each future is, relative to the others; equally by default")
        ->type_name("N,N,...")
        ->check(not_empty());
    command
        .add_option("--minimise", minimise,
                    "Over the futures: the expected cost; a percentile of it, such as p90; or regret, the most by "
                    "which it costs more than the best plan for what then comes")
        ->type_name("AIM")
        ->capture_default_str();
    command.add_option("--met-in", met_in, "Share of the futures, by weight, in which the objectives must be met")
        ->type_name("SHARE")
        ->capture_default_str();
}

std::vector<sim::Future> FuturesOptions::futures() const {
    if (tracks.empty()) {
        if (!weights.empty()) throw UsageError("--weights are those of futures: name what may come with --futures");
        return {sim::Future{}};
    }
    std::vector<sim::Axis> axes(1);
    for (const auto& text : tracks) {
        axes.front().tracks.push_back(sim::parse_track(text));
        axes.front().tracks.back().place = "--futures";
    }
    sim::name_columns(axes, {});
    const sim::Grid grid(std::move(axes));
    const auto shares = parse_weights(weights, *grid.count());
    std::vector<sim::Future> futures;
    for (std::size_t f = 0; f < shares.size(); ++f)
        futures.push_back({sim::place_of(grid, f), grid.overrides_at(f), shares[f]});
    return futures;
}

sim::Aim FuturesOptions::aim() const {
    using Kind = sim::Aim::Kind;
    if (minimise == "expected") return {Kind::expected};
    if (minimise == "regret") return {Kind::regret};
    constexpr double kMost = 100;
    const auto percentile = minimise.starts_with('p') ? positive(std::string_view(minimise).substr(1)) : std::nullopt;
    if (percentile && *percentile <= kMost) return {Kind::percentile, *percentile};
    throw UsageError(fmt::format("--minimise '{}': expected expected, regret, or a percentile such as p90", minimise));
}

double FuturesOptions::share_met() const {
    const double share = parse_share("--met-in", met_in);
    if (share > 0 && share <= 1) return share;
    throw UsageError(fmt::format("--met-in '{}' is no share above 0 and up to 100 %, such as 90%", met_in));
}

}  // namespace plimsoll::cli
