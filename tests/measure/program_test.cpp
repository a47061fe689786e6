// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "models/profile/profile_file.hpp"
#include "tests/data/tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// The real plimsoll-profile on the processor of this machine.
class ProfileProgram : public ProgramTest {
protected:
    /// A grid of few small kernels.
    [[nodiscard]] std::vector<std::string> small_run(const std::string& budget, const std::string& out) const {
        return {"--device",    "cpu", "--threads",    "1",  "--model",  "minilm-l6", "--precision", "fp32",
                "--max-batch", "2",   "--max-tokens", "16", "--budget", budget,      "--out",       path(out)};
    }
    [[nodiscard]] std::string text_of(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(path(name)).rdbuf();
        return text.str();
    }
};

TEST_F(ProfileProgram, HelpHasExamplesAndExitStatuses) {
    const auto result = run({"--help"});
    EXPECT_EQ(result.status, 0);
    for (const char* part : {"Examples", "--device cpu --model bert-base --budget 2min", "serve-check", "Exit status",
                             "--resume", "--max-tokens"})
        EXPECT_THAT(result.out, HasSubstr(part));
    for (const char* command : {"plan", "assemble", "serve-check"})
        EXPECT_THAT(run({command, "--help"}).out, HasSubstr("Example"));
}

// Two seconds are enough on an idle machine; on a busy one the run says that they were not, and is resumed.
TEST_F(ProfileProgram, AShortRunWritesAProfileThatServeCheckCompletes) {
    auto arguments = small_run("2s", "mine.json");
    arguments.insert(arguments.end(), {"--progress", "json"});
    auto result = run(arguments);
    EXPECT_THAT(result.err, StartsWith("{\"event\":\"progress\",\"done\":1,"));
    if (result.status == 5) {  // a busy machine
        EXPECT_TRUE(std::filesystem::exists(path("mine.json.partial")));
        result = run({"--device", "cpu", "--threads", "1", "--model", "minilm-l6", "--precision", "fp32", "--max-batch",
                      "2", "--max-tokens", "16", "--budget", "10min", "--resume", path("mine.json.partial")});
    }
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("mine.json: "));
    EXPECT_FALSE(std::filesystem::exists(path("mine.json.partial")));
    const auto profile = models::read_profile(path("mine.json"), {});
    EXPECT_TRUE(profile.complete);
    EXPECT_EQ(profile.name, "mine");
    EXPECT_EQ(profile.threads, 1U);
    for (const auto& table : profile.tables)
        for (const auto& sample : table.samples) EXPECT_GT(sample.seconds, 0);

    const auto check = run({"serve-check", "--model", "minilm-l6", "--profile", path("mine.json"), "--max-batch", "2",
                            "--tokens", "16", "--loads", "0.3", "--runs", "1", "--requests", "20"});
    EXPECT_EQ(check.status, 0) << check.err;
    EXPECT_THAT(check.out, HasSubstr("throughput"));
    const auto checked = models::read_profile(path("mine.json"), {});
    ASSERT_EQ(checked.validations.size(), 1U);
    EXPECT_EQ(checked.validations[0].model, "minilm-l6");
    EXPECT_EQ(checked.validations[0].tokens, "16");
    EXPECT_GT(checked.validations[0].points.at(0).measured_p50_s.median, 0);
    EXPECT_GT(checked.validations[0].points.at(0).simulated_p50_s.median, 0);
    const auto mixed = run({"serve-check", "--model", "minilm-l6", "--profile", path("mine.json"), "--max-batch", "2",
                            "--max-tokens", "16", "--loads", "0.3", "--runs", "1", "--requests", "20"});
    EXPECT_EQ(mixed.status, 0) << mixed.err;
    EXPECT_THAT(mixed.out, HasSubstr("lognormal around 4, sigma 0.6, up to 16"));
    EXPECT_EQ(models::read_profile(path("mine.json"), {}).validations.size(), 2U) << "other requests, another check";
    std::ofstream(path("small.json")) << R"({"name": "small", "title": "Small", "family": "decoder", "layers": 2,
        "hidden": 64, "heads": 4, "kv_heads": 2, "intermediate": 128, "vocabulary": 256, "max_tokens": 64,
        "parameters": 106816, "source": "made for this test", "date": "2026-11-27"})";
    const auto tokens = run({"serve-check", "--model", path("small.json"), "--profile", path("mine.json"),
                             "--max-batch", "2", "--tokens", "6", "--answer-tokens", "4", "--tokens-per-step", "8",
                             "--loads", "0.3", "--runs", "1", "--requests", "10"});
    EXPECT_EQ(tokens.status, 0) << tokens.err;
    EXPECT_THAT(tokens.out, HasSubstr("prompts: 6; answers: lognormal around 4, sigma 0.6, up to 16"));
    const auto answered = models::read_profile(path("mine.json"), {}).validations.back().points.at(0);
    EXPECT_GT(answered.measured_ttft_p50_s.median, 0);
    EXPECT_GT(answered.simulated_ttft_p50_s.median, 0);
    EXPECT_GT(answered.measured_tpot_p99_s.median, 0);
    EXPECT_GT(answered.simulated_tpot_p99_s.median, 0);
    const auto longer = run({"serve-check", "--model", "minilm-l6", "--profile", path("mine.json")});
    EXPECT_EQ(longer.status, 3);
    EXPECT_THAT(longer.err, HasSubstr("64 tokens each in fp32 is outside"));

    // A budget that is spent at once measures nothing again, but what is noisy is told.
    // A busy machine has left out some before.
    auto noisy = checked;
    auto& left_out = noisy.unsteady;
    left_out.emplace_back("gemm fp32 1 7 384 384");
    std::sort(left_out.begin(), left_out.end());
    models::write_profile(noisy, path("mine.json"));
    const auto told = run({"--device", "cpu", "--threads", "1", "--model", "minilm-l6", "--precision", "fp32",
                           "--max-batch", "2", "--max-tokens", "16", "--budget", "1ns", "--resume", path("mine.json")});
    EXPECT_EQ(told.status, 0) << told.err;
    EXPECT_THAT(told.err, HasSubstr("noisy kernels"));
    EXPECT_THAT(told.err,
                HasSubstr(fmt::format("{} of them left out; the worst: {}", left_out.size(), left_out.front())));
    EXPECT_THAT(told.err, HasSubstr("--resume " + path("mine.json")));
}

