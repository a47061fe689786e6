// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run.hpp"

#include "sim/run/run_points.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <map>

namespace plimsoll::sim {
namespace {

/// A store in memory that counts what it is asked.
class MemoryStore final : public RunStore {
public:
    std::optional<Bytes> find(std::string_view key) override {
        ++asked;
        const auto found = kept.find(std::string(key));
        if (found == kept.end()) return {};
        ++answered;
        return found->second;
    }
    void keep(std::string_view key, const Bytes& result) override {
        EXPECT_TRUE(kept.emplace(key, result).second) << "simulated twice";
    }
    std::string drop(std::string_view key) override {
        kept.erase(std::string(key));
        return "a result";
    }
    void trim() override {}

    std::map<std::string, Bytes> kept;
    std::size_t asked = 0;
    std::size_t answered = 0;
};

class RunExperiment : public Resolving {
protected:
    [[nodiscard]] RunOutcome run(const Experiment& experiment) {
        RunOptions options;
        options.store = &store_;
        return run_experiment(experiment, options);
    }
    /// Two deployments that differ by what they cost, and another.
    [[nodiscard]] Experiment experiment(const std::vector<std::string>& sets = {}) const {
        std::vector<std::string> all{R"(/experiment={"horizon": "30 min", "replications": 2})", "/workload/load=9"};
        all.insert(all.end(), sets.begin(), sets.end());
        return resolved(around(
                            R"({"name": "dear", "serving": "real-time", "pools": [{"offer": {"price": "2 USD/h"}}]},
                   {"name": "cheap", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}}]},
                   {"name": "other", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 2, "max": 2}}]})",
                            R"("service": {"time": {"exponential": {"mean": "100 ms"}}},)"),
                        all);
    }

    MemoryStore store_;
};

TEST_F(RunExperiment, AsksTheStoreForEachSimulationAndKeepsWhatRan) {
    static_cast<void>(run(experiment({"/deployments/1/network=1 ms"})));
    EXPECT_EQ(store_.asked, 6U);  // three deployments, two replications
    EXPECT_EQ(store_.answered, 0U);
    EXPECT_EQ(store_.kept.size(), 6U);
    static_cast<void>(run(experiment({"/deployments/1/network=1 ms"})));
    EXPECT_EQ(store_.answered, 6U);
}

TEST_F(RunExperiment, SimulatesOnceWhatIsTheSameSimulation) {
    std::size_t done = 0;
    std::size_t of = 0;
    RunOptions options;
    options.store = &store_;
    options.progress = [&](const RunProgress& progress) {
        done = progress.done;
        of = progress.of;
    };
    const auto outcome = run_experiment(experiment(), options);
    EXPECT_EQ(store_.kept.size(), 4U);  // "dear" and "cheap" share theirs
    EXPECT_EQ(done, 6U);
    EXPECT_EQ(of, 6U);
    const auto& [dear, cheap, other] = std::tie(outcome.comparison.deployments[0], outcome.comparison.deployments[1],
                                                outcome.comparison.deployments[2]);
    EXPECT_EQ(dear.replications, 2U);
    EXPECT_EQ(cheap.replications, 2U);
    EXPECT_EQ(dear.fingerprint, cheap.fingerprint);
    EXPECT_EQ(dear.cost.total, cheap.cost.total.times(pricing::Quantity(2)));
    EXPECT_NE(dear.fingerprint, other.fingerprint);
}

TEST_F(RunExperiment, TellsAndDropsWhatTheStoreHasOfNoSimulation) {
    const auto good = run(experiment());
    for (auto& [key, result] : store_.kept) result = {1, 2, 3};
    const auto again = run(experiment());
    EXPECT_EQ(again.comparison.fingerprint, good.comparison.fingerprint);
    EXPECT_EQ(again.remarks.size(), 4U);
    EXPECT_EQ(store_.kept.size(), 4U);
}

}  // namespace
}  // namespace plimsoll::sim
