// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/all_reduce.cuh"

#include "models/measure/cuda/kernels.cuh"

#if PLIMSOLL_NCCL

#include <nccl.h>

namespace plimsoll::measure::cuda {
namespace {

void check_nccl(ncclResult_t status, const char* call) {
    if (status != ncclSuccess) throw CudaError(std::string(call) + ": " + ncclGetErrorString(status));
}

/// A communicator, a stream and data on each GPU.
class Ring {
public:
    Ring(int devices, std::size_t bytes) : communicators_(devices), streams_(devices), data_(devices) {
        check_nccl(ncclCommInitAll(communicators_.data(), devices, nullptr), "ncclCommInitAll");
        for (int i = 0; i < devices; ++i) {
            PLIMSOLL_CUDA(cudaSetDevice(i));
            PLIMSOLL_CUDA(cudaStreamCreateWithFlags(&streams_[i], cudaStreamNonBlocking));
            PLIMSOLL_CUDA(cudaMalloc(&data_[i], bytes));
            PLIMSOLL_CUDA(cudaMemset(data_[i], 0, bytes));  // sums of sums would overflow
            PLIMSOLL_CUDA(cudaDeviceSynchronize());         // streams that do not block do not wait for it
        }
    }
    ~Ring() {
        for (std::size_t i = 0; i < data_.size(); ++i) {
            cudaSetDevice(static_cast<int>(i));
            cudaFree(data_[i]);
            if (streams_[i] != nullptr) cudaStreamDestroy(streams_[i]);
            if (communicators_[i] != nullptr) ncclCommDestroy(communicators_[i]);
        }
        cudaSetDevice(0);
    }
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;

    void reduce(std::size_t count, ncclDataType_t type) const {
        check_nccl(ncclGroupStart(), "ncclGroupStart");
        for (std::size_t i = 0; i < data_.size(); ++i)
            check_nccl(ncclAllReduce(data_[i], data_[i], count, type, ncclSum, communicators_[i], streams_[i]),
                       "ncclAllReduce");
        check_nccl(ncclGroupEnd(), "ncclGroupEnd");
    }
    void synchronize() const {
        for (const auto stream : streams_) PLIMSOLL_CUDA(cudaStreamSynchronize(stream));
    }
    [[nodiscard]] cudaStream_t first() const { return streams_.front(); }

private:
    std::vector<ncclComm_t> communicators_;
    std::vector<cudaStream_t> streams_;
    std::vector<void*> data_;
};

/// Events on the first GPU around a number of reductions, which all GPUs must finish together.
double seconds_of(const Ring& ring, std::size_t count, ncclDataType_t type, int times) {
    cudaEvent_t start = nullptr;
    cudaEvent_t end = nullptr;
    PLIMSOLL_CUDA(cudaSetDevice(0));
    PLIMSOLL_CUDA(cudaEventCreate(&start));
    PLIMSOLL_CUDA(cudaEventCreate(&end));
    PLIMSOLL_CUDA(cudaEventRecord(start, ring.first()));
    for (int i = 0; i < times; ++i) ring.reduce(count, type);
    PLIMSOLL_CUDA(cudaSetDevice(0));
    PLIMSOLL_CUDA(cudaEventRecord(end, ring.first()));
    ring.synchronize();
    float milliseconds = 0;
    PLIMSOLL_CUDA(cudaEventElapsedTime(&milliseconds, start, end));
    PLIMSOLL_CUDA(cudaEventDestroy(start));
    PLIMSOLL_CUDA(cudaEventDestroy(end));
    return static_cast<double>(milliseconds) * 1e-3 / times;
}

}  // namespace

AllReduceTime time_all_reduce(const models::AllReduce& reduce, models::Precision precision, const Effort& effort) {
    int present = 0;
    PLIMSOLL_CUDA(cudaGetDeviceCount(&present));
    const int devices = static_cast<int>(reduce.devices);
    if (devices > present) throw Unsupported("the machine has " + std::to_string(present) + " GPUs");
    const auto storage = activation_storage(precision);
    const auto type = storage == Storage::fp32 ? ncclFloat32 : storage == Storage::bf16 ? ncclBfloat16 : ncclFloat16;
    const auto count = static_cast<std::size_t>(reduce.bytes) / bytes_of(storage);
    if (count == 0) throw Unsupported("fewer bytes than one value");
    const Ring ring(devices, static_cast<std::size_t>(reduce.bytes));
    constexpr int kTimes = 20;
    seconds_of(ring, count, type, kTimes);  // warm-up
    Effort bursts = effort;
    bursts.at_most_s /= kTimes;
    StoppingRule rule(bursts);
    while (!rule.done()) rule.add(seconds_of(ring, count, type, kTimes));
    int version = 0;
    check_nccl(ncclGetVersion(&version), "ncclGetVersion");
    return {rule.summary(), "NCCL " + std::to_string(version) + " all-reduce, one process"};
}

}  // namespace plimsoll::measure::cuda

#else

namespace plimsoll::measure::cuda {

AllReduceTime time_all_reduce(const models::AllReduce&, models::Precision, const Effort&) {
    throw Unsupported("built without NCCL");
}

}  // namespace plimsoll::measure::cuda

#endif
