// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scenario, one rule per case: an override spoils the sample, and exactly one problem follows,
// at the right pointer, saying what is wrong and how to mend it.
#include "sample_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace plimsoll::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Spoiled {
    const char* title;
    std::vector<std::string> sets;
    const char* pointer;
    const char* message;
    const char* hint;
};

// GoogleTest looks for this name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Spoiled& spoiled, std::ostream* out) { *out << spoiled.title; }

class OneProblem : public testing::TestWithParam<Spoiled> {
protected:
    SampleFolder folder_;
};

TEST_P(OneProblem, IsReportedOnceWithPointerMessageAndHint) {
    const Spoiled& spoiled = GetParam();
    const std::vector<Problem> problems = problems_of(folder_, sample_text(), spoiled.sets);
    ASSERT_EQ(problems.size(), 1U) << text_of(problems);
    EXPECT_EQ(problems[0].pointer, spoiled.pointer);
    EXPECT_THAT(problems[0].message, HasSubstr(spoiled.message));
    EXPECT_THAT(problems[0].hint, HasSubstr(spoiled.hint));
}

std::string name_of_case(const testing::TestParamInfo<Spoiled>& info) { return info.param.title; }

// Replaces the pools of the first deployment, which is real-time.
std::string pool(const std::string& keys) {
    return R"(/deployments/0/pools=[{"offer": "x")" + (keys.empty() ? "" : ", " + keys) + "}]";
}
std::string serverless(const std::string& keys) {
    return R"(/deployments/2/pools=[{"offer": "x")" + (keys.empty() ? "" : ", " + keys) + "}]";
}
std::string batch(const std::string& keys) {
    return R"(/deployments/3/pools=[{"offer": "x")" + (keys.empty() ? "" : ", " + keys) + "}]";
}
std::string api(const std::string& keys) {
    return R"(/deployments/4/pools=[{"offer": "x")" + (keys.empty() ? "" : ", " + keys) + "}]";
}
std::string scaled(const std::string& autoscaler) {
    return pool(R"("replicas": {"min": 1, "max": 4}, "autoscaler": )" + autoscaler);
}
std::string axis(const std::string& keys) { return R"(/sweep={"axes": [{)" + keys + "}]}"; }
std::string generate(const std::string& keys) { return R"(/workload/traffic={"generate": {)" + keys + "}}"; }
std::string service(const std::string& time) { return R"(/deployments/0/service={"time": )" + time + "}"; }

