// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cublasLt.h>
#include <cuda_runtime.h>

#include <stdexcept>
#include <string>

/// Every call of a CUDA library goes through one of these.
namespace plimsoll::measure::cuda {

/// A call of the CUDA runtime or of one of its libraries failed: file, line, call and the library's own words.
class CudaError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[noreturn]] inline void fail(const char* file, int line, const char* call, const std::string& reason) {
    throw CudaError(std::string(file) + ":" + std::to_string(line) + ": " + call + ": " + reason);
}

inline void check(cudaError_t status, const char* file, int line, const char* call) {
    if (status != cudaSuccess)
        fail(file, line, call, std::string(cudaGetErrorName(status)) + ", " + cudaGetErrorString(status));
}

inline void check(cublasStatus_t status, const char* file, int line, const char* call) {
    if (status != CUBLAS_STATUS_SUCCESS) fail(file, line, call, cublasLtGetStatusString(status));
}

/// Whether the last error was that: no reason to end, since its memory is given back, and what comes next may fit.
[[nodiscard]] inline bool out_of_memory() { return cudaGetLastError() == cudaErrorMemoryAllocation; }

}  // namespace plimsoll::measure::cuda

// A macro, because only one can name the place and the call.
#define PLIMSOLL_CUDA(call) ::plimsoll::measure::cuda::check((call), __FILE__, __LINE__, #call)
