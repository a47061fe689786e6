// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/precision.hpp"

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

/// Tensors that operators read and write beside their weights. An operator that is measured has its own. Those of the
/// steps that are served run one after another, and share one buffer per kind of value and place among an operator's
/// tensors, as a server's do; the lengths and batches of a served mix would else fill the memory. Nobody writes what is
/// random, and nobody reads what another one has written.
class Activations {
public:
    explicit Activations(dnnl::engine engine) : engine_(std::move(engine)) {}

    /// Whether tensors made from now on are shared. Shared ones are gone with the next `clear`.
    void share(bool on) { shared_ = on; }
    void clear() { buffers_.clear(); }

    /// `place` tells the tensors of one operator apart.
    [[nodiscard]] dnnl::memory random(const dnnl::memory::desc& layout, int place);
    /// With no values in particular.
    [[nodiscard]] dnnl::memory empty(const dnnl::memory::desc& layout, int place);

private:
    struct Buffer {
        dnnl::memory::data_type type;
        int place;
        bool random;
        dnnl::memory values;
    };
    [[nodiscard]] dnnl::memory part(const dnnl::memory::desc& layout, int place, bool random);

    dnnl::engine engine_;
    bool shared_ = false;
    std::vector<Buffer> buffers_;
};

/// What operators share.
struct Context {
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream{engine};
    ColdData cold;
    Activations activations{engine};
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
