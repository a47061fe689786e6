// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class BadScenario : public ProgramTest {};

TEST_F(BadScenario, MissingFileEndsWithStatus4) {
    const auto result = run({"compare", path("missing.json")});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, AllOf(HasSubstr("missing.json"), HasSubstr("No such file")));
    EXPECT_THAT(result.out, IsEmpty());
}

TEST_F(BadScenario, FolderInsteadOfAFileEndsWithStatus4) {
    const auto result = run({"check", path("")});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr("folder"));
}

TEST_F(BadScenario, SyntaxErrorIsShownWithItsLine) {
    const auto result = run({"compare", file("bad.json", "{\n  \"plimsoll\": 1,\n  \"name\" \"x\"\n}\n")});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, HasSubstr("bad.json:3"));
}

TEST_F(BadScenario, KeyThatStandsTwiceIsRefused) {
    const auto text = replaced(kSmall, R"("name": "small")", R"("name": "small", "name": "tiny")");
    const auto result = run({"check", file("twice.json", text)});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, AllOf(HasSubstr("twice.json:3"), HasSubstr("/name")));
}

TEST_F(BadScenario, AllProblemsAreListedAtOnceWithTheirLines) {
    std::string text = replaced(kSmall, "5 /s", "5 /fortnight");
    text = replaced(text, "10 min", "10 parsecs");
    text = replaced(text, "real-time", "reel-time");
    const auto result = run({"check", file("three.json", text)});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("three.json:4: /workload/traffic/generate/rate"),
                      HasSubstr("three.json:8: /deployments/0/serving"), HasSubstr("did you mean \"real-time\""),
                      HasSubstr("three.json:11: /experiment/horizon"), HasSubstr("3 problems")));
}

TEST_F(BadScenario, NamesOfNothingAreFoundBesideEverythingElse) {
    const auto text = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"rate": "5 /fortnight"}}},
  "model": {"name": "bert-bse"},
  "deployments": [{"name": "a", "serving": "real-time", "pools": [{"offer": "aws/us-east-1/g4dn.xlrge"}]}]
})";
    const auto result = run({"check", file("names.json", text)});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, AllOf(HasSubstr("names.json:3: /workload/traffic/generate/rate"),
                                  HasSubstr("names.json:4: /model/name"), HasSubstr("did you mean \"bert-base\""),
                                  HasSubstr("names.json:5: /deployments/0/pools/0/offer"), HasSubstr("g4dn.xlarge"),
                                  HasSubstr("3 problems")));
}

/// A change to the small scenario that makes it wrong, and what the complaint must contain.
struct Wrong {
    std::vector<std::string> sets;
    std::string pointer;
    std::string says;
};

void PrintTo(const Wrong& wrong, std::ostream* to) { *to << testing::PrintToString(wrong.sets); }

class WrongScenario : public ProgramTest, public testing::WithParamInterface<Wrong> {};

TEST_P(WrongScenario, EndsWithStatus3AndPointsAtTheValue) {
    for (const char* command : {"check", "compare", "explain"}) {
        std::vector<std::string> arguments{command, small()};
        for (const auto& set : GetParam().sets) arguments.insert(arguments.end(), {"--set", set});
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 3) << command;
        EXPECT_THAT(result.out, IsEmpty()) << command;
        EXPECT_THAT(result.err, AllOf(HasSubstr(GetParam().pointer), HasSubstr(GetParam().says))) << command;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Structure, WrongScenario,
    testing::Values(Wrong{{"/workload/lod=2"}, "/workload/lod", "did you mean \"load\""},
                    Wrong{{"/plimsoll=2"}, "/plimsoll", "2"}, Wrong{{"/name=3"}, "/name", "text"},
                    Wrong{{"/deployments=[]"}, "/deployments", ""},
                    Wrong{{"/workload/traffic={}"}, "/workload/traffic", "\"trace\", \"generate\" or \"series\""},
                    Wrong{{"/workload/traffic/series=small.json"}, "/workload/traffic", "several sources"},
                    Wrong{{"/deployments/0/pools/0={}"}, "/deployments/0/pools/0", "offer"},
                    Wrong{{"/deployments/1/name=one"}, "/deployments/1/name", "one"},
                    Wrong{
                        {"/deployments/0/serving=realtime"}, "/deployments/0/serving", "did you mean \"real-time\""}));

