// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_schema.hpp"

#include "sim/planner/answer_text.hpp"
#include "sim/planner/commitments_schema.hpp"
#include "sim/planner/planner.hpp"
#include "sim/planner/stress.hpp"
#include "tests/report/golden.hpp"
#include "tests/report/schema_check.hpp"
#include "tests/resolve/resolve_fixture.hpp"

namespace plimsoll::sim {
namespace {

using nlohmann::json;
using results::testing::breaches;
using results::testing::expect_same_file;
using testing::Contains;
using testing::IsEmpty;

class AnswerSchema : public Resolving {
protected:
    [[nodiscard]] static std::string scenario() {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "poisson", "rate": "8 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "percentile": 99, "at_most": "400 ms"}],
  "experiment": {"horizon": "1 min", "replications": 4},
  "deployments": [{"name": "machines", "serving": "real-time",
                   "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1, "max": 1}}]}]})";
    }
    [[nodiscard]] json answer(const std::vector<Future>& futures, const std::vector<std::string>& sets = {},
                              Aim aim = {}) const {
        const Grid grid({{{parse_track("min:/deployments/0/pools/0/replicas/min=1,2,3,6"),
                           parse_track("max:/deployments/0/pools/0/replicas/max=1,2,3,3")}}});
        Knowledge known(PLIMSOLL_SOURCE_DIR, folder_ / "catalog");
        const auto spaces =
            make_spaces({scenario(), (folder_ / "test.json").string(), sets}, grid, {0, 1, 2, 3}, known, futures);
        PlannerOptions options;
        options.aim = aim;
        return json::parse(answer_json(spaces, find_plan(spaces, options)));
    }
};

TEST_F(AnswerSchema, IsThePublishedFile) {
    expect_same_file("docs/plan.schema.json", plan_schema_text());
    expect_same_file("docs/stress.schema.json", stress_schema_text());
    expect_same_file("docs/commitments.schema.json", commitments_schema_text());
}

TEST_F(AnswerSchema, EverythingThatIsAnsweredKeepsToItAndIsDescribed) {
    const auto schema = json::parse(plan_schema_text());
    const auto found = answer({Future{}});
    EXPECT_FALSE(found.at("winner").is_null());
    EXPECT_TRUE(found.at("points").contains("why_invalid"));
    EXPECT_THAT(breaches(schema, found), IsEmpty());
    const std::vector<Future> futures{{"load=1", {"/workload/load=1"}, 0.5}, {"load=2", {"/workload/load=2"}, 0.5}};
    for (const auto kind : {Aim::Kind::expected, Aim::Kind::percentile, Aim::Kind::regret})
        EXPECT_THAT(breaches(schema, answer(futures, {}, {kind})), IsEmpty());
    const auto none = answer({Future{}}, {"/slo/0/at_most=101 ms"});
    EXPECT_FALSE(none.at("nearest").is_null());
    EXPECT_THAT(breaches(schema, none), IsEmpty());
    const auto hopeless = answer({Future{}}, {"/slo/0/at_most=99 ms"});
    EXPECT_TRUE(hopeless.contains("why_hopeless"));
    EXPECT_THAT(breaches(schema, hopeless), IsEmpty());
}

TEST_F(AnswerSchema, FindsWhatIsMissingOrUnknown) {
    const auto schema = json::parse(plan_schema_text());
    auto changed = answer({Future{}});
    changed["winner"].erase("cost");
    EXPECT_THAT(breaches(schema, changed), Contains("/winner"));
    changed = answer({Future{}});
    changed["front"][0]["news"] = 1;
    EXPECT_THAT(breaches(schema, changed), Contains("/front/0"));
}

TEST_F(AnswerSchema, OfStressesHoldsForWhatIsReported) {
    const auto experiment = resolved(scenario());
    const auto report = json::parse(stress_json(run_stresses(experiment, {0}, {}), experiment));
    EXPECT_THAT(breaches(json::parse(stress_schema_text()), report), IsEmpty());
}

}  // namespace
}  // namespace plimsoll::sim
