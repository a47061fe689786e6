// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"
#include "models/graph/work.hpp"

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

class ModelWorks {
public:
    /// \throws InputError for a name that is not known, and for the problems of a file.
    explicit ModelWorks(const ModelChoice& choice);

    [[nodiscard]] const models::OperatorGraph& graph() const { return *graph_; }
    /// Answers token by token, with a KV cache.
    [[nodiscard]] bool generates() const { return generates_; }
    /// Of one sequence; 0 where the input has one size.
    [[nodiscard]] std::uint32_t max_tokens() const { return max_tokens_; }
    /// The operators of one step in order, repeated layers included: `sequences` sequences with `tokens` new tokens
    /// each behind `context` cached ones. Sizes are rounded up to whole ones (experts of a mixture are expectations).
    [[nodiscard]] std::vector<models::Work> step(std::uint32_t sequences, std::uint32_t tokens,
                                                 std::uint32_t context) const;

private:
    std::shared_ptr<const models::OperatorGraph> graph_;
    models::Precision sixteen_bits_;
    bool generates_ = false;
    std::uint32_t max_tokens_ = 0;
};

}  // namespace plimsoll::measure
