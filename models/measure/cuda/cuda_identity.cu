// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/cuda_identity.hpp"
#include "models/spec/device_slug.hpp"

#include "models/measure/cuda/device.cuh"

#include <dlfcn.h>

#include <array>

namespace plimsoll::measure::cuda {
namespace {

/// The few functions of NVML that are asked, found at run time: the toolkit alone does not bring the library.
class Nvml {
public:
    Nvml() : library_(dlopen("libnvidia-ml.so.1", RTLD_NOW)) {
        if (library_ == nullptr) return;
        const auto init = function<int()>("nvmlInit_v2");
        ready_ = init != nullptr && init() == 0;
    }
    ~Nvml() {
        if (const auto shutdown = function<int()>("nvmlShutdown"); ready_ && shutdown != nullptr) shutdown();
        if (library_ != nullptr) dlclose(library_);
    }
    Nvml(const Nvml&) = delete;
    Nvml& operator=(const Nvml&) = delete;

    [[nodiscard]] std::string driver() const {
        std::array<char, 96> text{};
        const auto ask = function<int(char*, unsigned)>("nvmlSystemGetDriverVersion");
        if (!ready_ || ask == nullptr || ask(text.data(), text.size()) != 0) return "";
        return text.data();
    }
    /// "SM 1410 MHz of at most 1410, memory 1215 MHz".
    [[nodiscard]] std::string clocks(const std::string& bus) const {
        void* handle = nullptr;
        const auto find = function<int(const char*, void**)>("nvmlDeviceGetHandleByPciBusId_v2");
        const auto now = function<int(void*, int, unsigned*)>("nvmlDeviceGetClockInfo");
        const auto most = function<int(void*, int, unsigned*)>("nvmlDeviceGetMaxClockInfo");
        if (!ready_ || find == nullptr || now == nullptr || most == nullptr) return "";
        if (find(bus.c_str(), &handle) != 0) return "";
        constexpr int kSm = 1;      // NVML_CLOCK_SM
        constexpr int kMemory = 2;  // NVML_CLOCK_MEM
        unsigned sm = 0;
        unsigned sm_most = 0;
        unsigned memory = 0;
        if (now(handle, kSm, &sm) != 0 || most(handle, kSm, &sm_most) != 0 || now(handle, kMemory, &memory) != 0)
            return "";
        return "SM " + std::to_string(sm) + " MHz of at most " + std::to_string(sm_most) + ", memory " +
               std::to_string(memory) + " MHz";
    }

private:
    template <class F>
    [[nodiscard]] F* function(const char* name) const {
        return library_ == nullptr ? nullptr : reinterpret_cast<F*>(dlsym(library_, name));
    }
    void* library_;
    bool ready_ = false;
};

std::string version(int number) { return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10); }

}  // namespace

std::string identity_lines(const Device& device) {
    int driver = 0;
    int runtime = 0;
    PLIMSOLL_CUDA(cudaDriverGetVersion(&driver));
    PLIMSOLL_CUDA(cudaRuntimeGetVersion(&runtime));
    std::array<char, 32> bus{};
    PLIMSOLL_CUDA(cudaDeviceGetPCIBusId(bus.data(), static_cast<int>(bus.size()), device.number()));
    const Nvml nvml;
    const std::string title = device.properties().name;
    const auto lt = static_cast<int>(cublasLtGetVersion());
    std::string text = "@device " + models::device_slug(title) + "\n@title " + title + ", compute capability " +
                       std::to_string(device.properties().major) + "." + std::to_string(device.properties().minor) +
                       "\n";
    text += "@driver " + nvml.driver() + (nvml.driver().empty() ? "" : ", ") + "CUDA " + version(driver) + "\n";
    text += "@toolkit CUDA " + version(runtime) + "\n";
    text += "@library cuBLASLt " + std::to_string(lt / 10000) + "." + std::to_string(lt / 100 % 100) + "." +
            std::to_string(lt % 100) + "\n";
    return text + "@clocks " + nvml.clocks(bus.data()) + "\n";
}

}  // namespace plimsoll::measure::cuda
