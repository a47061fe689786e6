// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/operator_graph.hpp"

#include "models/graph/build.hpp"
#include "models/graph/graphviz.hpp"
#include "models/graph/memory.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/step_time.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace plimsoll::models {
namespace {

using testing::HasSubstr;

constexpr Length kTokens{0, 1, 0};
constexpr StepSize kOne{1, 1, 0};

/// A stream over one row, with a result of `result` values in 16 bits for each token.
Operator op(std::string_view name, double width, double result) {
    Operator made;
    made.name = name;
    made.shape = StreamShape{StreamKind::copy, kTokens, width};
    made.result = {kTokens, result};
    return made;
}

Operator reduce(double width) {
    Operator made;
    made.name = "all-reduce";
    made.shape = AllReduceShape{2, kTokens, width};
    return made;
}

/// A second per value of a stream's width, a hundred per byte of an all-reduce; streams are measured, others are not.
class FakeTimes final : public KernelTimes {
public:
    explicit FakeTimes(double overhead = 0) : overhead_(overhead) {}
    [[nodiscard]] KernelTime time(const Work& work) const override {
        if (const auto* stream = std::get_if<Stream>(&work.shape)) return {stream->width, 0.1, false};
        if (const auto* reduced = std::get_if<AllReduce>(&work.shape)) return {100 * reduced->bytes, 0.5, true};
        return {1, 0.2, false};
    }
    [[nodiscard]] bool knows(Precision) const override { return true; }
    [[nodiscard]] double step_overhead() const override { return overhead_; }

private:
    double overhead_;
};

Model zoo_model(const std::string& name) {
    return load_model(std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo/" + name + ".json");
}

TEST(OperatorGraph, OperatorsDependOnEarlierOnesOnly) {
    OperatorGraph graph;
    EXPECT_THROW(graph.add(op("a", 1, 1), {{0}}), std::invalid_argument);
    const auto first = graph.add(op("a", 1, 1), {});
    EXPECT_NO_THROW(graph.add(op("b", 1, 1), {first}));
}

TEST(OperatorGraph, EqualOperatorsOfAllLayersAreOneKind) {
    const auto bert = build_graph(zoo_model("bert-base"));
    std::size_t total = 0;
    for (const auto& kind : bert.kinds()) total += kind.count;
    EXPECT_EQ(total, bert.size());
    EXPECT_EQ(bert.size(), 1 + 12 * 7 + 1U);
    EXPECT_EQ(bert.kinds().size(), 9U) << "seven of a layer, embedding and pooler";
}

TEST(OperatorGraph, EdgesCarryTheTensorsOfTheirProducers) {
    const auto bert = build_graph(zoo_model("bert-base"));
    const auto [begin, end] = boost::in_edges(2, bert.graph());
    ASSERT_EQ(std::distance(begin, end), 1);
    const auto& tensor = bert.graph()[*begin].tensor;
    EXPECT_EQ(tensor.width, 3 * 768) << "query, key and value go to attention";
    EXPECT_EQ(tensor.rows.at({1, 128, 0}), 128);
}

// a (10) feeds b (20) and d; b feeds c (5); c feeds d (1). Values alive: a 10; a b 30; a b c 35; a c d 16. The peak is
// 35 values of 2 bytes; for 3 sequences of 4 tokens 12 times that.
TEST(Liveness, PeakOfAHandMadeGraph) {
    OperatorGraph graph;
    const auto a = graph.add(op("a", 1, 10), {});
    const auto b = graph.add(op("b", 1, 20), {a});
    const auto c = graph.add(op("c", 1, 5), {b});
    graph.add(op("d", 1, 1), {a, c});
    EXPECT_EQ(peak_activation_bytes(graph, kOne), 35 * 2);
    EXPECT_EQ(peak_activation_bytes(graph, {3, 4, 0}), 12 * 35 * 2);
    EXPECT_EQ(all_activation_bytes(graph, kOne), 36 * 2);
}

// A norm keeps the residual (8) beside its result (8). The result dies behind b (20), the residual lives to the end:
// norm 16; norm b 36; residual b c 28 + 1.
TEST(Liveness, TheTwoResultsOfANormDieApart) {
    OperatorGraph graph;
    auto norm = op("norm", 1, 8);
    norm.carried = {kTokens, 8};
    const auto first = graph.add(norm, {});
    const auto b = graph.add(op("b", 1, 20), {first});
    const auto c = graph.add(op("c", 1, 1), {b});
    graph.add(op("d", 1, 30), {c, {first.producer, true}});
    EXPECT_EQ(peak_activation_bytes(graph, kOne), (8 + 1 + 30) * 2) << "behind b, 36; at the end the residual, c and d";
}

// Widest moment of a BERT layer: residual, inside of the feed-forward network, its output: 768 + 3072 + 768 values.
TEST(Liveness, PeakOfBert) {
    EXPECT_EQ(peak_activation_bytes(build_graph(zoo_model("bert-base")), {4, 128, 0}),
              4 * 128 * (768 + 3072 + 768) * 2);
}

// Llama 3.1 8B in prefill: residual h, gate and up 2 i, and their product i: 4096 + 3 x 14336 values per token.
TEST(Liveness, PeakOfLlama) {
    EXPECT_EQ(peak_activation_bytes(build_graph(zoo_model("llama-3.1-8b")), {1, 1000, 0}),
              1000 * (4096 + 3 * 14'336) * 2);
}

TEST(Memory, IsWeightsActivationsAndCache) {
    const auto llama = build_graph(zoo_model("llama-3.1-8b"));
    const StepSize step{16, 1, 999};
    const double expected = 2 * 8'030'261'248.0 + peak_activation_bytes(llama, step) + 16 * 1000 * 131'072.0;
    EXPECT_EQ(memory_bytes(llama, step), expected);
    EXPECT_TRUE(fits(llama, step, expected));
    EXPECT_FALSE(fits(llama, step, expected - 1));
}

// On one stream: 1 + 2 + 3, and the host's 10.
TEST(CriticalPath, KernelsOfOneStreamRunOneAfterAnother) {
    OperatorGraph graph;
    const auto a = graph.add(op("a", 1, 1), {});
    graph.add(op("b", 2, 1), {a});
    graph.add(op("c", 3, 1), {a});
    const auto time = step_time(graph, kOne, FakeTimes(10));
    EXPECT_EQ(time.seconds, 16);
    EXPECT_EQ(time.host_seconds, 10);
    EXPECT_EQ(time.extrapolated, 0);
}

// a (1), then an all-reduce of 5 x 2 bytes (1000) beside b (400) and c (500); d (7) waits for both. The path is a,
// reduce, d; with b at 900 it is a, b, c, d.
TEST(CriticalPath, AnAllReduceRunsBesideKernelsThatDoNotNeedIt) {
    const auto made = [](double b_width) {
        OperatorGraph graph;
        const auto a = graph.add(op("a", 1, 1), {});
        const auto reduced = graph.add(reduce(5), {a});
        const auto b = graph.add(op("b", b_width, 1), {a});
        const auto c = graph.add(op("c", 500, 1), {b});
        graph.add(op("d", 7, 1), {reduced, c});
        return step_time(graph, kOne, FakeTimes());
    };
    EXPECT_EQ(made(400).seconds, 1 + 1000 + 7);
    EXPECT_NEAR(made(400).extrapolated, 1000.0 / 1008, 1e-12);
    EXPECT_EQ(made(900).seconds, 1 + 900 + 500 + 7);
    EXPECT_EQ(made(900).extrapolated, 0) << "the all-reduce is not on the path";
}

// Streams of one kind are one table: their errors of 10 % add up. The all-reduce's 50 % is independent of them.
TEST(CriticalPath, ErrorsAddWithinATableAndInSquaresBetweenTables) {
    OperatorGraph graph;
    const auto a = graph.add(op("a", 30, 1), {});
    const auto b = graph.add(op("b", 70, 1), {a});
    EXPECT_NEAR(step_time(graph, kOne, FakeTimes()).relative_sd, 0.1, 1e-12);
    graph.add(reduce(1), {b});  // 200 s
    EXPECT_NEAR(step_time(graph, kOne, FakeTimes()).relative_sd, std::hypot(0.1 * 100, 0.5 * 200) / 300, 1e-12);
    EXPECT_NEAR(step_time(graph, kOne, FakeTimes(100)).relative_sd, std::hypot(10, 100) / 400, 1e-12)
        << "the host's work is exact";
}

TEST(CriticalPath, WhatDoesNotRunInAStepTakesNoTimeAndNoMemory) {
    OperatorGraph graph;
    auto encoder = op("encoder", 100, 50);
    encoder.first_step_only = true;
    const auto source = graph.add(encoder, {});
    graph.add(op("decoder", 3, 1), {source});
    EXPECT_EQ(step_time(graph, {1, 1, 0}, FakeTimes()).seconds, 103);
    EXPECT_EQ(step_time(graph, {1, 1, 5}, FakeTimes()).seconds, 3);
    EXPECT_EQ(peak_activation_bytes(graph, {1, 1, 5}), 2);
}

/// Operations of products and attention.
double multiplied(const OperatorGraph& graph, const StepSize& step) {
    double sum = 0;
    for (const auto& kind : graph.kinds()) {
        const auto work = work_of(graph.at(kind.first), step);
        if (!std::holds_alternative<Stream>(work.shape)) sum += static_cast<double>(kind.count) * flops_of(work);
    }
    return sum;
}

// Shoeybi et al. 2019: each of d devices has 1/d of the layers' products and of attention. All have the router of a
// mixture of experts, and BERT's pooler.
TEST(TensorParallel, ConservesOperations) {
    const StepSize step{4, 64, 0};
    const auto surplus = [&](const std::string& name, std::uint32_t devices) {
        const auto model = zoo_model(name);
        const auto one = build_graph(model, {Precision::fp16, devices});
        return devices * multiplied(one, step) - multiplied(build_graph(model), step);
    };
    EXPECT_EQ(surplus("llama-3.1-70b", 8), 0);
    EXPECT_EQ(surplus("qwen3-30b-a3b", 2), 48 * 4 * 64 * 2 * 2048.0 * 128);
    EXPECT_EQ(surplus("bert-base", 3), 2 * 4 * 2 * 768.0 * 768);
}

// Every matrix is split. All devices have norms, biases that are added behind an all-reduce, position tables, the
// pooler, and Whisper's convolutions; its 51,865 words are padded to 2 x 25,933.
TEST(TensorParallel, ConservesWeights) {
    const auto surplus = [](const std::string& name, std::uint32_t devices) {
        const auto model = zoo_model(name);
        return devices * parameters_of(build_graph(model, {Precision::fp16, devices})) -
               static_cast<double>(model.parameters);
    };
    EXPECT_EQ(surplus("llama-3.1-70b", 8), 7 * (2 * 80 + 1) * 8192.0);
    const double h = 768;
    EXPECT_EQ(surplus("bert-base", 2), (512 + 2) * h + 2 * h + 12 * (4 * h + 2 * h) + h * h + h);
    const double encoder = (240 * h + h) + (3 * h * h + h) + 1500 * h + 12 * (4 * h + 2 * h) + 2 * h;
    const double decoder = 448 * h + 12 * (6 * h + 3 * h) + 2 * h;
    EXPECT_EQ(surplus("whisper-small", 2), encoder + decoder + h);
}

// Two per layer, one behind the embedding, and the gathered logits.
TEST(TensorParallel, SumsTwiceALayer) {
    const auto half = build_graph(zoo_model("llama-3.1-8b"), {Precision::fp16, 2});
    std::size_t reduces = 0;
    for (std::size_t vertex = 0; vertex < half.size(); ++vertex)
        reduces += half.at(vertex).name == "all-reduce" ? 1 : 0;
    EXPECT_EQ(reduces, 2 * 32 + 2U);
}

// 8 KV heads on 16 devices: each keeps a whole one.
TEST(TensorParallel, CopiesKvHeadsWhereThereAreMoreDevices) {
    const auto model = zoo_model("llama-3.1-70b");
    EXPECT_EQ(key_value_bytes(build_graph(model, {Precision::fp16, 8})).per_token, 2 * 80 * 128 * 2);
    EXPECT_EQ(key_value_bytes(build_graph(model, {Precision::fp16, 16})).per_token, 2 * 80 * 128 * 2);
}

TEST(TensorParallel, RefusesWhatDoesNotDivideAndSaysWhatDoes) {
    const auto refused = [](const std::string& name, std::uint32_t devices) {
        try {
            (void)build_graph(zoo_model(name), {Precision::fp16, devices});
        } catch (const InputError& error) {
            return error.problems().at(0).hint;
        }
        return std::string();
    };
    EXPECT_THAT(refused("llama-3.1-8b", 3), HasSubstr("1, 2, 4, 8, 16, 32"));
    EXPECT_THAT(refused("bert-base", 5), HasSubstr("1, 2, 3, 4, 6, 12"));
    EXPECT_THAT(refused("resnet-50", 2), HasSubstr("work: 1"));
    EXPECT_THAT(refused("mobilebert", 2), HasSubstr("work: 1"));
    EXPECT_THAT(refused("llama-3.1-8b", 0), HasSubstr("1, 2, 4"));
}

TEST(Graphviz, ShowsOperatorsAndTensors) {
    const auto text = graphviz(build_graph(zoo_model("bert-base")), {1, 100, 0});
    EXPECT_THAT(text, HasSubstr("digraph"));
    EXPECT_THAT(text, HasSubstr("layer 11: feed-forward in"));
    EXPECT_THAT(text, HasSubstr("100 x 2304 x 768"));
    EXPECT_THAT(text, HasSubstr("0.4608 MB")) << "query, key and value of 100 tokens: 100 x 2304 x 2 bytes";
}

}  // namespace
}  // namespace plimsoll::models
