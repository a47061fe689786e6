// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/resolve/resolve_fixture.hpp"

namespace plimsoll::sim {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;

std::string real_time(const std::string& pool, const std::string& name = "rt") {
    return R"({"name": ")" + name + R"(", "serving": "real-time", "pools": [{"replicas": {"min": 1}, )" + pool + "}]}";
}

TEST_F(Resolving, AnUnknownOfferNamesTheNearestOnes) {
    const auto found = problems(around(real_time(R"("offer": "test/a/t44")")));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found, ElementsAre(problem_at("/deployments/0/pools/0/offer", "no offer \"test/a/t44\"", "test/a/t4")));
    EXPECT_EQ(found.front().line, 4);
    EXPECT_EQ(found.front().file, (folder_ / "test.json").string());
}

TEST_F(Resolving, AnUnknownModelNamesTheNearestOnes) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"), R"("model": {"name": "bert-bas"},)")),
                ElementsAre(problem_at("/model/name", "no model \"bert-bas\"", "bert-base")));
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"), R"("model": {"name": "xlnet"},)")),
                ElementsAre(problem_at("/model/name", "no model", "mobilebert")));
}

TEST_F(Resolving, AnUnknownDeviceNamesTheNearestOnes) {
    EXPECT_THAT(problems(around(real_time(R"("offer": {"price": "1.00 USD/h", "device": "nvidia-t5"})"))),
                ElementsAre(problem_at("/deployments/0/pools/0/offer/device", "no device \"nvidia-t5\"", "nvidia-t4")));
}

TEST_F(Resolving, ADeviceWithoutThePrecisionNamesThoseItHas) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"),
                                R"("model": {"name": "bert-base", "precision": "bf16"},)")),
                ElementsAre(problem_at("/model/precision", "no rate for bf16", "\"fp16\"")));
}

/// Its memory is asked for the KV cache, however it is served.
TEST_F(Resolving, AModelThatAnswersTokenByTokenIsServedSoInBatchesToo) {
    const std::string llama = R"("model": {"name": "llama-3.1-8b"},)";
    EXPECT_THAT(problems(around(R"({"name": "b", "serving": "batch", "window": {"every": "1 h"}, "deadline": "2 h",
                                    "pools": [{"offer": "test/a/t4"}]})",
                                llama)),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "leaves 0 blocks of KV cache", "are lacking")));
}

TEST_F(Resolving, ALinkThatNothingGoesOverIsReported) {
    const std::string linked = R"({"name": "a", "serving": "real-time", "kv_transfer": {"bandwidth": "25 GB/s"},
                                   "pools": [{"offer": {"price": "1 USD/h", "device": "nvidia-h100-80gb"}}]})";
    EXPECT_THAT(problems(around(linked, R"("model": {"name": "llama-3.1-8b", "precision": "bf16"},)")),
                ElementsAre(problem_at("/deployments/0/kv_transfer", "is a link between pools", "role")));
    EXPECT_THAT(problems(around(linked, R"("model": {"name": "bert-base"},)")),
                ElementsAre(problem_at("/deployments/0/kv_transfer", "token by token", "decoder")));
}

TEST_F(Resolving, AModelThatDoesNotFitIsToldByHowMuch) {
    const std::string llama = R"("model": {"name": "llama-3.1-8b"},)";
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"), llama)),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "leaves 0 blocks of KV cache", "are lacking")));
}

TEST_F(Resolving, AModelThatDoesNotFitIsToldWhatWould) {
    const std::string llama = R"("model": {"name": "llama-3.1-8b", "precision": "bf16"},)";
    const std::string l4 =
        R"("offer": {"price": "1 USD/h", "device": "nvidia-l4"}, "continuous_batching": {"max_model_len": 50000})";
    const auto found = problems(around(real_time(l4), llama));
    for (const char* would : {"2 devices in tensor parallel, fp8, int8, int4, keys and values in fp8, nvidia-a100-40gb",
                              "nvidia-l40s", "a \"max_model_len\" of 32192"})
        EXPECT_THAT(found, ElementsAre(problem_at("/deployments/0/pools/0/offer",
                                                  "a sequence of 50000 tokens needs 3126", would)));
}

