// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "models/measure/cuda/device.cuh"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

/// Operators as a GPU runs them.
namespace plimsoll::measure::cuda {

/// One operator with its data, ready to be launched. Weights and a KV cache that is only read (decode) are cold: each
/// turn takes another copy of them, as each layer of a model does. Activations are in the L2 cache as far as they fit,
/// because in a model the operator before has just written them.
class Kernel {
public:
    virtual ~Kernel() = default;
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;

    /// Puts it into the stream; can be captured into a graph.
    virtual void launch(cudaStream_t stream, std::size_t turn) = 0;
    /// What runs, as its library names it.
    [[nodiscard]] virtual std::string name() const = 0;
    /// Turns after which the first copy comes again.
    [[nodiscard]] virtual std::size_t copies() const { return 1; }

    /// Row-major values that turn 0 reads, in the order of the operator's definition, and what it has written.
    [[nodiscard]] virtual std::vector<std::vector<float>> inputs() const = 0;
    [[nodiscard]] virtual std::vector<float> output() const = 0;

protected:
    Kernel() = default;
};

/// This device, or this program, has nothing for such an operator; `what()` says why.
class Unsupported : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// x W^T with cuBLASLt's first choice of algorithm; weights are n x k, each output's weights contiguous.
[[nodiscard]] std::unique_ptr<Kernel> make_gemm(const Device& device, const models::Gemm& gemm,
                                                models::Precision precision);
/// The fastest of what can: cuDNN's fused attention, kernels of ours, of which one splits the cache between blocks, and
/// two batched products of cuBLASLt with a softmax between them. The names say what ran.
[[nodiscard]] std::unique_ptr<Kernel> make_attention(const Device& device, const models::Attention& attention,
                                                     models::Precision precision);
/// Kernels of ours, and the runtime's copies.
[[nodiscard]] std::unique_ptr<Kernel> make_stream(const Device& device, const models::Stream& stream,
                                                  models::Precision precision);

/// \throws Unsupported
[[nodiscard]] std::unique_ptr<Kernel> make_kernel(const Device& device, const models::Work& work);

}  // namespace plimsoll::measure::cuda
