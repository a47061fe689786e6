// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/space.hpp"

#include "sim/run/example_price.hpp"
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
void require_choices(const Grid& grid) {
    std::vector<Problem> problems;
    const auto refuse = [&](const Track* track, const char* what) {
        problems.push_back({"--over", 0, track->pointer, fmt::format("{}, and not chosen by a plan", what),
                            "plan for each value apart, with --set, or compare all of them with `plimsoll sweep`"});
    };
    for (const auto* track : grid.tracks()) {
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

/// Collects what the points add.
class SpaceBuilder {
public:
    explicit SpaceBuilder(const Grid& grid) : grid_(grid) {}

    void add(std::size_t point, Experiment experiment) {
        for (std::size_t d = 0; d < experiment.deployments.size(); ++d) {
            auto candidate = candidate_of(grid_, point, experiment.scenario.deployments[d]);
            if (!known_.insert({experiment.scenario.deployments[d].pointer, candidate.deployment, candidate.sets})
                     .second)
                continue;
            if (!experiment.scenario.experiment.examples_compete &&
                has_example_price(experiment.deployments[d], experiment.offers[d])) {
                ++space_.examples;
                continue;
            }
            experiment.deployments[d].name = candidate.text();
            plans_.push_back(std::move(experiment.deployments[d]));
            offers_.push_back(std::move(experiment.offers[d]));
            space_.candidates.push_back(std::move(candidate));
        }
        if (!std::exchange(has_experiment_, true)) space_.experiment = std::move(experiment);
    }
    void add_invalid(const InputError& error) {
        if (space_.invalid++ == 0) first_error_ = error;
    }

    [[nodiscard]] Space take(std::size_t points) {
        space_.points = points;
        if (!has_experiment_) throw InputError(*first_error_);
        if (first_error_) space_.why_invalid = first_error_->problems().front().text();
        leave_out_later_ones();
        require_something(space_);
        space_.experiment.deployments = std::move(plans_);
        space_.experiment.offers = std::move(offers_);
        require_objectives();
        number_simulations();
        return std::move(space_);
    }

private:
    /// As in a comparison: a batch does not answer while someone waits.
    void leave_out_later_ones() {
        const auto is_batch = [](const DeploymentPlan& plan) { return plan.serving == scenarios::Serving::batch; };
        if (space_.experiment.scenario.slo.empty() || std::all_of(plans_.begin(), plans_.end(), is_batch)) return;
        for (std::size_t i = plans_.size(); i-- > 0;) {
            if (!is_batch(plans_[i])) continue;
            const auto place = static_cast<std::ptrdiff_t>(i);
            plans_.erase(plans_.begin() + place);
            offers_.erase(offers_.begin() + place);
            space_.candidates.erase(space_.candidates.begin() + place);
            ++space_.later;
        }
    }
    static void require_something(const Space& space) {
        if (!space.candidates.empty()) return;
        throw InputError(Problem{space.experiment.scenario.path, 0, "/deployments",
                                 "every price is an invented example, and no plan may rest on those",
                                 "put real quotes in their place, or set /experiment/examples_compete"});
    }
    void require_objectives() const {
        const auto& scenario = space_.experiment.scenario;
        for (const auto& plan : space_.experiment.deployments) {
            const bool batch = plan.serving == scenarios::Serving::batch;
            if (batch ? plan.deadline.has_value() : !scenario.slo.empty()) continue;
            throw InputError(Problem{
                scenario.path, 0, batch ? "/deployments" : "/slo",
                fmt::format("a plan needs an objective, and '{}' has none: the cheapest would be to serve nobody",
                            plan.name),
                batch ? "give it a deadline" : R"(add one: --set '/slo=[{"metric": "latency", "at_most": "1 s"}]')"});
        }
    }
    void number_simulations() {
        std::map<std::string, std::size_t> numbers;
        for (std::size_t i = 0; i < space_.candidates.size(); ++i) {
            auto& number = space_.candidates[i].simulation;
            number = space_.simulated_by.size();
            if (const auto key = run_key(space_.experiment, {i, 0, {}}))
                number = numbers.try_emplace(*key, number).first->second;
            if (number == space_.simulated_by.size()) space_.simulated_by.push_back(i);
        }
    }

    const Grid& grid_;
    Space space_;
    bool has_experiment_ = false;
    std::optional<InputError> first_error_;
    std::vector<DeploymentPlan> plans_;
    std::vector<std::vector<pricing::Offer>> offers_;
    std::set<std::tuple<std::string, std::string, std::vector<std::string>>> known_;
};

}  // namespace

std::string Candidate::text() const {
    std::string text;
    for (const auto& [name, value] : at) text += fmt::format("{}{}={}", text.empty() ? " at " : ", ", name, value);
    return deployment + text;
}

Space make_space(const scenarios::ScenarioText& scenario, const Grid& grid, const std::vector<std::size_t>& points,
                 Knowledge& knowledge) {
    require_choices(grid);
    SpaceBuilder builder(grid);
    for (const auto point : points) {
        try {
            builder.add(point, experiment_at(scenario, grid.overrides_at(point), knowledge));
        } catch (const InputError& error) {
            builder.add_invalid(error);
        }
    }
    return builder.take(points.size());
}

}  // namespace plimsoll::sim
