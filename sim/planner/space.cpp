// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/space.hpp"

#include "sim/run/candidacy.hpp"
#include "sim/run/run_key.hpp"
#include "sim/sweep/experiment_at.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace plimsoll::sim {

namespace {

bool lies_in(const std::string& pointer, const std::string& folder) {
    return pointer == folder || pointer.starts_with(folder + "/");
}

/// Of two loads the lower one is always cheaper, and of two objectives the easier one: that is no choice.
void require_choices(const Grid& grid, const std::vector<Future>& futures) {
    std::vector<Problem> problems;
    const auto refuse = [&](const Track* track, const char* what) {
        problems.push_back({"--over", 0, track->pointer, fmt::format("{}, and not chosen by a plan", what),
                            "plan for each value apart, with --set, or compare all of them with `plimsoll sweep`"});
    };
    for (const auto* track : grid.tracks()) {
        for (const auto& set : futures.front().sets)
            if (lies_in(set.substr(0, set.find('=')), track->pointer)) refuse(track, "a future says what that is");
        if (lies_in(track->pointer, "/workload")) refuse(track, "traffic is given");
        if (lies_in(track->pointer, "/slo") || track->pointer.ends_with("/deadline"))
            refuse(track, "an objective is given");
        if (lies_in(track->pointer, "/experiment")) refuse(track, "the experiment is the same for all");
        if (lies_in(track->pointer, "/price_factors")) refuse(track, "prices are given");
    }
    if (!problems.empty()) throw InputError(std::move(problems));
}

/// Whether what varies there can change this deployment.
bool concerns(const Track& track, const scenarios::DeploymentSpec& deployment) {
    return !track.pointer.starts_with("/deployments/") || lies_in(track.pointer, deployment.pointer);
}

Candidate candidate_of(const Grid& grid, std::size_t point, const scenarios::DeploymentSpec& deployment) {
    Candidate candidate;
    candidate.point = point;
    candidate.deployment = deployment.name;
    const auto tracks = grid.tracks();
    const auto values = grid.values_at(point);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (!concerns(*tracks[i], deployment)) continue;
        candidate.at.emplace_back(tracks[i]->name, values[i]);
        candidate.sets.push_back(tracks[i]->pointer + "=" + values[i]);
    }
    return candidate;
}

/// Which deployments there are is chosen, and must not change with what comes.
void require_same_deployments(const std::vector<Experiment>& futures) {
    const auto& first = futures.front().scenario;
    for (const auto& future : futures) {
        const auto& deployments = future.scenario.deployments;
        const auto same = [](const scenarios::DeploymentSpec& a, const scenarios::DeploymentSpec& b) {
            return a.name == b.name && a.serving == b.serving;
        };
        if (std::equal(deployments.begin(), deployments.end(), first.deployments.begin(), first.deployments.end(),
                       same))
            continue;
        throw InputError(Problem{"--futures", 0, "/deployments", "a future changes which deployments there are",
                                 "vary what they serve, or what it costs"});
    }
}

/// Collects what the points add.
class SpaceBuilder {
public:
    SpaceBuilder(const Grid& grid, const std::vector<Future>& futures) : grid_(grid), spaces_(futures.size()) {
        for (std::size_t f = 0; f < futures.size(); ++f) spaces_[f].future = futures[f];
    }

    /// \param experiments at this point, by future
    void add(std::size_t point, std::vector<Experiment> experiments) {
        require_same_deployments(experiments);
        const auto& deployments = experiments.front().scenario.deployments;
        for (std::size_t d = 0; d < deployments.size(); ++d) {
            auto candidate = candidate_of(grid_, point, deployments[d]);
            if (!known_.insert({deployments[d].pointer, candidate.deployment, candidate.sets}).second) continue;
            if (std::any_of(experiments.begin(), experiments.end(),
                            [&](const Experiment& future) { return candidacy_of(future, d) == Candidacy::example; })) {
                ++examples_;
                continue;
            }
            for (std::size_t f = 0; f < spaces_.size(); ++f) take_over(spaces_[f], experiments[f], d, candidate);
            candidates_.push_back(std::move(candidate));
        }
        if (std::exchange(has_experiment_, true)) return;
        for (std::size_t f = 0; f < spaces_.size(); ++f) {
            // The deployments are those of the candidates.
            auto plans = std::move(spaces_[f].experiment.deployments);
            auto offers = std::move(spaces_[f].experiment.offers);
            spaces_[f].experiment = std::move(experiments[f]);
            spaces_[f].experiment.deployments = std::move(plans);
            spaces_[f].experiment.offers = std::move(offers);
        }
    }
    void add_invalid(const InputError& error) {
        if (invalid_++ == 0) first_error_ = error;
    }

