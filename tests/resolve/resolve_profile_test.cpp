// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/resolve/resolve_fixture.hpp"

#include "models/profile/profile_file.hpp"
#include "sim/resolve/profiles.hpp"

namespace plimsoll::sim {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using models::Gemm;
using models::Precision;
using models::Work;

class ResolvingProfiles : public Resolving {
protected:
    /// Every product of `seconds_per_gflop`, every other kernel of 1 us; 16 to 4096 rows.
    void write(const std::string& name, const std::string& device, double seconds_per_gflop,
               const std::string& date = "2026-11-24") const {
        models::Profile profile;
        profile.name = name;
        profile.device = device;
        profile.title = "a test machine";
        profile.source = "a test";
        profile.date = date;
        profile.step_overhead_s = 0;
        models::KernelTable products{"products", {}};
        for (const auto& [n, k] :
             {std::pair(2304.0, 768.0), std::pair(768.0, 768.0), std::pair(3072.0, 768.0), std::pair(768.0, 3072.0)})
            for (double m = 1; m <= 4096; m *= 2) {
                const Work work{Gemm{1, m, n, k}, Precision::fp32};
                products.samples.push_back({work, 1e-9 * flops_of(work) * seconds_per_gflop, 0.1});
            }
        profile.tables = {products};
        models::write_profile(profile, folder_ / (name + ".json"));
    }
    static std::string model(const std::string& profile) {
        return R"("model": {"name": "bert-base", "precision": "fp32", "profile": )" + profile + "},";
    }
    static constexpr const char* kT4 = R"({"name": "d", "serving": "real-time", "pools": [{"offer": "test/a/t4"}]})";
};

// 12 layers of 2 x 64 (4 h^2 + 2 h i) FLOPs for 64 tokens: 10.87 GFLOP in products, at 1 ms each, and little else.
TEST_F(ResolvingProfiles, ANamedProfileTimesTheModel) {
    write("mine", "nvidia-t4", 1e-3);
    const auto experiment = resolved(around(kT4, model(R"("mine.json")")));
    const auto& plan = experiment.deployments.front();
    const double gflop = 12 * 2 * 64 * (4.0 * 768 * 768 + 2.0 * 768 * 3072) * 1e-9;
    EXPECT_NEAR(seconds_of(plan.pools.front().service.mean(1, 64)), gflop * 1e-3, 0.05 * gflop * 1e-3);
    ASSERT_TRUE(plan.model);
    EXPECT_EQ(plan.model->step_times.profile, "mine");
    EXPECT_EQ(plan.model->step_times.origin, "measured");
    EXPECT_EQ(plan.model->step_times.date, "2026-11-24");
    EXPECT_GT(plan.model->step_times.relative_sd, 0.05);
    EXPECT_TRUE(plan.has_doubts());
    EXPECT_EQ(find(experiment, "/deployments/0/pools/0/profile").origin, Assumption::Origin::profile);
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("the profile mine (measured 2026-11-24 on a test machine)")));
}

// BERT-base has 86 operators; 47 us each is what eager PyTorch's host takes, far longer than these kernels.
TEST_F(ResolvingProfiles, AnEngineOfTheScenarioDecidesWhatTheHostTakes) {
    write("mine", "nvidia-t4", 2e-4);
    const auto named = [](const std::string& engine) {
        return R"("model": {"name": "bert-base", "precision": "fp32", "profile": "mine.json", "engine": ")" + engine +
               R"("},)";
    };
    const auto experiment = resolved(around(kT4, named("pytorch-eager")));
    const auto& plan = experiment.deployments.front();
    EXPECT_NEAR(seconds_of(plan.pools.front().service.mean(1, 64)), 86 * 47e-6, 1e-6);
    EXPECT_EQ(plan.model->step_times.engine, "pytorch-eager");
    EXPECT_EQ(find(experiment, "/model/engine").origin, Assumption::Origin::file);
    EXPECT_EQ(find(experiment, "/deployments/0/pools/0/engine").origin, Assumption::Origin::catalog);
    const auto wrong = problems(around(kT4, named("pytorch-eagre")));
    ASSERT_THAT(wrong, SizeIs(1U));
    EXPECT_EQ(wrong[0].pointer, "/model/engine");
    EXPECT_THAT(wrong[0].hint, HasSubstr("pytorch-eager"));
}

