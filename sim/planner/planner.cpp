// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/planner.hpp"

#include "sim/planner/bounds.hpp"
#include "sim/planner/outlook.hpp"
#include "sim/planner/trials.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

namespace plimsoll::sim {

namespace {

using Replications = std::vector<std::pair<std::size_t, std::uint32_t>>;
constexpr double kAny = std::numeric_limits<double>::infinity();

/// The simulations of each future.
using TrialsByFuture = std::vector<std::unique_ptr<Trials>>;

/// The state of a search.
class Search {
public:
    /// \param trials of the futures of the outlook, from this one on
    Search(Outlook outlook, const PlannerOptions& options, std::span<const std::unique_ptr<Trials>> trials)
        : outlook_(std::move(outlook)), space_(outlook_.futures.front()), options_(options), trials_(trials) {
        for (const auto& future : outlook_.futures) arrivals_.push_back(arrivals_of(future.experiment));
        for (std::size_t i = 0; i < space_.candidates.size(); ++i) {
            Sample sample;
            sample.floor = floor_of(i);
            hopeless_.push_back(why_hopeless_in_too_many(i));
            sample.out = hopeless_.back().has_value();
            samples_.push_back(std::move(sample));
            by_floor_.push_back(i);
        }
        std::stable_sort(by_floor_.begin(), by_floor_.end(),
                         [&](std::size_t a, std::size_t b) { return samples_[a].floor < samples_[b].floor; });
        take_news();
        judge_again();
    }

    /// Until the choice is as sure as was asked, or no more can be done for it.
    void choose() {
        for (;;) {
            auto next = unexplored([this](double floor) { return may_be_chosen(floor); });
            if (next.empty()) next = next_replications(samples_, standing_, options_.demand);
            if (next.empty()) return;
            simulate(next);
        }
    }

    [[nodiscard]] PlannerAnswer answer() {
        PlannerAnswer answer;
        answer.tolerance = options_.tolerance;
        answer.confidence = options_.demand.confidence;
        answer.aim = outlook_.aim;
        answer.met_in = outlook_.quorum.share;
        if (standing_.winner) answer.winner = figures(*standing_.winner);
        if (standing_.runner_up) answer.runner_up = figures(*standing_.runner_up);
        if (answer.runner_up)
            answer.difference_ci = results::paired_difference_interval(paired(*standing_.runner_up, *standing_.winner),
                                                                       paired(*standing_.winner, *standing_.runner_up));
        answer.probability = standing_.probability;
        if (standing_.probability < options_.demand.confidence) answer.rival = most_doubtful();
        const auto chosen = standing_;
        answer.effort = effort();
        if (answer.winner) answer.faster = faster_than(*answer.winner);
        if (answer.winner) answer.cheaper = nearest(mean_cost(samples_[*chosen.winner].cost));
        if (!answer.winner) answer.nearest = nearest(kAny);
        if (!answer.winner && !answer.nearest) answer.hopeless = first_hopeless();
        answer.front = front();
        for (const auto& trials : trials_) {
            answer.effort.simulations += trials->simulated();
            answer.effort.from_cache += trials->found();
            answer.lost.insert(answer.lost.end(), trials->lost().begin(), trials->lost().end());
            answer.remarks.insert(answer.remarks.end(), trials->remarks().begin(), trials->remarks().end());
        }
        return answer;
    }

    /// What the choice costs a month, and how probable it is that it is good.
    [[nodiscard]] std::optional<double> best_cost() const {
        if (!standing_.winner) return {};
        return mean_cost(samples_[*standing_.winner].cost) - outlook_.offset();
    }
    [[nodiscard]] double probability() const { return standing_.probability; }

private:
    [[nodiscard]] bool is_simulated(std::size_t i) const { return samples_[i].replications() > 0; }
    [[nodiscard]] RunsByFuture runs(std::size_t i) const {
        RunsByFuture all;
        for (const auto& trials : trials_) all.push_back(trials->runs(i));
        // Who was chosen from in one future alone has more there.
        const auto fewest = std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
                                return a.size() < b.size();
                            })->size();
        for (auto& runs : all) runs = runs.first(fewest);
        return all;
    }
    [[nodiscard]] bool is_lost(std::size_t i) const {
        return std::any_of(trials_.begin(), trials_.end(), [i](const auto& trials) { return trials->is_lost(i); });
    }
    [[nodiscard]] std::size_t asked() const {
        std::size_t all = 0;
        for (const auto& trials : trials_) all += trials->simulated() + trials->found();
        return all;
    }
    [[nodiscard]] CandidateFigures figures(std::size_t i) const { return figures_of(outlook_, i, runs(i)); }