std::string toy_command(const std::string& options) {
    return fmt::format("python3 '{}/tests/measure/toy_engine.py' {}", PLIMSOLL_SOURCE_DIR, options);
}

/// The shipped profile of a processor, in the folder of the test: no device is needed where a command serves.
class ServedByCommand : public ProfileProgram {
protected:
    ServedByCommand() {
        std::filesystem::copy_file(PLIMSOLL_SOURCE_DIR "/models/profiles/amd-epyc-zen4-1-thread.json", mine());
    }
    [[nodiscard]] std::string mine() const { return path("mine.json"); }
    [[nodiscard]] std::vector<models::Validation> validations() const {
        return models::read_profile(mine(), {}).validations;
    }
    [[nodiscard]] Outcome check(const std::string& command, const std::vector<std::string>& more) const {
        std::vector<std::string> arguments{"serve-check", "--command",  command,   "--profile", mine(),
                                           "--max-batch", "2",          "--loads", "0.2",       "--runs",
                                           "1",           "--requests", "10"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

TEST_F(ServedByCommand, BatchesAreExplainedAndKeptBesideOtherChecks) {
    const std::vector<std::string> minilm{"--model", "minilm-l6", "--tokens", "64", "--max-wait", "0ms"};
    const auto before = validations().size();
    const auto result = check(toy_command("--max-batch 2"), minilm);
    EXPECT_EQ(result.status, 0) << result.err;
    for (const char* part : {"requests of 64 tokens, served through python3", "device", "host", "queue", "load 0.20: "})
        EXPECT_THAT(result.out, HasSubstr(part));
    ASSERT_EQ(validations().size(), before + 1);
    EXPECT_EQ(validations().back().engine, "python3");
    EXPECT_EQ(validations().back().tokens, "64");
    EXPECT_GT(validations().back().points.at(0).batch_time_ratio.median, 0);

    auto named = minilm;
    named.insert(named.end(), {"--engine", "toy"});
    for (int time = 0; time < 2; ++time) {
        const auto silent = check(toy_command("--max-batch 2 --silent"), named);
        EXPECT_EQ(silent.status, 0) << silent.err;
        EXPECT_THAT(silent.out, HasSubstr("only the sum is known"));
    }
    EXPECT_EQ(validations().size(), before + 2) << "another engine is another check, the same one a newer one";
    EXPECT_EQ(validations().back().engine, "toy");
}

TEST_F(ServedByCommand, Images) {
    std::filesystem::copy_file(PLIMSOLL_SOURCE_DIR "/models/profiles/nvidia-h100-80gb.json", mine(),
                               std::filesystem::copy_options::overwrite_existing);
    const auto result = check(toy_command("--max-batch 2"), {"--model", "resnet-50", "--precision", "fp16"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(validations().back().tokens, IsEmpty());
    EXPECT_GT(validations().back().points.at(0).batch_time_ratio.median, 1);
}

TEST_F(ServedByCommand, AnswersTokenByToken) {
    const auto model = file("tiny.json", R"({"name": "tiny", "title": "Tiny", "family": "decoder", "layers": 2,
        "hidden": 64, "heads": 4, "kv_heads": 2, "intermediate": 128, "vocabulary": 256, "max_tokens": 64,
        "parameters": 106816, "source": "made for this test", "date": "2026-11-27"})");
    const auto result = check(toy_command("--max-batch 2"),
                              {"--model", model, "--tokens", "6", "--answer-tokens", "4", "--tokens-per-step", "16"});
    EXPECT_EQ(result.status, 0) << result.err;
    for (const char* part : {"answered token by token", "served through python3", "first token p50",
                             "each further token p50", "load 0.20: "})
        EXPECT_THAT(result.out, HasSubstr(part));
    const auto point = validations().back().points.at(0);
    EXPECT_GT(point.measured_ttft_p50_s.median, 0);
    EXPECT_GT(point.simulated_tpot_p50_s.median, 0);
}

TEST_F(ServedByCommand, WhatTheEngineBreaksIsToldAndNothingIsKept) {
    const auto before = validations().size();
    const auto result =
        check("echo ready; read -r _; echo done 7; sleep 100", {"--model", "minilm-l6", "--tokens", "64"});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, StartsWith("plimsoll-profile: the engine wrote \"done 7\", but no request 7 was sent"));
    EXPECT_EQ(validations().size(), before);
}

class EndedBySignal : public ProfileProgram, public testing::WithParamInterface<int> {};

TEST_P(EndedBySignal, LeavesAFileToResume) {
    auto setup = RunSetup{};
    bool sent = false;
    setup.meanwhile = [&](pid_t process, const Outcome& so_far) {
        if (sent || so_far.err.find("\"done\":2,") == std::string::npos) return;
        ::kill(process, GetParam());
        sent = true;
    };
    auto arguments = small_run("10min", "mine.json");
    arguments.insert(arguments.end(), {"--progress", "json"});
    const auto result = run(arguments, setup);
    EXPECT_EQ(result.status, 128 + GetParam());
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("--resume"));
    EXPECT_FALSE(std::filesystem::exists(path("mine.json")));
    EXPECT_FALSE(models::read_profile(path("mine.json.partial"), {}).complete);
}

INSTANTIATE_TEST_SUITE_P(Signals, EndedBySignal, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_F(ProfileProgram, RefusesToResumeWithOtherThreads) {
    auto result = run(small_run("1ns", "mine.json"));
    ASSERT_EQ(result.status, 5) << "no budget is too small to begin";
    models::Profile profile = models::read_profile(path("mine.json.partial"), {});
    profile.tables.push_back({"k", {{{models::Gemm{1, 1, 1, 1}, models::Precision::fp32}, 1e-6, 0}}});
    models::write_profile(profile, path("mine.json.partial"));
    result = run({"--device", "cpu", "--threads", "2", "--model", "minilm-l6", "--resume", path("mine.json.partial")});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, HasSubstr("do not mix"));
}

TEST_F(ProfileProgram, PlanAndResultsOfAnotherMachineMakeAProfile) {
    const auto plan =
        run({"plan", "--model", "minilm-l6", "--precision", "fp16", "--max-batch", "1", "--max-tokens", "16"});
    EXPECT_EQ(plan.status, 0);
    EXPECT_THAT(plan.out, StartsWith("@coarse "));
    std::string results = "@device gpu\n@title GPU\n";
    std::istringstream lines(plan.out);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("@")) results += "1e-5 0.01 10 some kernel\n";
    const auto assembled = run({"assemble", "--plan", file("plan.txt", plan.out), "--results",
                                file("results.txt", results), "--out", path("gpu.json")});
    EXPECT_EQ(assembled.status, 0) << assembled.err;
    EXPECT_EQ(models::read_profile(path("gpu.json"), {}).title, "GPU");
    EXPECT_THAT(text_of("gpu.json"), HasSubstr("\"plimsoll_profile\": 1"));
}

struct Mistake {
    std::vector<std::string> arguments;
    int status;
    std::string expected;
};

void PrintTo(const Mistake& mistake, std::ostream* to) { *to << testing::PrintToString(mistake.arguments); }

class ProfileMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ProfileMistake, IsToldOnStandardError) {
    const auto result = run(GetParam().arguments);
    EXPECT_EQ(result.status, GetParam().status) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(GetParam().expected));
    EXPECT_THAT(result.err, Not(HasSubstr("a bug")));
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ProfileMistake,
    testing::Values(
        Mistake{{}, 2, "--device is missing"},                                                           //
        Mistake{{"--device", "cpu"}, 2, "--out FILE is missing"},                                        //
        Mistake{{"--device", "tpu", "--out", "x.json"}, 2, "expected cpu or cuda:NUMBER"},               //
        Mistake{{"--device", "cuda:x", "--out", "x.json"}, 2, "expected cpu or cuda:NUMBER"},            //
        Mistake{{"--device", "cpu", "--out", "x.json", "--budget", "5"}, 2, "--budget"},                 //
        Mistake{{"--device", "cpu", "--out", "x.json", "--budget", "0s"}, 2, "--budget"},                //
        Mistake{{"--device", "cpu", "--out", "x.json", "--precision", "fp23"}, 2, "unknown precision"},  //
        Mistake{{"--device", "cpu", "--out", "x.json", "--model", "bert-bsae"}, 3, "bert-base"},         //
        Mistake{{"--device", "cpu", "--modl", "x"}, 2, "did you mean \"--model\""},                      //
        Mistake{{"--device", "cpu", "--out", "/no/such/folder/x.json"}, 4, "there is no folder"},        //
        Mistake{{"--device", "cpu", "--resume", "/no/such/file.json"}, 2, "/no/such/file.json"},         //
        Mistake{{"plan", "--model", "llama"}, 3, "llama-2-7b"},                                          //
        Mistake{{"assemble", "--plan", "/no/plan", "--results", "r", "--out", "o"}, 4, "/no/plan"},      //
        Mistake{{"serve-check", "--profile", "p.json"}, 2, "--model"},                                   //
        Mistake{{"serve-check", "--model", "bert-base", "--profile", "p", "--tokens", "9", "--max-tokens", "9"},
                2,
                "--tokens"},
        Mistake{{"serve-check", "--model", "bert-base", "--profile", "p", "--tokens", "513"}, 2, "at most 512"},
        Mistake{{"serve-check", "--model", "resnet-50", "--profile", "p", "--tokens", "9"}, 2, "takes images"},
        Mistake{{"serve-check", "--model", "whisper-small", "--profile", "p"}, 2, "with an encoder"},
        Mistake{{"serve-check", "--model", "llama-3.1-8b", "--profile", "p", "--max-batch", "600"},
                2,
                "--tokens-per-step: a step of 512 tokens has no room for 600 sequences"},
        Mistake{{"serve-check", "--model", "llama-2-7b", "--profile", "p", "--answer-tokens", "1024"},
                2,
                "llama-2-7b takes at most 4096 tokens, prompt and answer together; the longest here have 5120"},
        Mistake{{"serve-check", "--model", "bert-base", "--profile", "p", "--command", "x", "--device", "cpu"},
                2,
                "--device"},
        Mistake{{"serve-check", "--model", "bert-base", "--profile", "p", "--engine", "x"}, 2, "--command"},
        Mistake{{"serve-check", "--model", "bert-base", "--profile", "/no/p.json"}, 4, "/no/p.json"}));

