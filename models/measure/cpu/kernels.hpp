// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "models/measure/cpu/tensors.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

/// Operators as a CPU runs them.
namespace plimsoll::measure::cpu {

/// One operator with its data, ready to run. Weights and a KV cache that is only read (decode) are cold: each turn
/// takes another copy of them, as each layer of a model does. Activations are in the cache as far as they fit, because
/// in a model the operator before has just written them.
class Kernel {
public:
    virtual ~Kernel() = default;
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;

    virtual void run(std::size_t turn) = 0;
    /// What runs, as its library names it.
    [[nodiscard]] virtual std::string name() const = 0;

    /// Row-major values that turn 0 reads, in the order of the operator's definition, and what it has written.
    [[nodiscard]] virtual std::vector<std::vector<float>> inputs() const = 0;
    [[nodiscard]] virtual std::vector<float> output() const = 0;

protected:
    Kernel() = default;
};

/// Products of activations and weights; int8 are unsigned activations times signed weights, as servers quantize on
/// x86. \pre `multiplies(precision)`
[[nodiscard]] std::unique_ptr<Kernel> make_gemm(Context& context, const models::Gemm& gemm,
                                                models::Precision precision);
/// Two batched products and a softmax between them. Query heads that share a KV head are rows of one product.
[[nodiscard]] std::unique_ptr<Kernel> make_attention(Context& context, const models::Attention& attention,
                                                     models::Precision precision);
[[nodiscard]] std::unique_ptr<Kernel> make_stream(Context& context, const models::Stream& stream,
                                                  models::Precision precision);

/// Null where the processor cannot run it: another precision, an all-reduce.
[[nodiscard]] std::unique_ptr<Kernel> make_kernel(Context& context, const models::Work& work);

}  // namespace plimsoll::measure::cpu