    [[nodiscard]] double floor_of(std::size_t i) const {
        std::vector<double> floors;
        for (const auto& future : outlook_.futures) {
            const auto& experiment = future.experiment;
            const results::Prices prices{experiment.offers[i], experiment.scenario.price_factors};
            floors.push_back(cost_floor(experiment.deployments[i], prices, experiment.scenario.experiment.horizon));
        }
        return outlook_.figure(floors) + outlook_.offset();
    }

    /// Why it cannot meet its objectives in the first of so many futures that the rest is not enough.
    [[nodiscard]] std::optional<std::string> why_hopeless_in_too_many(std::size_t i) const {
        std::optional<std::string> first;
        double missed = 0;
        for (std::size_t f = 0; f < outlook_.futures.size(); ++f) {
            const auto& experiment = outlook_.futures[f].experiment;
            auto why = why_hopeless(experiment, experiment.deployments[i], arrivals_[f]);
            if (!why) continue;
            missed += outlook_.quorum.weights[f];
            if (!first) first = std::move(why);
        }
        if (!outlook_.quorum.is_missed_without(missed)) return {};
        return first;
    }

    void judge_again() { standing_ = judge(samples_, options_.tolerance, options_.demand.looks(), outlook_.quorum); }

    /// Whether so cheap a candidate might be the winner or the runner-up. One that costs what the winner does may be
    /// faster.
    [[nodiscard]] bool may_be_chosen(double floor) const {
        if (!standing_.runner_up) return true;
        return floor <= mean_cost(samples_[*standing_.winner].cost) ||
               floor < mean_cost(samples_[*standing_.runner_up].cost);
    }

    /// Some of those never simulated with a floor that is worth it: the cheapest.
    template <class Worth>
    [[nodiscard]] Replications unexplored(Worth is_worth_it) const {
        const auto at_once = std::clamp<std::size_t>(samples_.size() / 64, 8, 256);
        Replications next;
        for (const auto i : by_floor_) {
            if (!is_worth_it(samples_[i].floor) || next.size() == at_once) break;
            if (!samples_[i].out && !is_simulated(i)) next.emplace_back(i, 1);
        }
        return next;
    }

    void simulate(const Replications& next) {
        for (const auto& trials : trials_) trials->bring(next);
        take_news();
        judge_again();
        if (options_.progress) options_.progress({asked(), standing_.probability, best_cost()});
    }

