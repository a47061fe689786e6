// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/device.cuh"

#include <cstdint>
#include <optional>
#include <string>

namespace plimsoll::measure::cuda {

/// A batched product as cuBLASLt sees it (column-major): D (m x n) = op(A) B, where op(A) is m x k, stored k x m with
/// `transpose_a`, else m x k, and B is k x n. Strides are in values.
struct ProductShape {
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    bool transpose_a = true;
    std::int64_t batch = 1;
    Storage operands = Storage::fp16;
    Storage result = Storage::fp16;
    bool tensor_float = false;  ///< fp32 operands through TF32
};

/// One matrix product with the algorithm that cuBLASLt's heuristic puts first.
class Product {
public:
    /// Nothing where cuBLASLt has no algorithm.
    [[nodiscard]] static std::optional<Product> make(const Device& device, const ProductShape& shape);
    ~Product();
    Product(Product&& other) noexcept;
    Product(const Product&) = delete;
    Product& operator=(const Product&) = delete;
    Product& operator=(Product&&) = delete;

    void launch(cudaStream_t stream, const void* a, const void* b, void* d) const;
    /// "cuBLASLt algorithm 66, tile 20, stages 36, split 1".
    [[nodiscard]] std::string name() const;

private:
    Product(const Device& device, const ProductShape& shape);
    [[nodiscard]] bool choose();

    const Device* device_;
    bool integer_;
    cublasLtMatmulDesc_t operation_ = nullptr;
    cublasLtMatrixLayout_t a_ = nullptr;
    cublasLtMatrixLayout_t b_ = nullptr;
    cublasLtMatrixLayout_t d_ = nullptr;
    cublasLtMatmulAlgo_t algorithm_{};
};

}  // namespace plimsoll::measure::cuda