    [[nodiscard]] std::vector<Space> take(std::size_t points) {
        if (!has_experiment_) throw InputError(*first_error_);
        leave_out_later_ones();
        require_something();
        for (auto& space : spaces_) {
            space.candidates = candidates_;
            space.points = points;
            space.invalid = invalid_;
            if (first_error_) space.why_invalid = first_error_->problems().front().text();
            space.examples = examples_;
            space.later = later_;
            require_objectives(space);
            number_simulations(space);
        }
        return std::move(spaces_);
    }

private:
    static void take_over(Space& space, Experiment& experiment, std::size_t deployment, const Candidate& candidate) {
        auto& plan = experiment.deployments[deployment];
        plan.name = candidate.text();
        if (!space.future.name.empty()) plan.name += " in " + space.future.name;
        space.experiment.deployments.push_back(std::move(plan));
        space.experiment.offers.push_back(std::move(experiment.offers[deployment]));
    }
    /// As in a comparison: a batch does not answer while someone waits.
    void leave_out_later_ones() {
        const auto& first = spaces_.front().experiment;
        for (std::size_t i = first.deployments.size(); i-- > 0;) {
            if (candidacy_of(first, i) != Candidacy::answers_later) continue;
            const auto place = static_cast<std::ptrdiff_t>(i);
            for (auto& space : spaces_) {
                space.experiment.deployments.erase(space.experiment.deployments.begin() + place);
                space.experiment.offers.erase(space.experiment.offers.begin() + place);
            }
            candidates_.erase(candidates_.begin() + place);
            ++later_;
        }
    }
    void require_something() const {
        if (!candidates_.empty()) return;
        throw InputError(Problem{spaces_.front().experiment.scenario.path, 0, "/deployments",
                                 "every price is an invented example, and no plan may rest on those",
                                 "put real quotes in their place, or set /experiment/examples_compete"});
    }
    static void require_objectives(const Space& space) {
        const auto& scenario = space.experiment.scenario;
        for (const auto& plan : space.experiment.deployments) {
            const bool batch = plan.serving == scenarios::Serving::batch;
            if (batch ? plan.deadline.has_value() : !scenario.slo.empty()) continue;
            throw InputError(Problem{
                scenario.path, 0, batch ? "/deployments" : "/slo",
                fmt::format("a plan needs an objective, and '{}' has none: the cheapest would be to serve nobody",
                            plan.name),
                batch ? "give it a deadline" : R"(add one: --set '/slo=[{"metric": "latency", "at_most": "1 s"}]')"});
        }
    }
    const Grid& grid_;
    std::vector<Space> spaces_;  ///< by future
    std::vector<Candidate> candidates_;
    std::size_t examples_ = 0;
    std::size_t later_ = 0;
    std::size_t invalid_ = 0;
    bool has_experiment_ = false;
    std::optional<InputError> first_error_;
    std::set<std::tuple<std::string, std::string, std::vector<std::string>>> known_;
};

}  // namespace

std::string Candidate::text() const {
    std::string text;
    for (const auto& [name, value] : at) text += fmt::format("{}{}={}", text.empty() ? " at " : ", ", name, value);
    return deployment + text;
}

void number_simulations(Space& space) {
    std::map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < space.candidates.size(); ++i) {
        auto& number = space.candidates[i].simulation;
        number = space.simulated_by.size();
        if (const auto key = run_key(space.experiment, {i, 0, space.candidates[i].overrides}))
            number = numbers.try_emplace(*key, number).first->second;
        if (number == space.simulated_by.size()) space.simulated_by.push_back(i);
    }
}

Space make_space(const scenarios::ScenarioText& scenario, const Grid& grid, const std::vector<std::size_t>& points,
                 Knowledge& knowledge) {
    return std::move(make_spaces(scenario, grid, points, knowledge, {Future{}}).front());
}

std::vector<Space> make_spaces(const scenarios::ScenarioText& scenario, const Grid& grid,
                               const std::vector<std::size_t>& points, Knowledge& knowledge,
                               const std::vector<Future>& futures) {
    require_choices(grid, futures);
    SpaceBuilder builder(grid, futures);
    for (const auto point : points) {
        try {
            std::vector<Experiment> experiments;
            for (const auto& future : futures) {
                auto overrides = future.sets;
                const auto chosen = grid.overrides_at(point);
                overrides.insert(overrides.end(), chosen.begin(), chosen.end());
                experiments.push_back(experiment_at(scenario, overrides, knowledge));
            }
            builder.add(point, std::move(experiments));
        } catch (const InputError& error) {
            builder.add_invalid(error);
        }
    }
    return builder.take(points.size());
}

}  // namespace plimsoll::sim
