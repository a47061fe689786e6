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
    Teller(std::span<const Space> futures, const PlannerAnswer& answer, std::size_t width)
        : futures_(futures), space_(futures.front()), answer_(answer), width_(std::max(width, results::kNarrowest)) {}

    [[nodiscard]] std::string text() {
        if (answer_.winner)
            tell_winner(*answer_.winner);
        else
            tell_none();
        tell_futures();
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

    [[nodiscard]] bool is_over_futures() const { return futures_.size() > 1; }
    [[nodiscard]] std::string enough_futures() const {
        return answer_.met_in < 1 ? fmt::format("{} of the futures", percent(answer_.met_in)) : "every future";
    }
    [[nodiscard]] std::string what_is_small() const {
        switch (answer_.aim.kind) {
            case Aim::Kind::expected:
                break;
            case Aim::Kind::percentile:
                return fmt::format("cost in the {}th percentile of the futures", answer_.aim.percentile);
            case Aim::Kind::regret:
                return "regret";
        }
        return "expected cost";
    }

    /// Of the winner, or else of what comes nearest.
    void tell_futures() {
        const auto& shown = answer_.winner ? answer_.winner : answer_.nearest;
        if (!is_over_futures() || !shown) return;
        text_ += "\n";
        say(fmt::format("{} in each future:", name(*shown)));
        const bool regretted = answer_.aim.kind == Aim::Kind::regret;
        std::vector<std::vector<std::string>> rows{{"weight", "a month", "p99"}};
        if (regretted) rows.front().emplace_back("regret");
        std::vector<std::string> names{""};
        for (std::size_t f = 0; f < futures_.size(); ++f) {
            const auto& there = shown->futures[f];
            rows.push_back({percent(futures_[f].future.weight), money_text(there.cost_per_month, there.cost_ci),
                            seconds(there.p99_s, there.p99_ci)});
            if (regretted) rows.back().push_back(there.regret_per_month ? money_text(*there.regret_per_month) : "-");
            names.push_back(futures_[f].future.name + (there.met ? "" : " (misses)"));
        }
        put_table(rows, names);
    }
    /// Columns to the right, and behind them what they are of.
    void put_table(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& names) {
        std::vector<std::size_t> widths(rows.front().size(), 0);
        for (const auto& row : rows)
            for (std::size_t c = 0; c < row.size(); ++c)
                widths[c] = std::max(widths[c], results::display_width(row[c]));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::string line;
            for (std::size_t c = 0; c < widths.size(); ++c) line += results::padded_left(rows[i][c], widths[c] + 2);
            text_ += results::ended_line(results::shortened(line + "  " + names[i], width_));
        }
    }

    void tell_winner(const CandidateFigures& winner) {
        if (is_over_futures())
            say(fmt::format("{} meets the objectives in {} with the least {}: {} a month.", name(winner),
                            enough_futures(), what_is_small(), cost(winner)));
        else
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
        std::vector<std::vector<std::string>> rows{{"a month", "p99"}};
        std::vector<std::string> names{""};
        for (const auto& each : answer_.front) {
            rows.push_back({cost(each), seconds(each.p99_s, each.p99_ci)});
            names.push_back(space_.candidates[each.candidate].text() + (each.met ? "" : " (misses)"));
        }
        put_table(rows, names);
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

    std::span<const Space> futures_;
    const Space& space_;  ///< whose candidates are those of all futures
    const PlannerAnswer& answer_;
    std::size_t width_;
    std::string text_;
};

}  // namespace

std::string aim_name(const Aim& aim) {
    switch (aim.kind) {
        case Aim::Kind::expected:
            break;
        case Aim::Kind::percentile:
            return fmt::format("p{}", aim.percentile);
        case Aim::Kind::regret:
            return "regret";
    }
    return "expected";
}

std::string answer_text(std::span<const Space> futures, const PlannerAnswer& answer, std::size_t width) {
    return Teller(futures, answer, width).text();
}

}  // namespace plimsoll::sim
