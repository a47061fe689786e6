// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_text.hpp"

#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace plimsoll::sim {

namespace {

using results::money_text;
using results::paragraph;

/// Lines of the answer.
class Teller {
public:
    Teller(const Space& space, const PlannerAnswer& answer, std::size_t width)
        : space_(space), answer_(answer), width_(std::max(width, results::kNarrowest)) {}

    [[nodiscard]] std::string text() {
        if (answer_.winner)
            tell_winner(*answer_.winner);
        else
            tell_none();
        if (answer_.front.size() > 1) tell_front();
        tell_effort();
        return std::move(text_);
    }

private:
    void say(const std::string& sentence) { text_ += paragraph(sentence, width_); }

    [[nodiscard]] std::string name(const CandidateFigures& figures) const {
        return "'" + space_.candidates[figures.candidate].text() + "'";
    }
    static std::string cost(const CandidateFigures& figures) {
        return money_text(figures.cost_per_month, figures.cost_ci);
    }
    static std::string seconds(const std::optional<double>& value, const std::optional<results::Interval>& ci) {
        if (!value) return "never";
        return results::duration_text(results::Estimate{*value, ci});
    }
    static std::string binding_text(const CandidateFigures& figures) {
        const auto& objective = figures.objectives[figures.binding];
        return fmt::format("{}: {}", objective.what, seconds(objective.value_s, objective.ci));
    }
    static std::string missed_text(const CandidateFigures& figures) {
        const auto& objective = figures.objectives[figures.binding];
        if (!objective.value_s) return fmt::format("misses {}: too many requests get no answer", objective.what);
        return fmt::format("misses {} by {:.3g} %, with {}", objective.what, (objective.ratio() - 1) * 100,
                           seconds(objective.value_s, objective.ci));
    }
    static std::string percent(double share) { return fmt::format("{:.4g} %", share * 100); }
    /// Rounded down: what is stated holds at least.
    static std::string at_least(double probability) {
        constexpr double kDigits = 1000;
        if (probability * kDigits >= kDigits - 1) return "99.9 %";
        return fmt::format("{:.4g} %", std::floor(probability * kDigits) / kDigits * 100);
    }

    void tell_winner(const CandidateFigures& winner) {
        say(fmt::format("{} is the cheapest that meets the objectives: {} a month.", name(winner), cost(winner)));
        say(fmt::format("It answers 99 % within {}. What binds: {}.", seconds(winner.p99_s, winner.p99_ci),
                        binding_text(winner)));
        tell_probability();
        if (answer_.runner_up) tell_runner_up(*answer_.runner_up, winner);
        if (answer_.cheaper)
            say(fmt::format("Cheaper and too slow by least: {}, {} a month, {}.", name(*answer_.cheaper),
                            cost(*answer_.cheaper), missed_text(*answer_.cheaper)));
        if (answer_.faster)
            say(fmt::format("A tenth less of what binds costs {} more a month: {}, {}.",
                            money_text(answer_.faster->cost_per_month - winner.cost_per_month), name(*answer_.faster),
                            binding_text(*answer_.faster)));
    }
    void tell_probability() {
        say(fmt::format(
            "Chance leaves a probability of at least {} that it meets them, to {}, and that no other does so "
            "for less, to {}.",
            at_least(answer_.probability), percent(answer_.tolerance), percent(answer_.tolerance)));
        if (!answer_.rival) return;
        const bool itself = answer_.winner && *answer_.rival == answer_.winner->candidate;
        say(
            fmt::format("That is less than the {} asked for: {}. More replications (--most-replications) or a larger "
                        "--tolerance would settle it.",
                        percent(answer_.confidence),
                        itself ? "it is too near to its objective"
                               : fmt::format("'{}' may be as good", space_.candidates[*answer_.rival].text())));
    }
    void tell_runner_up(const CandidateFigures& next, const CandidateFigures& winner) {
        std::string more = money_text(next.cost_per_month - winner.cost_per_month);
        if (answer_.difference_ci) {
            const auto lo = money_text(answer_.difference_ci->lo);
            const auto hi = money_text(answer_.difference_ci->hi);
            if (lo != hi) more = fmt::format("{} to {}", lo, hi);
        }
        if (next.cost_per_month <= winner.cost_per_month)
            say(fmt::format("Next: {} meets them for the same, with no more to spare: {}.", name(next),
                            binding_text(next)));
        else
            say(fmt::format("Next: {} meets them, too, and costs {} more a month.", name(next), more));
    }
    void tell_none() {
        say("Nothing in this space meets the objectives.");
        if (answer_.nearest)
            say(fmt::format("Nearest: {}, {} a month, {}.", name(*answer_.nearest), cost(*answer_.nearest),
                            missed_text(*answer_.nearest)));
        if (answer_.hopeless)
            say(fmt::format("All of it is ruled out without a simulation; the first: {}.", *answer_.hopeless));
        if (answer_.nearest)
            say(fmt::format("Chance leaves a probability of at least {} that none does.",
                            at_least(answer_.probability)));
    }
    void tell_front() {
        text_ += "\nCost against latency: of what was simulated, nothing is both cheaper and faster than these.\n";
        std::vector<std::pair<std::string, std::string>> rows{{"a month", "p99"}};
        for (const auto& each : answer_.front) rows.emplace_back(cost(each), seconds(each.p99_s, each.p99_ci));
        std::size_t left = 0;
        std::size_t right = 0;
        for (const auto& [money, latency] : rows) {
            left = std::max(left, results::display_width(money));
            right = std::max(right, results::display_width(latency));
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::string what;
            if (i > 0) {
                const auto& figures = answer_.front[i - 1];
                what = space_.candidates[figures.candidate].text() + (figures.met ? "" : " (misses)");
            }
            const auto line = results::padded_left(rows[i].first, left + 2) + "  " +
                              results::padded_left(rows[i].second, right) + "  " + what;
            text_ += results::ended_line(results::shortened(line, width_));
        }
    }
    void tell_effort() {
        const auto& effort = answer_.effort;
        text_ += "\n";
        const auto spent = effort.simulations + effort.from_cache;
        std::string cached;
        if (effort.from_cache > 0) cached = fmt::format(" ({} of them found in the cache)", effort.from_cache);
        say(fmt::format(
            "{} simulations{}; an exhaustive search with as many replications takes {}. Of {} candidates, {} "
            "are ruled out by arithmetic and {} cost more for certain.",
            spent, cached, effort.exhaustive, effort.candidates, effort.hopeless, effort.too_expensive));
        if (space_.invalid > 0)
            say(fmt::format("{} of {} points make no sense, the first: {}", space_.invalid, space_.points,
                            space_.why_invalid));
        if (space_.examples > 0)
            say(fmt::format("Left out, since their price is an invented example: {}.", space_.examples));
        if (space_.later > 0)
            say(fmt::format("Left out, since others answer while someone waits: batches, {} in all.", space_.later));
    }

    const Space& space_;
    const PlannerAnswer& answer_;
    std::size_t width_;
    std::string text_;
};

}  // namespace

std::string answer_text(const Space& space, const PlannerAnswer& answer, std::size_t width) {
    return Teller(space, answer, width).text();
}

}  // namespace plimsoll::sim
