// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/trials.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/run_cache.hpp"
#include "sim/run/run_phase.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plimsoll::sim {

namespace {

/// Simulations between two looks at what they made: what they leave in memory is small.
constexpr std::size_t kMostAtOnce = 1024;

void require_clean_run(const results::RunResult& run, const std::string& label) {
    for (const auto& check : run.audit)
        if (!check.passed)
            throw ModelBug(fmt::format("{}: broken invariant \"{}\": {}", label, check.name, check.detail));
}

/// What is asked of it later; the rest is most of a result.
results::RunResult reduced(results::RunResult run) {
    run.series = {};
    run.lives = {};
    run.parts_by_band = {};
    run.audit = {};
    return run;
}

}  // namespace

/// A store that counts what it had.
class Trials::Counter : public RunStore {
public:
    explicit Counter(RunStore* store) : store_(store) {}

    std::optional<Bytes> find(std::string_view key) override {
        auto result = store_ != nullptr ? store_->find(key) : std::nullopt;
        if (result) ++found_;
        return result;
    }
    void keep(std::string_view key, const Bytes& result) override {
        if (store_ != nullptr) store_->keep(key, result);
    }
    std::string drop(std::string_view key) override {
        --found_;  // what was found could not be believed
        return store_ != nullptr ? store_->drop(key) : std::string();
    }
    void trim() override {
        if (store_ != nullptr) store_->trim();
    }
    [[nodiscard]] std::size_t found() const { return found_; }

private:
    RunStore* store_;
    std::size_t found_ = 0;
};

Trials::Trials(const Space& space, unsigned jobs, RunStore* store)
    : space_(space),
      jobs_(jobs),
      store_(std::make_unique<Counter>(store)),
      runs_(space.simulated_by.size()),
      lost_(space.simulated_by.size()) {}

Trials::~Trials() = default;

void Trials::bring(const std::vector<std::pair<std::size_t, std::uint32_t>>& to_replications) {
    std::map<std::size_t, std::size_t> wanted;  // by simulation
    for (const auto& [candidate, replications] : to_replications) {
        auto& most = wanted[space_.candidates[candidate].simulation];
        most = std::max<std::size_t>(most, replications);
    }
    std::vector<PlannedPoint> points;
    for (const auto& [simulation, replications] : wanted) {
        const auto first = space_.simulated_by[simulation];
        for (auto r = runs_[simulation].size(); r < replications; ++r)
            points.push_back({{first, static_cast<std::uint32_t>(r), space_.candidates[first].overrides}, Role::main});
    }
    RunCache cache(store_.get(), outcome_.remarks);
    PhaseOptions phase;
    phase.jobs = jobs_;
    for (std::size_t begin = 0; begin < points.size(); begin += kMostAtOnce) {
        const auto first = points.begin() + static_cast<std::ptrdiff_t>(begin);
        const std::vector<PlannedPoint> part(
            first, first + static_cast<std::ptrdiff_t>(std::min(kMostAtOnce, points.size() - begin)));
        Simulated simulated;
        run_phase(space_.experiment, part, phase, cache, outcome_, simulated);
        asked_ += part.size();
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto simulation = space_.candidates[part[i].point.deployment].simulation;
            if (simulated.results[i].kind != WorkerResult::Kind::done) lost_[simulation] = true;
            if (lost_[simulation]) continue;  // replications are paired: no gap among them
            auto run = simulated.results[i].run();
            require_clean_run(run, label_of(space_.experiment, part[i]));
            runs_[simulation].push_back(reduced(std::move(run)));
        }
    }
}

std::span<const results::RunResult> Trials::runs(std::size_t candidate) const {
    return runs_[space_.candidates[candidate].simulation];
}

bool Trials::is_lost(std::size_t candidate) const { return lost_[space_.candidates[candidate].simulation]; }

std::size_t Trials::simulated() const { return asked_ - found(); }

std::size_t Trials::found() const { return store_->found(); }

}  // namespace plimsoll::sim
