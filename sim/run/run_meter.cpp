// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_meter.hpp"

#include <utility>

namespace plimsoll::sim {

namespace {

std::vector<double> weights_of(const std::vector<RunMeter::Task>& tasks) {
    std::vector<double> weights;
    weights.reserve(tasks.size());
    for (const auto& task : tasks) weights.push_back(task.weight);
    return weights;
}

}  // namespace

RunMeter::RunMeter(const std::vector<Task>& tasks, std::vector<std::string> deployments)
    : names_(std::move(deployments)), all_(weights_of(tasks)), lost_(names_.size()) {
    std::vector<std::vector<double>> weights(names_.size());
    for (const auto& task : tasks) {
        places_.push_back({task.deployment, weights[task.deployment].size()});
        weights[task.deployment].push_back(task.weight);
    }
    for (auto& of_one : weights) each_.emplace_back(std::move(of_one));
}

void RunMeter::moved(std::size_t task, double fraction) {
    all_.moved(task, fraction);
    each_[places_[task].deployment].moved(places_[task].task, fraction);
}

void RunMeter::finished(std::size_t task) {
    all_.finished(task);
    each_[places_[task].deployment].finished(places_[task].task);
}

void RunMeter::lost(std::size_t task) {
    finished(task);
    ++lost_[places_[task].deployment];
}

RunProgress RunMeter::progress() const {
    RunProgress progress{all_.done(), all_.count(), all_.fraction(), {}, {}, {}};
    for (std::size_t i = 0; i < names_.size(); ++i)
        progress.deployments.push_back({names_[i], each_[i].fraction(), lost_[i]});
    return progress;
}

}  // namespace plimsoll::sim
