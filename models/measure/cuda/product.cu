// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/product.cuh"

#include <utility>

namespace plimsoll::measure::cuda {
namespace {

cudaDataType_t type_of(Storage storage) {
    switch (storage) {
        case Storage::fp32:
            return CUDA_R_32F;
        case Storage::fp16:
            return CUDA_R_16F;
        case Storage::bf16:
            return CUDA_R_16BF;
        case Storage::int8:
            return CUDA_R_8I;
        case Storage::fp8:
            return CUDA_R_8F_E4M3;
        case Storage::int32:
            return CUDA_R_32I;
    }
    return CUDA_R_32F;
}

cublasComputeType_t compute_of(const ProductShape& shape) {
    if (shape.operands == Storage::int8) return CUBLAS_COMPUTE_32I;
    return shape.tensor_float ? CUBLAS_COMPUTE_32F_FAST_TF32 : CUBLAS_COMPUTE_32F;
}

cublasLtMatrixLayout_t layout(Storage storage, std::int64_t rows, std::int64_t columns, std::int64_t batch) {
    cublasLtMatrixLayout_t made = nullptr;
    PLIMSOLL_CUDA(cublasLtMatrixLayoutCreate(&made, type_of(storage), static_cast<std::uint64_t>(rows),
                                             static_cast<std::uint64_t>(columns), rows));
    const auto count = static_cast<std::int32_t>(batch);
    const std::int64_t stride = rows * columns;
    PLIMSOLL_CUDA(cublasLtMatrixLayoutSetAttribute(made, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count, sizeof count));
    PLIMSOLL_CUDA(
        cublasLtMatrixLayoutSetAttribute(made, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &stride, sizeof stride));
    return made;
}

template <class T>
T configured(const cublasLtMatmulAlgo_t& algorithm, cublasLtMatmulAlgoConfigAttributes_t attribute) {
    T value{};
    PLIMSOLL_CUDA(cublasLtMatmulAlgoConfigGetAttribute(&algorithm, attribute, &value, sizeof value, nullptr));
    return value;
}

}  // namespace

Product::Product(const Device& device, const ProductShape& shape)
    : device_(&device), integer_(shape.operands == Storage::int8) {
    const auto scale = integer_ ? CUDA_R_32I : CUDA_R_32F;
    PLIMSOLL_CUDA(cublasLtMatmulDescCreate(&operation_, compute_of(shape), scale));
    const cublasOperation_t transposed = shape.transpose_a ? CUBLAS_OP_T : CUBLAS_OP_N;
    PLIMSOLL_CUDA(
        cublasLtMatmulDescSetAttribute(operation_, CUBLASLT_MATMUL_DESC_TRANSA, &transposed, sizeof transposed));
    if (shape.operands == Storage::fp8) {
        // As engines ask for it: sums of products of bytes keep fewer bits between the steps of the tensor cores.
        const std::int8_t fast = 1;
        PLIMSOLL_CUDA(cublasLtMatmulDescSetAttribute(operation_, CUBLASLT_MATMUL_DESC_FAST_ACCUM, &fast, sizeof fast));
    }
    a_ = layout(shape.operands, shape.transpose_a ? shape.k : shape.m, shape.transpose_a ? shape.m : shape.k,
                shape.batch);
    b_ = layout(shape.operands, shape.k, shape.n, shape.batch);
    d_ = layout(shape.result, shape.m, shape.n, shape.batch);
}

Product::~Product() {
    if (operation_ != nullptr) cublasLtMatmulDescDestroy(operation_);
    for (const auto matrix : {a_, b_, d_})
        if (matrix != nullptr) cublasLtMatrixLayoutDestroy(matrix);
}

Product::Product(Product&& other) noexcept
    : device_(other.device_),
      integer_(other.integer_),
      operation_(std::exchange(other.operation_, nullptr)),
      a_(std::exchange(other.a_, nullptr)),
      b_(std::exchange(other.b_, nullptr)),
      d_(std::exchange(other.d_, nullptr)),
      algorithm_(other.algorithm_) {}

std::optional<Product> Product::make(const Device& device, const ProductShape& shape) {
    Product product(device, shape);
    if (!product.choose()) return std::nullopt;
    return product;
}

bool Product::choose() {
    cublasLtMatmulPreference_t preference = nullptr;
    PLIMSOLL_CUDA(cublasLtMatmulPreferenceCreate(&preference));
    const std::size_t workspace = device_->workspace_bytes();
    auto status = cublasLtMatmulPreferenceSetAttribute(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspace,
                                                       sizeof workspace);
    cublasLtMatmulHeuristicResult_t result{};
    int found = 0;
    if (status == CUBLAS_STATUS_SUCCESS)
        status = cublasLtMatmulAlgoGetHeuristic(device_->cublas(), operation_, a_, b_, d_, d_, preference, 1, &result,
                                                &found);
    cublasLtMatmulPreferenceDestroy(preference);
    if (status == CUBLAS_STATUS_NOT_SUPPORTED || status == CUBLAS_STATUS_INVALID_VALUE) return false;
    PLIMSOLL_CUDA(status);
    if (found == 0 || result.state != CUBLAS_STATUS_SUCCESS) return false;
    algorithm_ = result.algo;
    return true;
}

void Product::launch(cudaStream_t stream, const void* a, const void* b, void* d) const {
    constexpr float kOne = 1;
    constexpr float kZero = 0;
    constexpr std::int32_t kWholeOne = 1;
    constexpr std::int32_t kWholeZero = 0;
    const void* one = &kOne;
    const void* zero = &kZero;
    if (integer_) {
        one = &kWholeOne;
        zero = &kWholeZero;
    }
    PLIMSOLL_CUDA(cublasLtMatmul(device_->cublas(), operation_, one, a, a_, b, b_, zero, d, d_, d, d_, &algorithm_,
                                 device_->workspace(), device_->workspace_bytes(), stream));
}

std::string Product::name() const {
    const auto id = configured<std::int32_t>(algorithm_, CUBLASLT_ALGO_CONFIG_ID);
    const auto tile = configured<std::uint32_t>(algorithm_, CUBLASLT_ALGO_CONFIG_TILE_ID);
    const auto stages = configured<std::uint32_t>(algorithm_, CUBLASLT_ALGO_CONFIG_STAGES_ID);
    const auto split = configured<std::int32_t>(algorithm_, CUBLASLT_ALGO_CONFIG_SPLITK_NUM);
    return "cuBLASLt algorithm " + std::to_string(id) + ", tile " + std::to_string(tile) + ", stages " +
           std::to_string(stages) + ", split " + std::to_string(split);
}

}  // namespace plimsoll::measure::cuda