// A profile of a GPU (it has a driver) without an engine: the usual one is assumed, and the note says what the other
// would change. One of a processor says nothing.
TEST_F(ResolvingProfiles, AssumedEngineOfAGpuIsSaid) {
    write("mine", "nvidia-t4", 2e-4);
    const auto silent = resolved(around(kT4, model(R"("mine.json")")));
    EXPECT_THAT(silent.notes, testing::Not(Contains(HasSubstr("engine"))));
    EXPECT_EQ(silent.deployments.front().model->step_times.engine, "");

    auto profile = models::read_profile(folder_ / "mine.json", {});
    profile.driver = "580";
    models::write_profile(profile, folder_ / "mine.json");
    const auto experiment = resolved(around(kT4, model(R"("mine.json")")));
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("assume the engine cuda-graphs")));
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("in pytorch-eager a batch of one takes 4.04 ms instead of")));
    EXPECT_EQ(experiment.deployments.front().model->step_times.engine, "cuda-graphs");
}

TEST_F(ResolvingProfiles, WithoutOneTheDatasheetAnswersAndSaysSo) {
    const auto experiment = resolved(around(kT4));
    const auto& plan = experiment.deployments.front();
    EXPECT_EQ(plan.model->step_times.origin, "datasheet");
    EXPECT_TRUE(plan.has_doubts());
    EXPECT_TRUE(plan.rests_on_datasheets());
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("datasheet figures, good to a factor of two")));
}

TEST_F(ResolvingProfiles, OfSeveralEachPoolTakesThatOfItsDevice) {
    write("first", "nvidia-l4", 1e-3);
    write("second", "nvidia-t4", 2e-3);
    const auto experiment = resolved(around(kT4, model(R"(["first.json", "second.json"])")));
    EXPECT_EQ(experiment.deployments.front().model->step_times.profile, "second");
    write("second", "nvidia-a10g", 2e-3);
    EXPECT_THAT(problems(around(kT4, model(R"(["first.json", "second.json"])"))),
                Contains(problem_at("/model/profile", "none of the profiles is of nvidia-t4")));
}

TEST_F(ResolvingProfiles, ASingleOneOfAnotherMachineIsUsedAndTheResultSaysSo) {
    write("mine", "my-own-machine", 1e-3);
    const auto in_place = R"({"name": "d", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}}]})";
    const auto experiment = resolved(around(in_place, model(R"("mine.json")")));
    EXPECT_THAT(experiment.notes, Contains(HasSubstr("those of a test machine, on which mine was measured")));
}

TEST_F(ResolvingProfiles, APrecisionThatItDoesNotHoldIsFound) {
    write("mine", "nvidia-t4", 1e-3);
    const auto text = around(kT4, R"("model": {"name": "bert-base", "precision": "int8", "profile": "mine.json"},)");
    EXPECT_THAT(problems(text),
                Contains(problem_at("/model/precision", "the profile mine has no rate for int8", "fp32")));
}

TEST_F(ResolvingProfiles, AFileWithProblemsIsRefusedWithAllOfThem) {
    std::ofstream(folder_ / "bad.json") << R"({"plimsoll_profile": 1, "nme": "bad"})";
    EXPECT_THAT(problems(around(kT4, model(R"("bad.json")"))), SizeIs(testing::Ge(2U)));
}

TEST_F(ResolvingProfiles, TheBestIsMeasuredNewestAndKnowsThePrecision) {
    write("old", "nvidia-t4", 1e-3, "2026-01-01");
    write("new", "nvidia-t4", 1e-3, "2026-06-01");
    write("other", "nvidia-l4", 1e-3, "2026-09-01");
    std::filesystem::remove_all(folder_ / "catalog");
    const models::Devices devices;
    Profiles profiles(folder_, devices);
    EXPECT_EQ(profiles.best("nvidia-t4", Precision::fp32)->profile.name, "new");
    EXPECT_EQ(profiles.best("nvidia-t4", Precision::int8), nullptr);
    EXPECT_EQ(profiles.best("nvidia-h100-80gb", Precision::fp32), nullptr);
}

