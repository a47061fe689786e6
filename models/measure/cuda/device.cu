// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/device.cuh"

#include "models/measure/cuda/cudnn.cuh"

#include <cuda_fp8.h>

#include <algorithm>

namespace plimsoll::measure::cuda {

using models::Precision;

namespace {

constexpr int kThreads = 256;

/// The finalizer of MurmurHash3 (Appleby, public domain) on the index: random enough, without state.
__device__ float uniform(std::size_t index, std::uint32_t seed) {
    auto h = static_cast<std::uint32_t>(index) * 0x9e3779b9U + static_cast<std::uint32_t>(index >> 32) + seed;
    h = (h ^ (h >> 16)) * 0x85ebca6bU;
    h = (h ^ (h >> 13)) * 0xc2b2ae35U;
    h ^= h >> 16;
    return static_cast<float>(h >> 8) * (2.0F / 16777216.0F) - 1.0F;
}

__device__ void store(float* to, float value) { *to = value; }
__device__ void store(__half* to, float value) { *to = __float2half(value); }
__device__ void store(__nv_bfloat16* to, float value) { *to = __float2bfloat16(value); }
__device__ void store(std::int8_t* to, float value) { *to = static_cast<std::int8_t>(value * 127.0F); }
__device__ void store(__nv_fp8_e4m3* to, float value) { *to = __nv_fp8_e4m3(value); }

__device__ float load(float value) { return value; }
__device__ float load(__half value) { return __half2float(value); }
__device__ float load(__nv_bfloat16 value) { return __bfloat162float(value); }
__device__ float load(std::int8_t value) { return static_cast<float>(value); }
__device__ float load(std::int32_t value) { return static_cast<float>(value); }
__device__ float load(__nv_fp8_e4m3 value) { return static_cast<float>(value); }

template <class T>
__global__ void fill(T* to, std::size_t count, std::uint32_t seed) {
    const std::size_t step = static_cast<std::size_t>(gridDim.x) * blockDim.x;
    for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += step)
        store(to + i, uniform(i, seed));
}

template <class T>
__global__ void widen(const T* from, float* to, std::size_t count) {
    const std::size_t step = static_cast<std::size_t>(gridDim.x) * blockDim.x;
    for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += step)
        to[i] = load(from[i]);
}

unsigned blocks_for(std::size_t count) {
    constexpr std::size_t kMost = 4096;
    return static_cast<unsigned>(std::clamp<std::size_t>((count + kThreads - 1) / kThreads, 1, kMost));
}

template <class T>
void launch_fill(const Device& device, const Buffer& buffer, std::size_t count, std::uint32_t seed) {
    fill<<<blocks_for(count), kThreads, 0, device.stream()>>>(buffer.as<T>(), count, seed);
    PLIMSOLL_CUDA(cudaGetLastError());
}

template <class T>
void launch_widen(const Device& device, const Buffer& from, const Buffer& to, std::size_t count) {
    widen<<<blocks_for(count), kThreads, 0, device.stream()>>>(from.as<const T>(), to.as<float>(), count);
    PLIMSOLL_CUDA(cudaGetLastError());
}

}  // namespace

Device::Device(int number, AttentionChoice attention) : number_(number), attention_(attention) {
    PLIMSOLL_CUDA(cudaSetDevice(number));
    PLIMSOLL_CUDA(cudaGetDeviceProperties(&properties_, number));
    PLIMSOLL_CUDA(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking));
    PLIMSOLL_CUDA(cublasLtCreate(&cublas_));
    constexpr std::size_t kWorkspace = std::size_t{32} << 20;  // what cuBLAS recommends for Hopper; ample for others
    workspace_ = Buffer(kWorkspace);
    cudnn_ = cudnn::Library::load(stream_);
}

Device::~Device() {
    cudnn_.reset();
    if (cublas_ != nullptr) cublasLtDestroy(cublas_);
    if (stream_ != nullptr) cudaStreamDestroy(stream_);
}

