// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/errors.cuh"
#include "models/spec/precision.hpp"

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// One GPU, its memory and its data.
namespace plimsoll::measure::cuda {

/// Device memory, freed in the end.
class Buffer {
public:
    Buffer() = default;
    explicit Buffer(std::size_t bytes) : bytes_(bytes) { PLIMSOLL_CUDA(cudaMalloc(&data_, bytes)); }
    ~Buffer() { cudaFree(data_); }
    Buffer(Buffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    Buffer& operator=(Buffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    template <class T>
    [[nodiscard]] T* as() const {
        return static_cast<T*>(data_);
    }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    void* data_ = nullptr;
    std::size_t bytes_ = 0;
};

/// Values as a tensor stores them.
enum class Storage : std::uint8_t { fp32, fp16, bf16, int8, fp8, int32 };

namespace cudnn {
class Library;
}

/// Which kernels may answer for attention.
enum class AttentionChoice : std::uint8_t { fastest, cudnn, own, split, unfused };

/// What all operators share: a stream, the handles of libraries, a workspace, and which kernels are wanted.
class Device {
public:
    using Buffers = std::vector<Buffer>;

    explicit Device(int number, AttentionChoice attention = AttentionChoice::fastest);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] cudaStream_t stream() const { return stream_; }
    [[nodiscard]] cublasLtHandle_t cublas() const { return cublas_; }
    /// Nothing where it is not installed.
    [[nodiscard]] std::shared_ptr<const cudnn::Library> cudnn() const { return cudnn_; }
    [[nodiscard]] AttentionChoice attention() const { return attention_; }
    [[nodiscard]] void* workspace() const { return workspace_.as<void>(); }
    [[nodiscard]] std::size_t workspace_bytes() const { return workspace_.bytes(); }
    [[nodiscard]] const cudaDeviceProp& properties() const { return properties_; }
    /// 75, 80, 89, 90, ...
    [[nodiscard]] int capability() const { return 10 * properties_.major + properties_.minor; }
    /// Whether its products take this precision.
    [[nodiscard]] bool multiplies(models::Precision precision) const;
    /// Copies of `bytes` that together exceed the L2 cache three times, so that who walks through them finds each cold;
    /// not more than a graph can well hold.
    [[nodiscard]] std::size_t cold_copies(std::size_t bytes) const;
    /// That many copies of `count` random values; the same ones for kernels that are alive at the same time, as those
    /// of a model's steps of different sizes are.
    [[nodiscard]] std::shared_ptr<const Buffers> cold_values(Storage storage, std::size_t count) const;
    void synchronize() const { PLIMSOLL_CUDA(cudaStreamSynchronize(stream_)); }

private:
    int number_;
    AttentionChoice attention_;
    cudaDeviceProp properties_{};
    cudaStream_t stream_ = nullptr;
    cublasLtHandle_t cublas_ = nullptr;
    std::shared_ptr<const cudnn::Library> cudnn_;
    Buffer workspace_;
    mutable std::map<std::pair<Storage, std::size_t>, std::weak_ptr<const Buffers>> cold_;
};

[[nodiscard]] std::size_t bytes_of(Storage storage);
/// Of all values that are not operands of a product, and of attention: fp32 for fp32 and tf32, bf16 for bf16, else
/// fp16.
[[nodiscard]] Storage activation_storage(models::Precision precision);

/// `count` random values: of [-1, 1), int8 of [-127, 127]; the same for the same seed. Zeros would draw less power, and
/// so flatter the clock.
[[nodiscard]] Buffer random_values(const Device& device, Storage storage, std::size_t count, std::uint32_t seed);
/// The first `count` values, as fp32.
[[nodiscard]] std::vector<float> download(const Device& device, const Buffer& buffer, Storage storage,
                                          std::size_t count);

/// Calls `f` with a value of the type of a storage that holds activations.
template <class F>
auto with_storage(Storage storage, F&& f) {
    switch (storage) {
        case Storage::fp32:
            return f(float{});
        case Storage::bf16:
            return f(__nv_bfloat16{});
        default:
            return f(__half{});
    }
}

}  // namespace plimsoll::measure::cuda