// One case per row: title, overrides, pointer of the problem, part of its message, part of its hint.
// clang-format off
INSTANTIATE_TEST_SUITE_P(
    Shape, OneProblem,
    testing::Values(
        Spoiled{"FormatOfAnotherVersion", {"/plimsoll=2"}, "/plimsoll", "expected 1, found the number 2", ""},
        Spoiled{"UnknownKey", {"/wrokload=1"}, "/wrokload", "unknown key \"wrokload\"", "known keys: $schema, catalogs, deployments"},
        Spoiled{"MisspeltKey", {"/experiment/load_curve_replicatons=3"}, "/experiment/load_curve_replicatons", "unknown key", "did you mean \"load_curve_replications\"?"},
        Spoiled{"MisspeltRequiredKey", {R"(/deployments/0={"name": "a", "servng": "real-time", "pools": [{"offer": "x"}]})"}, "/deployments/0/servng", "unknown key", "\"serving\"?"},
        Spoiled{"MisspeltModel", {R"(/deployments=[{"name": "a", "serving": "real-time", "modell": {"name": "x"}, "pools": [{"offer": "x"}]}])"}, "/deployments/0/modell", "unknown key", "\"model\"?"},
        Spoiled{"MissingKey", {R"(/deployments/0={"name": "a", "serving": "real-time"})"}, "/deployments/0/pools", "the key \"pools\" is missing", "for example"},
        Spoiled{"WrongType", {"/experiment/horizon=24"}, "/experiment/horizon", "expected a duration in double quotes, found the number 24", "for example \"24 h\""},
        Spoiled{"NullIsNoValue", {"/slo=null"}, "/slo", "expected an array, found null", ""},
        Spoiled{"NumberInQuotes", {"/workload/load=\"1\""}, "/workload/load", "expected a number, found \"1\"", "for example 0.5"},
        Spoiled{"FractionOfACount", {"/experiment/replications=2.5"}, "/experiment/replications", "expected a whole number", ""},
        Spoiled{"NegativeSeed", {"/experiment/seed=-1"}, "/experiment/seed", "expected a whole number from 0", ""},
        Spoiled{"SeedBeyondRange", {"/experiment/seed=18446744073709551616"}, "/experiment/seed", "expected a whole number", ""},
        Spoiled{"UnknownChoice", {"/deployments/0/serving=realtime"}, "/deployments/0/serving", "\"realtime\" is not one of \"real-time\"", "did you mean \"real-time\"?"},
        Spoiled{"EmptyName", {"/deployments/0/name="}, "/deployments/0/name", "the text is empty", ""},
        Spoiled{"DurationWithoutUnit", {"/experiment/horizon=\"24\""}, "/experiment/horizon", "has no unit", "24 h"},
        Spoiled{"NegativeDuration", {"/experiment/horizon=-24 h"}, "/experiment/horizon", "negative", "24 h"},
        Spoiled{"NoDeployment", {"/deployments=[]"}, "/deployments", "at least 1 element", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Experiment, OneProblem,
    testing::Values(
        Spoiled{"WarmUpAsLongAsTheHorizon", {"/experiment/warm_up=24 h"}, "/experiment/warm_up", "leaves nothing of the horizon of 24 h", "shorten"},
        Spoiled{"NoReplication", {"/experiment/replications=0"}, "/experiment/replications", "at least 1", ""},
        Spoiled{"ZeroHorizon", {"/experiment/horizon=0 s", "/experiment/warm_up=0 s"}, "/experiment/horizon", "greater than 0", ""},
        Spoiled{"SimulationsWithoutNumber", {"/experiment/load_curve_replications=100000", "/experiment/load_curve=[1, 2]"}, "/experiment/load_curve_replications", "at most 100000", ""},
        Spoiled{"BucketBeyondHorizon", {"/experiment/bucket=25 h"}, "/experiment/bucket", "exceeds the horizon of 24 h", ""},
        Spoiled{"LoadCurveNotRising", {"/experiment/load_curve=[1, 2, 2]"}, "/experiment/load_curve/2", "2 follows 2", ""},
        Spoiled{"LoadCurveWithZero", {"/experiment/load_curve=[0, 2]"}, "/experiment/load_curve/0", "greater than 0", ""},
        Spoiled{"ZeroLoad", {"/workload/load=0"}, "/workload/load", "greater than 0", ""},
        Spoiled{"PercentileOfAll", {"/slo/0/percentile=100"}, "/slo/0/percentile", "less than 100", ""},
        Spoiled{"PercentileOfNone", {"/slo/0/percentile=0"}, "/slo/0/percentile", "greater than 0", ""},
        Spoiled{"SloOfZero", {"/slo/0/at_most=0 s"}, "/slo/0/at_most", "greater than 0", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Sweeps, OneProblem,
    testing::Values(
        Spoiled{"SweepWithoutAxes", {"/sweep={}"}, "/sweep/axes", "the key \"axes\" is missing", "for example"},
        Spoiled{"SweepOfNothing", {R"(/sweep={"axes": []})"}, "/sweep/axes", "at least 1 element", ""},
        Spoiled{"AxisWithoutPointer", {axis(R"("values": [1, 2])")}, "/sweep/axes/0/pointer", "the key \"pointer\" is missing", "/workload/load"},
        Spoiled{"AxisWithoutValues", {axis(R"("pointer": "/workload/load")")}, "/sweep/axes/0", "has no values", "\"from\""},
        Spoiled{"AxisThatLeadsNowhere", {axis(R"("pointer": "/workloda/load", "values": [1])")}, "/sweep/axes/0/pointer", "there is no /workloda", "\"/workload/load\""},
        Spoiled{"AxisBeyondTheList", {axis(R"("pointer": "/deployments/99", "values": [1])")}, "/sweep/axes/0/pointer", "there is no /deployments/99", ""},
        Spoiled{"AxisThatIsNoPointer", {axis(R"("pointer": "load", "values": [1])")}, "/sweep/axes/0/pointer", "is no pointer", "/workload/load"},
        Spoiled{"AxisOfTheSweep", {axis(R"("pointer": "/sweep/where", "values": ["a"])")}, "/sweep/axes/0/pointer", "does not vary itself", ""},
        Spoiled{"AxisOfTheMonthsAhead", {axis(R"("pointer": "/projection/growth", "values": [0])")}, "/sweep/axes/0/pointer", "change no comparison", "/workload/load"},
        Spoiled{"AxisTwice", {axis(R"("pointer": "/workload/load", "values": [1]}, {"pointer": "/workload/load", "values": [2])")}, "/sweep/axes/1/pointer", "varied twice", "one axis"},
        Spoiled{"NameTwice", {axis(R"("pointer": "/workload/load", "name": "a", "values": [1]}, {"pointer": "/experiment/seed", "name": "a", "values": [2])")}, "/sweep/axes/1/name", "another axis", ""},
        Spoiled{"ValuesAndRange", {axis(R"("pointer": "/workload/load", "values": [1], "scale": "log")")}, "/sweep/axes/0/scale", "makes a range", ""},
        Spoiled{"RangeWithoutEnd", {axis(R"("pointer": "/workload/load", "from": 1, "points": 3)")}, "/sweep/axes/0/to", "\"to\" is missing", ""},
        Spoiled{"RangeThroughZero", {axis(R"("pointer": "/workload/load", "from": 0, "to": 4, "points": 3, "scale": "log")")}, "/sweep/axes/0", "neither to 0", "start above 0"},
        Spoiled{"RangeOfTwoUnits", {axis(R"("pointer": "/experiment/horizon", "from": "1 h", "to": "2 d", "points": 3)")}, "/sweep/axes/0", "from h to d", "the same unit"},
        Spoiled{"RangeOfWords", {axis(R"("pointer": "/experiment/horizon", "from": "an hour", "to": "2 h", "points": 3)")}, "/sweep/axes/0/from", "does not begin with a number", ""},
        Spoiled{"RangeOfOne", {axis(R"("pointer": "/workload/load", "from": 1, "to": 4, "points": 1)")}, "/sweep/axes/0/points", "at least 2", ""},
        Spoiled{"ZipOfDifferentLengths", {axis(R"("zip": [{"pointer": "/workload/load", "values": [1, 2]}, {"pointer": "/experiment/seed", "values": [1, 2, 3]}])")}, "/sweep/axes/0/zip/1", "has 3 values, and /workload/load has 2", ""},
        Spoiled{"ZipBesideAPointer", {axis(R"("pointer": "/workload/load", "zip": [{"pointer": "/experiment/seed", "values": [1, 2, 3]}])")}, "/sweep/axes/0/zip", "beside a pointer", "keep one"},
        Spoiled{"NameOfAZip", {axis(R"("name": "a", "zip": [{"pointer": "/experiment/seed", "values": [1, 2, 3]}])")}, "/sweep/axes/0/name", "stands inside zip", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Traffic, OneProblem,
    testing::Values(
        Spoiled{"NoSource", {"/workload/traffic={}"}, "/workload/traffic", "no source", "generate"},
        Spoiled{"TwoSources", {R"(/workload/traffic/generate={"rate": "1 /s"})"}, "/workload/traffic", "several sources", "keep one"},
        Spoiled{"NoFile", {"/workload/traffic/trace=chatt.csv"}, "/workload/traffic/trace", "there is no file", "did you mean \"chat.csv\"?"},
        Spoiled{"NoFileNear", {"/workload/traffic/trace=elsewhere/zzz.bin"}, "/workload/traffic/trace", "there is no file", "relative to the folder"},
        Spoiled{"FolderAsFile", {"/workload/traffic/trace=folder"}, "/workload/traffic/trace", "is a folder", ""},
        Spoiled{"NoFormat", {R"(/workload/traffic={"trace": "chat.csv"})"}, "/workload/traffic/format", "\"format\" is missing", "\"k6\" or \"csv\""},
        Spoiled{"UnknownFormat", {"/workload/traffic/format=azure-llm"}, "/workload/traffic/format", "is not one of", "\"azure-llm-2023\"?"},
        Spoiled{"CsvWithoutColumns", {"/workload/traffic/format=csv"}, "/workload/traffic/columns", "\"columns\" is missing", "\"time\""},
        Spoiled{"CsvWithoutTime", {"/workload/traffic/format=csv", R"(/workload/traffic/columns={"input_tokens": "n"})"}, "/workload/traffic/columns/time", "missing", "arrival time"},
        Spoiled{"UnknownRole", {"/workload/traffic/format=csv", R"(/workload/traffic/columns={"time": "t", "tokens": "n"})"}, "/workload/traffic/columns/tokens", "unknown key", "\"input_tokens\""},
        Spoiled{"TenantsOfATrace", {R"(/workload/tenants=[{"name": "a"}])"}, "/workload/tenants", "do not apply to a trace", "\"tenant\""},
        Spoiled{"ColumnsOfAFixedFormat", {R"(/workload/traffic/columns={"time": "t"})"}, "/workload/traffic/columns", "does not apply to the format azure-llm-2023", "\"csv\""},
        Spoiled{"UnknownTimeUnit", {"/workload/traffic={\"trace\": \"chat.csv\", \"format\": \"csv\", \"columns\": {\"time\": \"t\"}, \"time_unit\": \"sec\"}"}, "/workload/traffic/time_unit", "is not one of", ""},
        Spoiled{"IntervalOfATrace", {"/workload/traffic/interval=1 min"}, "/workload/traffic/interval", "does not apply to a trace", ""},
        Spoiled{"FormatOfASeries", {R"(/workload/traffic={"series": "counts.csv", "format": "csv"})"}, "/workload/traffic/format", "does not apply to a series", ""},
        Spoiled{"ZeroInterval", {R"(/workload/traffic={"series": "counts.csv", "interval": "0 s"})"}, "/workload/traffic/interval", "greater than 0", ""},
        Spoiled{"UnknownValuesOfASeries", {R"(/workload/traffic={"series": "counts.csv", "values": "rate"})"}, "/workload/traffic/values", "is not one of", "did you mean \"rates\"?"},
        Spoiled{"ValuesOfATrace", {"/workload/traffic/values=rates"}, "/workload/traffic/values", "does not apply to a trace", ""},
        Spoiled{"ColumnsOfAnAccessLog", {"/workload/traffic/format=common-log", R"(/workload/traffic/columns={"time": "t"})"}, "/workload/traffic/columns", "does not apply to the format common-log", ""},
        Spoiled{"TooManyBuckets", {"/experiment/bucket=1 ms", "/experiment/horizon=24 h"}, "/experiment/bucket", "86400000 buckets", "lengthen the bucket"},
        Spoiled{"NoRate", {generate("")}, "/workload/traffic/generate/rate", "\"rate\" is missing", "8 /s"},
        Spoiled{"ZeroRate", {generate(R"("rate": "0 /s")")}, "/workload/traffic/generate/rate", "greater than 0", ""},
        Spoiled{"RateAsNumber", {generate(R"("rate": 8)")}, "/workload/traffic/generate/rate", "expected a rate", "\"8 /s\""},
        Spoiled{"ZeroVariability", {generate(R"("process": "gamma", "rate": "8 /s", "cv": 0)")}, "/workload/traffic/generate/cv", "greater than 0", ""},
        Spoiled{"VariabilityBeyondMeasure", {generate(R"("process": "gamma", "rate": "8 /s", "cv": 1e160)")}, "/workload/traffic/generate/cv", "at most 1000", ""},
        Spoiled{"VariabilityOfPoisson", {generate(R"("rate": "8 /s", "cv": 2)")}, "/workload/traffic/generate/cv", "does not apply to poisson", "gamma"},
        Spoiled{"StatesOfPoisson", {generate(R"("rate": "8 /s", "states": [{"rate": "1 /s", "mean_stay": "1 s"}])")}, "/workload/traffic/generate/states", "do not apply", "mmpp"},
        Spoiled{"UnknownProcess", {generate(R"("process": "poison", "cv": 3)")}, "/workload/traffic/generate/process", "is not one of", "\"poisson\"?"},
        Spoiled{"NoStates", {generate(R"("process": "mmpp")")}, "/workload/traffic/generate/states", "\"states\" is missing", "mean_stay"},
        Spoiled{"RateOfMmpp", {generate(R"("process": "mmpp", "rate": "8 /s", "states": [{"rate": "1 /s", "mean_stay": "1 s"}])")}, "/workload/traffic/generate/rate", "does not apply to mmpp", "load"},
        Spoiled{"SilentStates", {generate(R"("process": "mmpp", "states": [{"rate": "0 /s", "mean_stay": "1 s"}])")}, "/workload/traffic/generate/states", "there would be no requests", ""},
        Spoiled{"SilentDay", {generate(R"("rate": "8 /s", "profile": {"daily": [0, 0]})")}, "/workload/traffic/generate/profile/daily", "there would be no requests", ""},
        Spoiled{"WeekOfSixDays", {generate(R"("rate": "8 /s", "profile": {"weekly": [1, 1, 1, 1, 1, 1]})")}, "/workload/traffic/generate/profile/weekly", "expected 7 values", ""},
        Spoiled{"NegativeMultiplier", {generate(R"("rate": "8 /s", "profile": {"daily": [1, -1]})")}, "/workload/traffic/generate/profile/daily/1", "at least 0", ""},
        Spoiled{"BurstTomorrow", {generate(R"("rate": "8 /s", "profile": {"bursts": [{"at": "24 h", "lasts": "1 h", "times": 2}]})")}, "/workload/traffic/generate/profile/bursts/0/at", "before 24 h", ""},
        Spoiled{"BurstOverMidnight", {generate(R"("rate": "8 /s", "profile": {"bursts": [{"at": "23 h", "lasts": "2 h", "times": 2}]})")}, "/workload/traffic/generate/profile/bursts/0/lasts", "beyond the end of its day", "split"},
        Spoiled{"TenantsOfOtherDays", {generate(R"("rate": "8 /s")"), R"(/workload/tenants=[{"name": "a", "daily": [1, 2]}, {"name": "b", "daily": [1, 2, 3]}])"}, "/workload/tenants/1/daily", "3 steps a day, where \"a\" has 2", "as many"},
        Spoiled{"NobodyAtNight", {generate(R"("rate": "8 /s")"), R"(/workload/tenants=[{"name": "a", "daily": [1, 0]}, {"name": "b", "daily": [2, 0]}])"}, "/workload/tenants", "nobody would send the requests of step 2 of 2", "\"profile\""},
        Spoiled{"TokensInTheWrongPlace", {R"(/workload/traffic={"generate": {"rate": "8 /s"}, "input_tokens": 5})"}, "/workload/traffic/input_tokens", "wrong place", "inside \"generate\""},
        Spoiled{"RepeatOfGenerated", {R"(/workload/traffic={"generate": {"rate": "8 /s"}, "repeat": true})"}, "/workload/traffic/repeat", "does not apply to generated", ""},
        Spoiled{"NegativeTokens", {generate(R"("rate": "8 /s", "input_tokens": -5)")}, "/workload/traffic/generate/input_tokens", "at least 0", ""},
        Spoiled{"FewerThanOneTurn", {generate(R"("rate": "8 /s", "conversations": {"turns": 0.5, "think_time": {"mean": "9 s"}})")}, "/workload/traffic/generate/conversations/turns", "at least 1", ""},
        Spoiled{"ConversationsWithoutTime", {generate(R"("rate": "8 /s", "conversations": {"turns": 3})")}, "/workload/traffic/generate/conversations/think_time", "missing", "40 s"},
        Spoiled{"InstantThought", {generate(R"("rate": "8 /s", "conversations": {"turns": 3, "think_time": {"mean": "0 s"}})")}, "/workload/traffic/generate/conversations/think_time/mean", "greater than 0", ""},
        Spoiled{"EmptyPrefix", {generate(R"("rate": "8 /s", "prefix": {})")}, "/workload/traffic/generate/prefix", "nothing that prompts share", "system_prompt"},
        Spoiled{"PrefixOfMoreThanAll", {generate(R"("rate": "8 /s", "prefix": {"system_prompt": {"tokens": 9, "share": 1.5}})")}, "/workload/traffic/generate/prefix/system_prompt/share", "at most 1", ""},
        Spoiled{"TokenLimitsCrossed", {generate(R"("rate": "8 /s", "input_tokens": {"lognormal": {"mean": 5, "at_least": 9, "at_most": 3}})")}, "/workload/traffic/generate/input_tokens/lognormal/at_least", "exceeds at_most 3", ""},
        Spoiled{"MeanOutsideLimits", {generate(R"("rate": "8 /s", "input_tokens": {"lognormal": {"mean": 900, "at_most": 512}})")}, "/workload/traffic/generate/input_tokens/lognormal/mean", "lies outside", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    ServiceTime, OneProblem,
    testing::Values(
        Spoiled{"NoLaw", {service("{}")}, "/deployments/0/service/time", "the object is empty", "for example"},
        Spoiled{"TwoLaws", {service(R"({"constant": "1 s", "exponential": {"mean": "1 s"}})")}, "/deployments/0/service/time", "exactly one law of the service time, found 2", ""},
        Spoiled{"UnknownLaw", {service(R"({"exponental": {"mean": "1 s"}})")}, "/deployments/0/service/time/exponental", "unknown key", "\"exponential\"?"},
        Spoiled{"ZeroTime", {service(R"({"constant": "0 s"})")}, "/deployments/0/service/time/constant", "greater than 0", ""},
        Spoiled{"LognormalWithoutSpread", {service(R"({"lognormal": {"mean": "1 s", "cv": 0}})")}, "/deployments/0/service/time/lognormal/cv", "greater than 0", ""},
        Spoiled{"HyperexponentialTooEven", {service(R"({"hyperexponential": {"mean": "1 s", "cv": 0.5}})")}, "/deployments/0/service/time/hyperexponential/cv", "at least 1", ""},
        Spoiled{"LognormalBeyondMeasure", {service(R"({"lognormal": {"mean": "1 s", "cv": 1e160}})")}, "/deployments/0/service/time/lognormal/cv", "at most 1000", ""},
        Spoiled{"HyperexponentialBeyondMeasure", {service(R"({"hyperexponential": {"mean": "1 s", "cv": 1e160}})")}, "/deployments/0/service/time/hyperexponential/cv", "at most 1000", ""},
        Spoiled{"ConstantBeyondTheClock", {service(R"({"constant": "9223372036854775807 ns"})")}, "/deployments/0/service/time/constant", "at most 100 years", "36500 d"},
        Spoiled{"MeanBeyondTheClock", {service(R"({"exponential": {"mean": "106751 d"}})")}, "/deployments/0/service/time/exponential/mean", "at most 100 years", "36500 d"},
        Spoiled{"NoMean", {service(R"({"exponential": {}})")}, "/deployments/0/service/time/exponential/mean", "missing", "100 ms"},
        Spoiled{"NoMeasuredFile", {service(R"({"empirical": {"file": "latency.csv"}})")}, "/deployments/0/service/time/empirical/file", "there is no file", "\"latencies.csv\"?"},
        Spoiled{"EmptyTable", {service(R"({"table": {}})")}, "/deployments/0/service/time/table", "the object is empty", ""},
        Spoiled{"TableByWords", {service(R"({"table": {"one": "1 s"}})")}, "/deployments/0/service/time/table/one", "is not a batch size", "\"8\""},
        Spoiled{"TableOfNothing", {service(R"({"table": {"0": "1 s"}})")}, "/deployments/0/service/time/table/0", "is not a batch size", ""},
        Spoiled{"FallingTable", {service(R"({"table": {"1": "5 ms", "8": "4 ms"}})")}, "/deployments/0/service/time/table/8", "a batch of 8 takes less time than one of 1", "must not fall"},
        Spoiled{"ModelAndService", {service(R"({"constant": "1 s"})"), R"(/deployments/0/model={"name": "x"})"}, "/deployments/0/service", "both a model and a service", "keep one"},
        Spoiled{"ColdTimeOfReplicas", {R"(/deployments/0/service={"time": {"constant": "1 s"}, "cold_time": {"constant": "2 s"}})"}, "/deployments/0/service/cold_time", "does not apply to real-time", "serverless"},
        Spoiled{"ZeroPadding", {"/model/pad_to_tokens=0"}, "/model/pad_to_tokens", "at least 1", ""},
        Spoiled{"ModelWithoutName", {"/model={}"}, "/model/name", "missing", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Pool, OneProblem,
    testing::Values(
        Spoiled{"SameNameTwice", {"/deployments/1/name=serverless GPU"}, "/deployments/2/name", "another deployment has the name \"serverless GPU\" too", ""},
        Spoiled{"NoPool", {"/deployments/0/pools=[]"}, "/deployments/0/pools", "at least 1 element", ""},
        Spoiled{"MinimumAboveMaximum", {pool(R"("replicas": {"min": 3, "max": 2})")}, "/deployments/0/pools/0/replicas/min", "3 replicas exceeds the maximum of 2", ""},
        Spoiled{"NothingAlwaysUp", {pool(R"("replicas": {"min": 0, "max": 2})")}, "/deployments/0/pools", "at least one replica that is always up", "\"serverless\""},
        Spoiled{"APoolThatNothingStarts", {R"(/deployments/0/pools=[{"offer": "x"}, {"offer": "x", "replicas": {"min": 0, "max": 2}}])"}, "/deployments/0/pools/1/replicas/min", "nothing would ever start", "\"keda\""},
        Spoiled{"AnAutoscalerThatSeesNothing", {R"(/deployments/0/pools=[{"offer": "x"}, {"offer": "x", "replicas": {"min": 0, "max": 2}, "autoscaler": {"kind": "kubernetes-hpa", "target": 4}}])"}, "/deployments/0/pools/1/replicas/min", "never start the pool", "\"min\" to 1"},
        Spoiled{"NegativeReplicas", {pool(R"("replicas": {"min": -1})")}, "/deployments/0/pools/0/replicas/min", "at least 0", ""},
        Spoiled{"AutoscalerWithoutRoom", {pool(R"("autoscaler": {"kind": "kubernetes-hpa", "target": 4})")}, "/deployments/0/pools/0/autoscaler", "minimum and maximum are both 1", "raise \"max\""},
        Spoiled{"InterruptionsOnDemand", {pool(R"("interruptions": {"mean_time_to_interruption": "5 h"})")}, "/deployments/0/pools/0/interruptions", "only to spot", "\"spot\""},
        Spoiled{"FallbackOnDemand", {pool(R"("fallback": "on-demand")")}, "/deployments/0/pools/0/fallback", "only to spot", "\"spot\""},
        Spoiled{"UnknownFallback", {pool(R"("purchase": "spot", "fallback": "reserved")")}, "/deployments/0/pools/0/fallback", "is not one of", ""},
        Spoiled{"InterruptionsWithoutMean", {pool(R"("purchase": "spot", "interruptions": {})")}, "/deployments/0/pools/0/interruptions/mean_time_to_interruption", "missing", "5 h"},
        Spoiled{"InterruptedAtOnce", {pool(R"("purchase": "spot", "interruptions": {"mean_time_to_interruption": "0 s"})")}, "/deployments/0/pools/0/interruptions/mean_time_to_interruption", "greater than 0", ""},
        Spoiled{"KeepAliveOfReplicas", {pool(R"("keep_alive": "5 min")")}, "/deployments/0/pools/0/keep_alive", "does not apply to real-time", "serverless"},
        Spoiled{"ConcurrencyOfBatches", {pool(R"("concurrency": 8, "batching": {"max_batch": 8})")}, "/deployments/0/pools/0/concurrency", "in a batch or on its own", "remove"},
        Spoiled{"SharingOfOneRequest", {pool(R"("sharing": "none")")}, "/deployments/0/pools/0/sharing", "nothing to share", "\"concurrency\""},
        Spoiled{"TwoConcurrencies", {R"(/deployments/0/pools=[{"offer": "x", "concurrency": 8}, {"offer": "x", "concurrency": 9}])"}, "/deployments/0/pools/1/concurrency", "differs from another pool", "one pool only"},
        Spoiled{"ConcurrencyOfABatch", {batch(R"("concurrency": 8)")}, "/deployments/3/pools/0/concurrency", "does not apply to batch", "batching"},
        Spoiled{"ConcurrencyOfAnApi", {api(R"("concurrency": 8)")}, "/deployments/4/pools/0/concurrency", "does not apply to api", "rate_limit"},
        Spoiled{"RateLimitOfReplicas", {pool(R"("rate_limit": {"requests": "1 /s"})")}, "/deployments/0/pools/0/rate_limit", "does not apply to real-time", "max_queue"},
        Spoiled{"BucketsWithoutEnd", {"/experiment/bucket=1 ms"}, "/experiment/bucket", "200000", ""},
        Spoiled{"WindowOfReplicas", {R"(/deployments/0/window={"every": "6 h"})"}, "/deployments/0/window", "does not apply to real-time", "batch"},
        Spoiled{"DeadlineOfReplicas", {"/deployments/0/deadline=6 h"}, "/deployments/0/deadline", "does not apply to real-time", "slo"},
        Spoiled{"ProvisionedOfReplicas", {pool(R"("provisioned": 2)")}, "/deployments/0/pools/0/provisioned", "does not apply to real-time", "serverless"},
        Spoiled{"MoreProvisionedThanMayBe", {serverless(R"("provisioned": 3, "max_instances": 2)")}, "/deployments/2/pools/0/provisioned", "3 instances are held ready where 2 may be there", "max_instances"},
        Spoiled{"ExtraWithoutDriver", {R"(/deployments/0/extras=[{"offer": "x", "size": "1 GB"}])"}, "/deployments/0/extras/0/per", "is missing", "for example"},
        Spoiled{"ExtraOfTwoAmounts", {R"(/deployments/0/extras=[{"offer": "x", "per": "month", "size": "1 GB", "count": 2}])"}, "/deployments/0/extras/0/count", "not both", "remove"},
        Spoiled{"ShareWithAnAmount", {R"(/deployments/0/extras=[{"offer": {"price": "12 %", "item": "managed"}, "per": "machine-cost", "count": 2}])"}, "/deployments/0/extras/0/count", "no amount of its own", "remove"},
        Spoiled{"ShareOfAPriceForAUnit", {R"(/deployments/0/extras=[{"offer": {"price": "0.09 USD/GB", "of": "on-demand", "item": "egress"}, "per": "month", "size": "1 GB"}])"}, "/deployments/0/extras/0/offer/of", "in percent", "12 %"},
        Spoiled{"ExtraWithoutAUnit", {R"(/deployments/0/extras=[{"offer": {"price": "0.09 EUR", "item": "egress"}, "per": "month"}])"}, "/deployments/0/extras/0/offer/price", "expected USD for one of something", "0.09 USD/GB"},
        Spoiled{"ReplicasOfServerless", {serverless(R"("replicas": {"max": 3})")}, "/deployments/2/pools/0/replicas", "does not apply to serverless", "max_instances"},
        Spoiled{"SpotServerless", {serverless(R"("purchase": "spot")")}, "/deployments/2/pools/0/purchase", "cannot be bought as spot", "remove"},
        Spoiled{"BatchingOfServerless", {serverless(R"("batching": {"max_batch": 8})")}, "/deployments/2/pools/0/batching", "does not apply to serverless", "concurrency"},
        Spoiled{"TwoPoolsOfServerless", {R"(/deployments/2/pools=[{"offer": "a"}, {"offer": "b"}])"}, "/deployments/2/pools", "exactly one pool, found 2", ""},
        Spoiled{"TwoPoolsOfAnApi", {R"(/deployments/4/pools=[{"offer": "a"}, {"offer": "b"}])"}, "/deployments/4/pools", "exactly one pool, found 2", ""},
        Spoiled{"StartOfAnApi", {api(R"("start": {"boot": "1 s"})")}, "/deployments/4/pools/0/start", "does not apply to api", ""},
        Spoiled{"QueueOfAnApi", {api(R"("max_queue": 3)")}, "/deployments/4/pools/0/max_queue", "does not apply to api", "rate_limit"},
        Spoiled{"EmptyRateLimit", {api(R"("rate_limit": {"max_wait": "1 s"})")}, "/deployments/4/pools/0/rate_limit", "limits nothing", "600 /min"},
        Spoiled{"AutoscalerOfBatch", {batch(R"("replicas": {"max": 3}, "autoscaler": {"kind": "kubernetes-hpa", "target": 4})")}, "/deployments/3/pools/0/autoscaler", "does not apply to batch", "real-time"},
        Spoiled{"BatchWithoutWindow", {R"(/deployments/3={"name": "b", "serving": "batch", "pools": [{"offer": "x"}]})"}, "/deployments/3/window", "missing", "6 h"},
        Spoiled{"ZeroDeadline", {"/deployments/3/deadline=0 s"}, "/deployments/3/deadline", "greater than 0", ""},
        Spoiled{"ZeroWindow", {"/deployments/3/window/every=0 s"}, "/deployments/3/window/every", "greater than 0", ""},
        Spoiled{"ImbalanceOfAnotherRouter", {pool(R"("queue": "per-replica", "router": "two-choices", "router_imbalance": 3)")}, "/deployments/0/pools/0/router_imbalance", "prefix-aware only", "\"router\": \"prefix-aware\""},
        Spoiled{"RolesWithoutALink", {R"(/deployments/0/pools=[{"offer": "a", "role": "prefill"}, {"offer": "b", "role": "decode"}])"}, "/deployments/0", "nothing links them", "kv_transfer"},
        Spoiled{"PromptsThatNobodyAnswers", {R"(/deployments/0/pools=[{"offer": "a", "role": "prefill"}])", R"(/deployments/0/kv_transfer={"bandwidth": "25 GB/s"})"}, "/deployments/0/pools/0", "no pool answers", "decode"},
        Spoiled{"PoolWithoutARole", {R"(/deployments/0/pools=[{"offer": "a", "role": "prefill"}, {"offer": "b"}])", R"(/deployments/0/kv_transfer={"bandwidth": "25 GB/s"})"}, "/deployments/0/pools/1", "has no role", "every pool"},
        Spoiled{"RefreshOfARouterThatDoesNotLook", {pool(R"("queue": "per-replica", "router": "round-robin", "router_refresh": "50 ms")")}, "/deployments/0/pools/0/router_refresh", "routers that look", "least-outstanding"},
        Spoiled{"RouterOfACentralQueue", {pool(R"("router": "round-robin")")}, "/deployments/0/pools/0/router", "nothing to choose", "per-replica"},
        Spoiled{"EmptyBatch", {pool(R"("batching": {"max_batch": 0})")}, "/deployments/0/pools/0/batching/max_batch", "at least 1", ""},
        Spoiled{"BatchingWithoutSize", {pool(R"("batching": {"max_wait": "2 ms"})")}, "/deployments/0/pools/0/batching/max_batch", "missing", "for example 8"},
        Spoiled{"PoolsThatDisagree", {R"(/deployments/0/pools=[{"offer": "a", "max_queue": 3}, {"offer": "b", "max_queue": 4}])"}, "/deployments/0/pools/1/max_queue", "differs from another pool", "one pool only"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Autoscaler, OneProblem,
    testing::Values(
        Spoiled{"UnknownKind", {scaled(R"({"kind": "hpa"})")}, "/deployments/0/pools/0/autoscaler/kind", "is not one of", "\"kubernetes-hpa\"?"},
        Spoiled{"NoTarget", {scaled(R"({"kind": "kubernetes-hpa"})")}, "/deployments/0/pools/0/autoscaler/target", "missing", "for example"},
        Spoiled{"UtilizationInPercent", {scaled(R"({"kind": "kubernetes-hpa", "metric": "utilization", "target": 60})")}, "/deployments/0/pools/0/autoscaler/target", "between 0 and 1", "write 0.6 for 60 %"},
        Spoiled{"UnknownMetric", {scaled(R"({"kind": "kubernetes-hpa", "metric": "utilisation", "target": 0.6})")}, "/deployments/0/pools/0/autoscaler/metric", "is not one of", "\"utilization\"?"},
        Spoiled{"ZeroSyncPeriod", {scaled(R"({"kind": "kubernetes-hpa", "target": 4, "sync_period": "0 s"})")}, "/deployments/0/pools/0/autoscaler/sync_period", "greater than 0", ""},
        Spoiled{"ToleranceOfOne", {scaled(R"({"kind": "kubernetes-hpa", "target": 4, "tolerance": 1})")}, "/deployments/0/pools/0/autoscaler/tolerance", "less than 1", ""},
        Spoiled{"KeyOfTheOtherKind", {scaled(R"({"kind": "kubernetes-hpa", "target": 4, "above": "1 s"})")}, "/deployments/0/pools/0/autoscaler/above", "does not apply to kubernetes-hpa", "latency-step"},
        Spoiled{"TargetOfLatencyStep", {scaled(R"({"kind": "latency-step", "above": "1 s", "below": "100 ms", "target": 3})")}, "/deployments/0/pools/0/autoscaler/target", "does not apply to latency-step", "kubernetes-hpa"},
        Spoiled{"NoThreshold", {scaled(R"({"kind": "latency-step", "below": "100 ms"})")}, "/deployments/0/pools/0/autoscaler/above", "missing", "500 ms"},
        Spoiled{"UtilizationOfKeda", {scaled(R"({"kind": "keda", "target": 4, "metric": "utilization"})")}, "/deployments/0/pools/0/autoscaler/metric", "no utilization", "requests-per-second"},
        Spoiled{"KvCacheInPercent", {scaled(R"({"kind": "keda", "target": 70, "metric": "kv-cache-usage"})")}, "/deployments/0/pools/0/autoscaler/target", "usage of the KV cache is a share", "write 0.7 for 70 %"},
        Spoiled{"ClocksOutOfBeat", {scaled(R"({"kind": "keda", "target": 4, "polling_interval": "20 s"})")}, "/deployments/0/pools/0/autoscaler/polling_interval", "is a multiple of the other", "15 s"},
        Spoiled{"KnativeWithoutConcurrency", {scaled(R"({"kind": "knative"})")}, "/deployments/0/pools/0/autoscaler/container_concurrency", "missing", "at once"},
        Spoiled{"TargetOfKnative", {scaled(R"({"kind": "knative", "container_concurrency": 10, "target": 7})")}, "/deployments/0/pools/0/autoscaler/target", "does not apply to knative", ""},
        Spoiled{"NoDamping", {scaled(R"({"kind": "knative", "container_concurrency": 10, "max_scale_down_rate": 1})")}, "/deployments/0/pools/0/autoscaler/max_scale_down_rate", "greater than 1", ""},
        Spoiled{"ThresholdsCrossed", {scaled(R"({"kind": "latency-step", "above": "100 ms", "below": "100 ms"})")}, "/deployments/0/pools/0/autoscaler/below", "is not less than", ""}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Prices, OneProblem,
    testing::Values(
        Spoiled{"DollarSign", {R"(/deployments/0/pools/0/offer={"price": "$1/h", "device": "x"})"}, "/deployments/0/pools/0/offer/price", "the currency follows the number", "1.25 USD/h"},
        Spoiled{"NoPrice", {R"(/deployments/0/pools/0/offer={"device": "x"})"}, "/deployments/0/pools/0/offer", "has no price", "1.00 USD/h"},
        Spoiled{"NoSpotPrice", {R"(/deployments/1/pools/0/offer={"price": "1 USD/h", "device": "x"})"}, "/deployments/1/pools/0/offer", "no spot price", "0.35 USD/h"},
        Spoiled{"NoPriceToFallBackTo", {R"(/deployments/1/pools/0/offer={"spot_price": "1 USD/h", "device": "x"})"}, "/deployments/1/pools/0/offer", "falls back", "1.00 USD/h"},
        Spoiled{"NoServerlessPrice", {R"(/deployments/2/pools/0/offer={"device": "x"})"}, "/deployments/2/pools/0/offer", "no price for serverless", "GB-s"},
        Spoiled{"NoApiPrice", {R"(/deployments/4={"name": "api", "serving": "api", "service": {"time": {"constant": "1 s"}}, "pools": [{"offer": {"price": "1 USD/h"}}]})"}, "/deployments/4/pools/0/offer", "by request or by token", "1M tokens"},
        Spoiled{"ApiWithoutLatency", {R"(/deployments/4/pools/0/offer={"request_price": "1 USD/1M requests"})"}, "/deployments/4/pools/0/offer", "how long it takes", "\"service\""},
        Spoiled{"NoMemory", {R"(/deployments/2/pools/0/offer={"gb_second_price": "1 USD/GB-s", "device": "x"})"}, "/deployments/2/pools/0/offer/gb_second_price", "needs the memory", "2 GB"},
        Spoiled{"MemoryForNothing", {R"(/deployments/0/pools/0/offer={"price": "1 USD/h", "memory": "2 GB", "device": "x"})"}, "/deployments/0/pools/0/offer/memory", "has no effect", ""},
        Spoiled{"NoDeviceForTheModel", {R"(/deployments/0/pools/0/offer={"price": "1 USD/h"})"}, "/deployments/0/pools/0/offer", "a model is timed on a device", "\"device\""},
        Spoiled{"EmptyOfferName", {R"(/deployments/0/pools/0/offer=)"}, "/deployments/0/pools/0/offer", "the text is empty", "aws/"},
        Spoiled{"OfferAsNumber", {R"(/deployments/0/pools/0/offer=7)"}, "/deployments/0/pools/0/offer", "expected a text in double quotes or an object", ""},
        Spoiled{"ZeroBandwidth", {R"(/deployments/0/pools/0/start={"store_bandwidth": "0 GB/s"})"}, "/deployments/0/pools/0/start/store_bandwidth", "greater than 0", ""}),
    name_of_case);

// clang-format on

class Problems : public testing::Test {
protected:
    SampleFolder folder_;
};

TEST_F(Problems, EveryDeploymentWithoutModelOrServiceIsNamedButTheApi) {
    std::string text = sample_text();
    const std::string model = R"(  "model": {"name": "llama-3.1-8b", "precision": "bf16"},)"
                              "\n";
    text.erase(text.find(model), model.size());
    const std::vector<Problem> problems = problems_of(folder_, text);
    ASSERT_EQ(problems.size(), 4U) << text_of(problems);
    EXPECT_EQ(problems[0].pointer, "/deployments/0");
    EXPECT_THAT(problems[0].message, HasSubstr("nothing says how long work takes"));
    EXPECT_EQ(problems[3].pointer, "/deployments/3");
}

TEST_F(Problems, AreAllReportedAtOnceInTheOrderOfLines) {
    const std::string text = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"rate": "8"}}},
  "modle": {"name": "bert-base"},
  "slo": [{"metric": "latency", "at_most": 5}],
  "deployments": [
    {"name": "a", "serving": "real-time",
     "pools": [{"offer": "x",
                "replicas": {"min": 4, "max": 2}}]},
    {"name": "a", "serving": "realtime", "pools": [{"ofer": "y"}]}
  ],
  "experiment": {
    "warm_up": "25 h",
    "seed": 1,
    "seed": 2
  }
})";
    std::vector<std::string> places;
    for (const Problem& problem : problems_of(folder_, text, {"/experimnt/seed=3", "/experiment/bucket=soon"})) {
        places.push_back(problem.line == 0 ? problem.file + " " + problem.pointer
                                           : std::to_string(problem.line) + " " + problem.pointer);
    }
    EXPECT_THAT(places, ElementsAre("3 /workload/traffic/generate/rate", "4 /modle", "5 /slo/0/at_most",
                                    "9 /deployments/0/pools/0/replicas/min", "10 /deployments/1/pools/0/ofer",
                                    "10 /deployments/1/serving", "10 /deployments/1/name", "13 /experiment/warm_up",
                                    "15 /experiment/seed", "--set /experimnt/seed", "--set /experiment/bucket"));
}

TEST_F(Problems, NameTheFileAndTheLine) {
    std::string text = sample_text();
    text.replace(text.find("\"10 min\""), 8, "\"10 mn\"");
    const std::vector<Problem> problems = problems_of(folder_, text);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].file, folder_.path("scenario.json"));
    EXPECT_EQ(problems[0].line, 24);
}

TEST_F(Problems, OfASyntaxErrorStandAlone) {
    const std::vector<Problem> problems = problems_of(folder_, "{\"plimsoll\": 1,}");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("a comma stands before"));
}

TEST_F(Problems, AnArrayIsNoScenario) {
    const std::vector<Problem> problems = problems_of(folder_, "[1]");
    ASSERT_EQ(problems.size(), 1U) << text_of(problems);
    EXPECT_THAT(problems[0].message, HasSubstr("expected an object, found an array"));
}

}  // namespace
}  // namespace plimsoll::scenarios