// Profiles are large: those of other devices cost nothing, whatever is in them.
TEST_F(ResolvingProfiles, TablesOfOtherDevicesAreNotRead) {
    write("mine", "nvidia-t4", 1e-3, "2026-01-01");
    std::ofstream(folder_ / "other.json") << R"({"plimsoll_profile": 1, "device": "nvidia-l4", "tables": )";
    std::filesystem::remove_all(folder_ / "catalog");
    const models::Devices devices;
    Profiles profiles(folder_, devices);
    EXPECT_EQ(profiles.best("nvidia-t4", Precision::fp32)->profile.name, "mine");
    EXPECT_THROW((void)profiles.best("nvidia-l4", Precision::fp32), InputError);
}

// The scenario's model, a smaller one and a pruned one, for the one deployment that serves the model.
TEST_F(ResolvingProfiles, VariantsAreComparedSideBySide) {
    const auto members = R"("model": {"name": "bert-base"}, "variants": [
        {"name": "distilled", "model": {"name": "distilbert"}},
        {"name": "half", "model": {"name": "bert-base", "prune": {"layers": 6}}}],)";
    const auto deployments = std::string(kT4) + R"(, {"name": "own", "serving": "real-time",
        "service": {"time": {"constant": "1 ms"}}, "pools": [{"offer": "test/a/plain"}]})";
    const auto experiment = resolved(around(deployments, members));
    std::vector<std::string> names;
    for (const auto& plan : experiment.deployments) names.push_back(plan.name);
    EXPECT_EQ(names, (std::vector<std::string>{"d", "d, distilled", "d, half", "own"}));
    const auto time = [&](std::size_t i) {
        return seconds_of(experiment.deployments[i].pools.front().service.mean(1, 512));
    };
    EXPECT_LT(time(1), 0.6 * time(0));
    EXPECT_NEAR(time(2), time(1), 0.05 * time(1)) << "six of twelve layers, as DistilBERT has";
    EXPECT_THAT(experiment.deployments[1].model->quality, testing::Not(IsEmpty()));
    EXPECT_THAT(experiment.deployments[2].model->quality, IsEmpty());
    EXPECT_FALSE(experiment.deployments[3].model);
}

TEST_F(ResolvingProfiles, AWrongVariantIsFoundWhereItStands) {
    const auto members =
        R"("model": {"name": "bert-base"}, "variants": [{"name": "x", "model": {"name": "bert-bse"}}],)";
    EXPECT_THAT(problems(around(kT4, members)),
                Contains(problem_at("/variants/0/model/name", "bert-bse", "bert-base")));
    const auto twice = R"("model": {"name": "bert-base"}, "variants": [{"name": "x", "model": {"name": "distilbert"}},
                          {"name": "x", "model": {"name": "distilbert"}}],)";
    EXPECT_THAT(problems(around(kT4, twice)), Contains(problem_at("/variants/1/name", "another variant")));
    EXPECT_THAT(problems(around(R"({"name": "d", "serving": "real-time", "service": {"time": {"constant": "1 ms"}},
                                    "pools": [{"offer": "test/a/plain"}]})",
                                R"("variants": [{"name": "x", "model": {"name": "distilbert"}}],)")),
                Contains(problem_at("/variants", "take the place of the scenario's model")));
}

TEST_F(ResolvingProfiles, AModelFileIsServedLikeOneOfTheZoo) {
    std::ofstream(folder_ / "config.json")
        << R"({"model_type": "bert", "num_hidden_layers": 2, "hidden_size": 128, "num_attention_heads": 2,
               "intermediate_size": 512, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2})";
    const auto experiment = resolved(around(kT4, R"("model": {"name": "config.json"},)"));
    ASSERT_TRUE(experiment.deployments.front().model);
    EXPECT_NEAR(experiment.deployments.front().model->parameters, 4.4e6, 0.1e6) << "BERT-tiny, Turc et al. 2019";
}

}  // namespace
}  // namespace plimsoll::sim