bool Device::multiplies(Precision precision) const {
    constexpr int kTuring = 75;
    constexpr int kAmpere = 80;
    constexpr int kAda = 89;
    switch (precision) {
        case Precision::fp32:
        case Precision::fp16:
            return true;
        case Precision::int8:
            return capability() >= kTuring;
        case Precision::tf32:
        case Precision::bf16:
            return capability() >= kAmpere;
        case Precision::fp8:
            return capability() >= kAda;
        case Precision::int4:
            return false;
    }
    return false;
}

std::size_t Device::cold_copies(std::size_t bytes) const {
    constexpr std::size_t kTimes = 3;
    constexpr std::size_t kMost = 256;
    const auto wanted = kTimes * static_cast<std::size_t>(properties_.l2CacheSize);
    return std::clamp<std::size_t>((wanted + bytes - 1) / bytes, 1, kMost);
}

std::shared_ptr<const Device::Buffers> Device::cold_values(Storage storage, std::size_t count) const {
    auto& known = cold_[{storage, count}];
    if (auto alive = known.lock()) return alive;
    Buffers made;
    const std::size_t copies = cold_copies(count * bytes_of(storage));
    for (std::uint32_t i = 0; i < copies; ++i) made.push_back(random_values(*this, storage, count, 2 + i));
    auto shared = std::make_shared<const Buffers>(std::move(made));
    known = shared;
    return shared;
}

std::size_t bytes_of(Storage storage) {
    switch (storage) {
        case Storage::fp32:
        case Storage::int32:
            return 4;
        case Storage::fp16:
        case Storage::bf16:
            return 2;
        case Storage::int8:
        case Storage::fp8:
            return 1;
    }
    return 0;
}

Storage activation_storage(Precision precision) {
    switch (precision) {
        case Precision::fp32:
        case Precision::tf32:
            return Storage::fp32;
        case Precision::bf16:
            return Storage::bf16;
        default:
            return Storage::fp16;
    }
}

Buffer random_values(const Device& device, Storage storage, std::size_t count, std::uint32_t seed) {
    Buffer buffer(count * bytes_of(storage));
    switch (storage) {
        case Storage::fp32:
            launch_fill<float>(device, buffer, count, seed);
            break;
        case Storage::fp16:
            launch_fill<__half>(device, buffer, count, seed);
            break;
        case Storage::bf16:
            launch_fill<__nv_bfloat16>(device, buffer, count, seed);
            break;
        case Storage::int8:
            launch_fill<std::int8_t>(device, buffer, count, seed);
            break;
        case Storage::fp8:
            launch_fill<__nv_fp8_e4m3>(device, buffer, count, seed);
            break;
        case Storage::int32:
            throw CudaError("no operator reads random 32-bit integers");
    }
    return buffer;
}

std::vector<float> download(const Device& device, const Buffer& buffer, Storage storage, std::size_t count) {
    const Buffer wide(count * sizeof(float));
    switch (storage) {
        case Storage::fp32:
            launch_widen<float>(device, buffer, wide, count);
            break;
        case Storage::fp16:
            launch_widen<__half>(device, buffer, wide, count);
            break;
        case Storage::bf16:
            launch_widen<__nv_bfloat16>(device, buffer, wide, count);
            break;
        case Storage::int8:
            launch_widen<std::int8_t>(device, buffer, wide, count);
            break;
        case Storage::fp8:
            launch_widen<__nv_fp8_e4m3>(device, buffer, wide, count);
            break;
        case Storage::int32:
            launch_widen<std::int32_t>(device, buffer, wide, count);
            break;
    }
    std::vector<float> values(count);
    PLIMSOLL_CUDA(cudaMemcpyAsync(values.data(), wide.as<float>(), count * sizeof(float), cudaMemcpyDeviceToHost,
                                  device.stream()));
    device.synchronize();
    return values;
}

}  // namespace plimsoll::measure::cuda