    /// What has the simulations of another candidate has its news as well.
    void take_news() {
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            if (is_lost(i)) samples_[i].out = true;
            if (samples_[i].out) continue;
            const auto all = runs(i);
            if (all.front().size() != samples_[i].replications())
                fill_sample(outlook_, i, all, options_.tolerance, samples_[i]);
        }
    }

    /// Costs of one in the replications that both have.
    [[nodiscard]] std::span<const double> paired(std::size_t one, std::size_t other) const {
        const auto both = std::min(samples_[one].replications(), samples_[other].replications());
        return std::span(samples_[one].cost).first(both);
    }

    [[nodiscard]] std::optional<std::size_t> most_doubtful() const {
        const auto most = std::max_element(standing_.doubt.begin(), standing_.doubt.end());
        if (most == standing_.doubt.end() || *most <= standing_.winner_doubt) return standing_.winner;
        return static_cast<std::size_t>(most - standing_.doubt.begin());
    }

    /// Of those simulated that miss their objectives and cost less than `bar`, the one that misses them by least.
    [[nodiscard]] std::optional<CandidateFigures> nearest(double bar) const {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            if (samples_[i].out || !is_simulated(i) || samples_[i].met || mean_cost(samples_[i].cost) >= bar) continue;
            if (!best || samples_[i].worst_ratio < samples_[*best].worst_ratio) best = i;
        }
        if (!best) return {};
        return figures(*best);
    }

    [[nodiscard]] std::optional<std::string> first_hopeless() const {
        for (const auto& why : hopeless_)
            if (why) return why;
        return {};
    }

    /// Searches on above the winner, by one replication each, and gives what it finds as many as were asked for.
    [[nodiscard]] std::optional<CandidateFigures> faster_than(const CandidateFigures& winner) {
        constexpr std::size_t kMostMore = 32;
        constexpr double kTenthLess = 0.9;
        const double enough = kTenthLess * winner.objectives[winner.binding].ratio();
        const auto cheapest = [&] {
            std::optional<std::size_t> best;
            for (std::size_t i = 0; i < samples_.size(); ++i) {
                if (samples_[i].out || !is_simulated(i) || !samples_[i].met) continue;
                if (figures(i).objectives[winner.binding].ratio() > enough) continue;
                if (!best || mean_cost(samples_[i].cost) < mean_cost(samples_[*best].cost)) best = i;
            }
            return best;
        };
        const auto before = asked();
        for (;;) {
            const auto best = cheapest();
            const double bar = best ? mean_cost(samples_[*best].cost) : kAny;
            const auto next = unexplored([bar](double floor) { return floor < bar; });
            if (!next.empty() && asked() < before + kMostMore) {
                simulate(next);
                continue;
            }
            if (!best) return {};
            if (samples_[*best].replications() >= options_.demand.replications) return figures(*best);
            simulate({{*best, options_.demand.replications}});
        }
    }

    [[nodiscard]] std::vector<CandidateFigures> front() const {
        std::vector<CandidateFigures> all;
        for (std::size_t i = 0; i < samples_.size(); ++i)
            if (!samples_[i].out && is_simulated(i)) all.push_back(figures(i));
        std::erase_if(all, [](const auto& figures) { return !figures.p99_s; });
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return std::pair(a.cost_per_month, *a.p99_s) < std::pair(b.cost_per_month, *b.p99_s);
        });
        std::vector<CandidateFigures> front;
        for (auto& each : all)
            if (front.empty() || *each.p99_s < *front.back().p99_s) front.push_back(std::move(each));
        return front;
    }

    [[nodiscard]] PlanEffort effort() const {
        PlanEffort effort;
        effort.candidates = samples_.size();
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            if (hopeless_[i])
                ++effort.hopeless;
            else if (!is_simulated(i))
                ++effort.too_expensive;
        }
        const auto replications = standing_.winner ? samples_[*standing_.winner].replications()
                                                   : static_cast<std::size_t>(options_.demand.replications);
        for (const auto& future : outlook_.futures) effort.exhaustive += future.simulated_by.size() * replications;
        return effort;
    }

    Outlook outlook_;
    const Space& space_;  ///< whose candidates are those of all futures
    const PlannerOptions& options_;
    std::span<const std::unique_ptr<Trials>> trials_;
    std::vector<Arrivals> arrivals_;  ///< by future
    std::vector<Sample> samples_;
    std::vector<std::optional<std::string>> hopeless_;  ///< why, by candidate
    std::vector<std::size_t> by_floor_;                 ///< candidates, the cheapest first
    Standing standing_;
};

}  // namespace

PlannerAnswer find_plan(const Space& space, const PlannerOptions& options) { return find_plan({&space, 1}, options); }

PlannerAnswer find_plan(std::span<const Space> futures, const PlannerOptions& options) {
    Outlook outlook{futures, options.aim, {{}, options.met_in}, {}};
    TrialsByFuture trials;
    for (const auto& future : futures) {
        outlook.quorum.weights.push_back(future.future.weight);
        trials.push_back(std::make_unique<Trials>(future, options.jobs, options.store));
    }
    auto each = options;
    double doubt = 0;
    if (options.aim.kind == Aim::Kind::regret) {
        // The best of each future may be wrong as well: what may go wrong is shared out.
        each.demand.confidence = 1 - (1 - options.demand.confidence) / static_cast<double>(futures.size() + 1);
        for (std::size_t f = 0; f < futures.size(); ++f) {
            Search alone({futures.subspan(f, 1), {}, {}, {}}, each, std::span(trials).subspan(f, 1));
            alone.choose();
            outlook.best.push_back(alone.best_cost());
            doubt += 1 - alone.probability();
        }
    }
    Search search(std::move(outlook), each, trials);
    search.choose();
    auto answer = search.answer();
    answer.confidence = options.demand.confidence;
    answer.probability = std::max(0.0, answer.probability - doubt);
    return answer;
}

}  // namespace plimsoll::sim
