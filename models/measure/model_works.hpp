// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"
#include "models/graph/work.hpp"
#include "models/step_time/token_step_time.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// What a model runs on one device, for the measuring programs: its operator graph in one precision.
namespace plimsoll::measure {

/// A model, and the format of what a quantized model keeps in 16 bits: fp16, or bf16 on a CPU, which has no fp16.
struct ModelChoice {
    std::string model;  ///< a name of the zoo or a file (models/spec/model_file.hpp)
    models::Precision precision = models::Precision::fp16;
    models::Precision sixteen_bits = models::Precision::fp16;
};

/// A step of sequences that answer token by token, as a device runs it.
struct DecoderStep {
    std::uint32_t tokens = 1;                 ///< new ones, with those that only pad
    std::uint32_t sampled = 0;                ///< sequences that give a token
    std::uint32_t decodes = 0;                ///< sequences with one new token
    std::uint32_t context = 0;                ///< that each of those has in the KV cache
    std::vector<models::PromptPart> prompts;  ///< in work
    auto operator<=>(const DecoderStep&) const = default;
};

class ModelWorks {
public:
    /// \throws InputError for a name that is not known, and for the problems of a file.
    explicit ModelWorks(const ModelChoice& choice);

    [[nodiscard]] const models::OperatorGraph& graph() const { return *graph_; }
    /// Answers token by token, with a KV cache.
    [[nodiscard]] bool generates() const { return generates_; }
    /// Does so without an encoder in front.
    [[nodiscard]] bool is_decoder() const { return is_decoder_; }
    /// Of one sequence; 0 where the input has one size.
    [[nodiscard]] std::uint32_t max_tokens() const { return max_tokens_; }
    /// The operators of one step in order, repeated layers included: `sequences` sequences with `tokens` new tokens
    /// each behind `context` cached ones. Sizes are rounded up to whole ones (experts of a mixture are expectations).
    [[nodiscard]] std::vector<models::Work> step(std::uint32_t sequences, std::uint32_t tokens,
                                                 std::uint32_t context) const;
    /// The same of a decoder's mixed step: attention of those that decode is one operator, that of each part of a
    /// prompt another one. \pre `generates()`
    [[nodiscard]] std::vector<models::Work> step(const DecoderStep& step) const;

private:
    [[nodiscard]] models::Work whole_work_of(const models::Operator& op, const models::StepSize& step) const;

    std::shared_ptr<const models::OperatorGraph> graph_;
    models::Precision sixteen_bits_;
    bool generates_ = false;
    bool is_decoder_ = false;
    std::uint32_t max_tokens_ = 0;
};

}  // namespace plimsoll::measure
