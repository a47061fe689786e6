// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/kernels.cuh"
#include "models/measure/cuda/product.cuh"

#include <utility>
#include <variant>

namespace plimsoll::measure::cuda {

using models::Gemm;
using models::Precision;

namespace {

struct Types {
    Storage operands;
    Storage result;
};

/// cuBLASLt has no product of bytes with a 16-bit result for integers; theirs is 32 bits wide.
Types types_of(Precision precision) {
    if (precision == Precision::int8) return {Storage::int8, Storage::int32};
    if (precision == Precision::fp8) return {Storage::fp8, Storage::fp16};
    const auto storage = activation_storage(precision);
    return {storage, storage};
}

struct Chosen {
    Product product;
    std::int64_t rows;  ///< m, or a little more
};

/// Products of bytes come in multiples of 16 rows only.
Chosen choose(const Device& device, const Gemm& gemm, Precision precision) {
    const auto types = types_of(precision);
    ProductShape shape;
    shape.m = static_cast<std::int64_t>(gemm.n);
    shape.n = static_cast<std::int64_t>(gemm.m);
    shape.k = static_cast<std::int64_t>(gemm.k);
    shape.operands = types.operands;
    shape.result = types.result;
    shape.tensor_float = precision == Precision::tf32;
    if (auto product = Product::make(device, shape)) return {std::move(*product), shape.n};
    constexpr std::int64_t kMultiple = 16;
    shape.n = (shape.n + kMultiple - 1) / kMultiple * kMultiple;
    if (auto product = Product::make(device, shape)) return {std::move(*product), shape.n};
    throw Unsupported("cuBLASLt has no algorithm for this product");
}

class GemmKernel : public Kernel {
public:
    GemmKernel(const Device& device, const Gemm& gemm, Precision precision)
        : device_(device),
          types_(types_of(precision)),
          m_(static_cast<std::size_t>(gemm.m)),
          n_(static_cast<std::size_t>(gemm.n)),
          k_(static_cast<std::size_t>(gemm.k)),
          groups_(static_cast<std::size_t>(gemm.groups)),
          chosen_(choose(device, gemm, precision)),
          rows_(static_cast<std::size_t>(chosen_.rows)),
          source_(random_values(device, types_.operands, rows_ * k_, 1)),
          result_(rows_ * n_ * bytes_of(types_.result)),
          weights_(device.cold_values(types_.operands, n_ * k_)) {}

    void launch(cudaStream_t stream, std::size_t turn) override {
        for (std::size_t group = 0; group < groups_; ++group) {
            const auto& weights = (*weights_)[(turn * groups_ + group) % weights_->size()];
            chosen_.product.launch(stream, weights.as<void>(), source_.as<void>(), result_.as<void>());
        }
    }
    [[nodiscard]] std::string name() const override {
        std::string name = chosen_.product.name();
        if (types_.operands == Storage::fp8) name += ", fast accumulation";
        if (types_.result == Storage::int32) name += ", 32-bit result";
        if (rows_ != m_) name += ", rows padded to 16";
        return name;
    }
    [[nodiscard]] std::size_t copies() const override { return weights_->size(); }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        return {download(device_, source_, types_.operands, m_ * k_),
                download(device_, weights_->front(), types_.operands, n_ * k_)};
    }
    [[nodiscard]] std::vector<float> output() const override {
        return download(device_, result_, types_.result, m_ * n_);
    }

private:
    const Device& device_;
    Types types_;
    std::size_t m_;
    std::size_t n_;
    std::size_t k_;
    std::size_t groups_;
    Chosen chosen_;
    std::size_t rows_;
    Buffer source_;
    Buffer result_;
    std::shared_ptr<const Device::Buffers> weights_;
};

}  // namespace

std::unique_ptr<Kernel> make_gemm(const Device& device, const Gemm& gemm, Precision precision) {
    return std::make_unique<GemmKernel>(device, gemm, precision);
}

std::unique_ptr<Kernel> make_kernel(const Device& device, const models::Work& work) {
    if (!device.multiplies(work.precision)) throw Unsupported("the device has no such precision");
    if (const auto* gemm = std::get_if<Gemm>(&work.shape)) return make_gemm(device, *gemm, work.precision);
    if (const auto* attention = std::get_if<models::Attention>(&work.shape))
        return make_attention(device, *attention, work.precision);
    if (const auto* stream = std::get_if<models::Stream>(&work.shape))
        return make_stream(device, *stream, work.precision);
    throw Unsupported("an all-reduce is no kernel of one device");
}

}  // namespace plimsoll::measure::cuda
