// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/precision.hpp"

#include <dnnl.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

/// Data that the CPU's operators work on.
namespace plimsoll::measure::cpu {

using Memories = std::vector<dnnl::memory>;

/// Copies of the same tensor, enough of them that whoever walks through them finds each one cold: together they exceed
/// `kColdBytes`, more than the cache that a few cores share. Copies live as long as somebody uses them, and the last
/// few tensors a little longer, since the sizes of one weight are measured one after the other.
class ColdData {
public:
    static constexpr std::size_t kColdBytes = std::size_t{256} << 20;

    [[nodiscard]] std::shared_ptr<const Memories> copies(const dnnl::memory::desc& layout, const dnnl::engine& engine);

private:
    std::vector<std::pair<dnnl::memory::desc, std::weak_ptr<const Memories>>> known_;
    std::deque<std::shared_ptr<const Memories>> recent_;
};

/// What operators share.
struct Context {
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream{engine};
    ColdData cold;
};

/// A tensor of random values: of [-1, 1), and for bytes over most of their range. Always the same ones.
[[nodiscard]] dnnl::memory random_tensor(const dnnl::memory::desc& layout, const dnnl::engine& engine);

/// The values in row-major order, as fp32.
[[nodiscard]] std::vector<float> values_of(const dnnl::memory& tensor);

/// Whether this processor multiplies in the precision: fp32 always; bf16 with AVX512-BF16 or AMX; int8 with VNNI or
/// AMX.
[[nodiscard]] bool multiplies(models::Precision precision);
/// Of all values that are not operands of a product, and of the attention: fp32, or bf16 for bf16, and for int8 where
/// the processor has it.
[[nodiscard]] dnnl::memory::data_type activation_type(models::Precision precision);

}  // namespace plimsoll::measure::cpu