// What is shipped is what was measured, by the script that says how.
TEST_F(ProfileProgram, ShippedProfilesOfGpusAssembleFromTheRecordedResults) {
    PLIMSOLL_NEEDS_RECORDING(evidence::recordings() / "measured" / "h100");
    const std::string root = PLIMSOLL_SOURCE_DIR;
    const auto command = fmt::format("PLIMSOLL_RECORDED_DATA='{}' '{}/models/profiles/assemble.sh' '{}' '{}' >&2",
                                     evidence::recordings().string(), root, program_file(), path("."));
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto bytes = [](const std::string& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    };
    for (const std::string name : {"nvidia-h100-80gb.json", "nvidia-h200.json"}) {
        const auto made = bytes(path(name));
        EXPECT_FALSE(made.empty()) << name;
        EXPECT_TRUE(made == bytes(root + "/models/profiles/" + name)) << name << " differs";
    }
}

TEST_F(ProfileProgram, PlanOfTheZooHoldsEveryModelOnce) {
    const auto result = run({"plan", "--model", "zoo", "--precision", "fp16", "--max-batch", "2"});
    EXPECT_EQ(result.status, 0) << result.err;
    for (const char* model : {"bert-base", "whisper-small", "resnet-50", "llama-3.1-70b"})
        EXPECT_THAT(result.out, HasSubstr(fmt::format("0 {} = ", model)));
}

}  // namespace
}  // namespace plimsoll::cli_test