INSTANTIATE_TEST_SUITE_P(
    Quantities, WrongScenario,
    testing::Values(
        Wrong{{"/experiment/horizon=10"}, "/experiment/horizon", "24 h"},
        Wrong{{"/experiment/horizon=10 parsecs"}, "/experiment/horizon", "parsecs"},
        Wrong{{"/experiment/horizon=0 s"}, "/experiment/horizon", ""},
        Wrong{{"/experiment/warm_up=1 h"}, "/experiment/warm_up", ""},
        Wrong{{"/experiment/replications=0"}, "/experiment/replications", "1"},
        Wrong{{"/experiment/replications=2.5"}, "/experiment/replications", ""},
        Wrong{{"/experiment/load_curve=[2,1]"}, "/experiment/load_curve", ""},
        Wrong{{"/workload/load=-1"}, "/workload/load", ""},
        Wrong{{"/workload/traffic/generate/rate=5"}, "/workload/traffic/generate/rate", "/s"},
        Wrong{{"/service/time/exponential/mean=-1 s"}, "/service/time/exponential/mean", ""},
        Wrong{{"/slo/0/percentile=100"}, "/slo/0/percentile", "100"},
        Wrong{{"/deployments/0/pools/0/offer/price=1.00 EUR/h"}, "/deployments/0/pools/0/offer/price", "USD/h"}));

INSTANTIATE_TEST_SUITE_P(
    Meaning, WrongScenario,
    testing::Values(Wrong{{"/slo/0/metric=ttft"}, "/slo/0", "ttft"},
                    Wrong{{"/deployments/1/pools/0/replicas/min=3"}, "/deployments/1/pools/0/replicas", "3"},
                    Wrong{{"/deployments/0/pools/0/purchase=spot"}, "/deployments/0/pools/0", "spot price"},
                    Wrong{{"/deployments/0/pools/0/fallback=on-demand"}, "/deployments/0/pools/0/fallback", "spot"},
                    Wrong{
                        {"/deployments/0/pools/0/keep_alive=5 min"}, "/deployments/0/pools/0/keep_alive", "serverless"},
                    Wrong{{"/deployments/0/pools/0/autoscaler={\"kind\": \"kubernetes-hpa\"}"},
                          "/deployments/0/pools/0/autoscaler",
                          "target"},
                    Wrong{{"/deployments/0/serving=api"}, "/deployments/0/pools/0", "price"},
                    Wrong{{"/model={\"name\": \"bert-base\"}"}, "/service", "model"},
                    Wrong{{"/workload/traffic={\"trace\": \"missing.csv\", \"format\": \"mooncake\"}"},
                          "/workload/traffic/trace",
                          "missing.csv"},
                    Wrong{{"/workload/traffic={\"trace\": \"small.json\"}"}, "/workload/traffic", "azure-llm-2023"}));

INSTANTIATE_TEST_SUITE_P(
    Names, WrongScenario,
    testing::Values(
        Wrong{{"/deployments/0/pools/0/offer=aws/us-east-1/g4dn.xlarg"}, "/deployments/0/pools/0/offer", "g4dn.xlarge"},
        Wrong{{"/deployments/0/model={\"name\": \"bert-bse\"}", "/deployments/0/pools/0/offer/device=nvidia-t4"},
              "/deployments/0/model/name",
              "bert-base"},
        Wrong{{"/deployments/0/model={\"name\": \"bert-base\"}", "/deployments/0/pools/0/offer/device=nvidia-t5"},
              "/deployments/0/pools/0/offer",
              "nvidia-t4"}));

INSTANTIATE_TEST_SUITE_P(
    Overrides, WrongScenario,
    testing::Values(Wrong{{"workload/load=2"}, "--set", "/pointer=VALUE"},
                    Wrong{{"/workload/load"}, "--set", "/pointer=VALUE"},
                    Wrong{{"/werkload/load=2"}, "--set /werkload", "there is no /werkload"},
                    Wrong{{"/deployments/7/name=x"}, "--set /deployments/7", ""},
                    Wrong{{"/experiment/horizon=10 parsecs"}, "--set /experiment/horizon", "parsecs"},
                    Wrong{{"/workload={\"traffic\": "}, "--set /workload", "JSON"}));

TEST_F(BadScenario, StandardInputIsReadForADash) {
    const auto good = run({"check", "-"}, with_input(kSmall));
    EXPECT_EQ(good.status, 0) << good.err;
    const auto bad = run({"check", "-"}, with_input("{\n,"));
    EXPECT_EQ(bad.status, 3);
    EXPECT_THAT(bad.err, HasSubstr("<stdin>:2"));
}

TEST_F(BadScenario, CheckOfAGoodScenarioSaysSo) {
    const auto result = run({"check", small()});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("no problems"), HasSubstr("2 deployments")));
    EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(BadScenario, DataFolderThatIsNoneEndsWithStatus4) {
    const auto result = run({"check", small()}, with_environment({{"PLIMSOLL_DATA", path("nowhere")}}));
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr("nowhere"));
}

}  // namespace
}  // namespace plimsoll::cli_test