TEST_F(Resolving, PartsWithoutStepTimesAreRefused) {
    const std::string h200 = R"("offer": {"price": "1 USD/h", "device": "nvidia-h200"})";
    EXPECT_THAT(problems(around(real_time(h200), R"("model": {"name": "kimi-vl-a3b", "precision": "bf16"},)")),
                ElementsAre(problem_at("/model/name", "latent attention, for which there are no step times",
                                       "plimsoll model memory kimi-vl-a3b")));
    EXPECT_THAT(problems(around(real_time(h200 + R"(, "continuous_batching": {"pipeline_parallel_size": 2})"),
                                R"("model": {"name": "llama-3.1-8b", "precision": "bf16"},)")),
                ElementsAre(problem_at("/deployments/0/pools/0/continuous_batching/pipeline_parallel_size",
                                       "steps of 2 stages are not simulated", "--pipeline-parallel 2")));
}

TEST_F(Resolving, SettingsOfASchedulerThatContradictEachOtherAreRefused) {
    const auto with = [this](const std::string& settings) {
        return problems(
            around(real_time(R"("offer": {"price": "1 USD/h", "device": "nvidia-h100-80gb"}, "continuous_batching": )" +
                             settings),
                   R"("model": {"name": "llama-3.1-8b"},)"));
    };
    const std::string at = "/deployments/0/pools/0/continuous_batching";
    EXPECT_THAT(with(R"({"preset": "vllm-0.18"})"), ElementsAre(problem_at(at + "/preset", "is not one of")));
    EXPECT_THAT(with(R"({"max_num_seqs": 64, "max_num_batched_tokens": 32})"),
                ElementsAre(problem_at(at + "/max_num_batched_tokens", "no room for 64 sequences", "max_num_seqs")));
    EXPECT_THAT(with(R"({"chunked_prefill": false, "max_num_batched_tokens": 4096})"),
                ElementsAre(problem_at(at + "/max_num_batched_tokens", "must fit a step", "max_model_len")));
    EXPECT_THAT(with(R"({"max_model_len": 1000000})"),
                ElementsAre(problem_at(at + "/max_model_len", "takes 131072 tokens at most")));
    EXPECT_TRUE(with(R"({"preset": "vllm-0.19", "max_model_len": 8192})").empty());
}

TEST_F(Resolving, ARouterByPrefixesNeedsReplicasThatKeepThem) {
    const std::string queue = R"("queue": "per-replica", "router": "prefix-aware")";
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4", )" + queue))),
                ElementsAre(problem_at("/deployments/0/pools/0/router", "prefix cache", "least-outstanding")));
    EXPECT_TRUE(problems(around(real_time(R"("offer": {"price": "1 USD/h", "device": "nvidia-h100-80gb"}, )" + queue),
                                R"("model": {"name": "llama-3.1-8b"},)"))
                    .empty());
}

TEST_F(Resolving, AnAutoscalerOnTokensNeedsAnswersTokenByToken) {
    const auto scaled = [](const std::string& offer) {
        return R"({"name": "rt", "serving": "real-time", "pools": [{"replicas": {"min": 1, "max": 3}, "offer": )" +
               offer + R"(, "autoscaler": {"kind": "kubernetes-hpa", "metric": "kv-cache-usage", "target": 0.7}}]})";
    };
    EXPECT_THAT(problems(around(scaled(R"("test/a/t4")"))),
                ElementsAre(problem_at("/deployments/0/pools/0/autoscaler/metric", "nobody has a kv-cache-usage",
                                       "requests-per-replica")));
    EXPECT_TRUE(problems(around(scaled(R"({"price": "1 USD/h", "device": "nvidia-h100-80gb"})"),
                                R"("model": {"name": "llama-3.1-8b"},)"))
                    .empty());
}

TEST_F(Resolving, ObjectivesOnTokensNeedAnswersTokenByToken) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"),
                                R"("slo": [{"metric": "ttft", "percentile": 99, "at_most": "1 s"}],)"
                                R"("model": {"name": "bert-base"},)")),
                ElementsAre(problem_at("/slo/0/metric", "token by token", "\"latency\" or \"wait\"")));
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"),
                                R"("slo": [{"metric": "itl", "percentile": 99, "at_most": "1 s"}],)"
                                R"("model": {"name": "bert-base"},)")),
                ElementsAre(problem_at("/slo/0/metric", "itl needs answers")));
}

TEST_F(Resolving, AnUnknownPrecisionNamesTheKnownOnes) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"),
                                R"("model": {"name": "bert-base", "precision": "fp17"},)")),
                ElementsAre(problem_at("/model/precision", "unknown precision \"fp17\"", "\"fp16\"")));
}

TEST_F(Resolving, WhatCannotBePrunedIsReportedWhereItStands) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4")"),
                                R"("model": {"name": "bert-base", "prune": {"layers": 12}},)")),
                ElementsAre(problem_at("/model/prune/layers", "has 12 layers")));
}

TEST_F(Resolving, AModelNeedsADevice) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/plain")"))),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "names no device", "service")));
    EXPECT_TRUE(
        problems(around(real_time(R"("offer": "test/a/plain")"), R"("service": {"time": {"constant": "1 s"}},)"))
            .empty());
}

TEST_F(Resolving, AModelMustFitTheMemory) {
    EXPECT_THAT(problems(around(R"({"name": "f", "serving": "serverless", "pools": [{"offer": "test/a/tiny"}]})")),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "needs 0.2")));
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4", "batching": {"max_batch": 90000})"))),
                ElementsAre(problem_at("/deployments/0/pools/0/batching/max_batch", "does not fit the memory")));
}

TEST_F(Resolving, APriceThatTheOfferLacksIsReported) {
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/t4-x4", "purchase": "spot")"))),
                ElementsAre(problem_at("/deployments/0/pools/0/purchase", "no spot price")));
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/spot", "purchase": "spot", "fallback": "on-demand")"))),
                ElementsAre(problem_at("/deployments/0/pools/0/fallback", "no on-demand price")));
}

TEST_F(Resolving, AnOfferMustBeOfAKindThatServesSo) {
    EXPECT_THAT(
        problems(around(real_time(R"("offer": "test/a/api")"))),
        ElementsAre(problem_at("/deployments/0/pools/0/offer", "is a model API; real-time serving needs machines")));
    EXPECT_THAT(problems(around(real_time(R"("offer": "test/a/function")"))),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "is a function")));
    EXPECT_THAT(problems(around(R"({"name": "f", "serving": "serverless", "pools": [{"offer": "test/a/api"}]})")),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "serverless serving needs functions")));
    EXPECT_THAT(problems(around(R"({"name": "a", "serving": "api", "pools": [{"offer": "test/a/t4"}]})")),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "needs a model API")));
}

TEST_F(Resolving, AllProblemsComeAtOnce) {
    const auto found = problems(around(
        real_time(R"("offer": "test/a/nothing")") + ",\n" + real_time(R"("offer": "test/a/api")", "second") + ",\n" +
            R"({"name": "f", "serving": "serverless", "pools": [{"offer": "test/a/function"}], "model": {"name": "berd"}})",
        R"("model": {"name": "bert-base", "precision": "fp8"},)"));
    EXPECT_EQ(found.size(), 3U);
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/deployments/2/model/name")));
}

TEST_F(Resolving, AnUnknownModelOfTheScenarioIsReportedOnce) {
    EXPECT_EQ(
        problems(around(real_time(R"("offer": "test/a/t4")") + ",\n" + real_time(R"("offer": "test/a/t4")", "second"),
                        R"("model": {"name": "bert-bas"},)"))
            .size(),
        1U);
}

TEST_F(Resolving, AProblemOfAnOverrideNamesTheOverride) {
    const auto found =
        problems(around(real_time(R"("offer": "test/a/t4")")), {"/deployments/0/pools/0/offer=test/a/t9"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().file, "--set");
}

}  // namespace
}  // namespace plimsoll::sim
