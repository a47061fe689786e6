// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/cpu_backend.hpp"

#include "models/measure/cpu/cpu_identity.hpp"
#include "models/measure/cpu/kernels.hpp"
#include "models/measure/cpu/repetitions.hpp"
#include "models/measure/cpu/worker.hpp"
#include "models/measure/work_text.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <stdexcept>

namespace plimsoll::measure {

using models::Work;

namespace {

using Clock = std::chrono::steady_clock;

template <class F>
double seconds_of(F&& run) {
    const auto start = Clock::now();
    run();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class CpuBackend : public Backend {
public:
    explicit CpuBackend(std::uint32_t threads) : identity_(cpu_identity(threads)) { use_threads(); }

    [[nodiscard]] const Identity& identity() const override { return identity_; }

    std::optional<Measurement> measure(const Work& work, const Effort& effort) override {
        use_threads();
        context_.activations.share(false);
        const auto kernel = cpu::make_kernel(context_, work);
        if (!kernel) return std::nullopt;
        return Measurement{repeat(*kernel, effort), kernel->name()};
    }

    /// Wakes a sleeping worker, as a server does, lets it run a chain of operators of one value each, and takes off
    /// what the chain takes in a thread that is awake: that part is in every kernel's time already.
    double step_overhead() override {
        constexpr std::size_t kChain = 100;  // operators of a step of BERT-base: 12 layers of eight, and a few
        const Work tiny{models::Stream{models::StreamKind::add, 1, 1}, models::Precision::fp32};
        prepare_steps({std::vector<Work>(kChain, tiny)});
        const auto median_of = [](const std::function<void()>& run) {
            constexpr Effort kEffort{50, 500, 0.5, 0.01};
            for (int i = 0; i < 3; ++i) run();
            return cpu::repeat_undisturbed(
                       kEffort, [&] { return seconds_of(run); }, cpu::preemptions)
                .median;
        };
        const double awake = median_of([this] { run_step(0); });
        cpu::Worker worker([this] { run_step(0); });
        const double woken = median_of([&] { worker.run_once(); });
        steps_.clear();
        return std::max(0.0, woken - awake);
    }

    void prepare_steps(const std::vector<std::vector<Work>>& steps) override {
        use_threads();
        steps_.clear();
        context_.activations.clear();
        context_.activations.share(true);
        steps_.resize(steps.size());
        std::map<std::string, std::shared_ptr<cpu::Kernel>> kernels;
        for (std::size_t i = steps.size(); i-- > 0;) {  // the last is the largest: its tensors can hold all others'
            for (const auto& work : steps[i]) {
                auto& kernel = kernels[text_of(work)];
                if (!kernel) kernel = cpu::make_kernel(context_, work);
                if (!kernel) throw std::invalid_argument(fmt::format("this processor cannot run {}", text_of(work)));
                steps_[i].push_back(kernel);
            }
        }
    }
    void run_step(std::size_t step) override {
        use_threads();
        for (const auto& kernel : steps_.at(step)) kernel->run(turn_++);
    }

private:
    /// The number of threads belongs to the calling thread in OpenMP.
    void use_threads() const { omp_set_num_threads(static_cast<int>(identity_.threads)); }

    Summary repeat(cpu::Kernel& kernel, const Effort& effort) {
        constexpr int kWarmUp = 2;  // the first run of a primitive allocates; the second one settles the threads
        for (int i = 0; i < kWarmUp; ++i) kernel.run(turn_++);
        return cpu::repeat_undisturbed(
            effort, [&] { return seconds_of([&] { kernel.run(turn_++); }); }, cpu::preemptions);
    }

    Identity identity_;
    cpu::Context context_;
    std::vector<std::vector<std::shared_ptr<cpu::Kernel>>> steps_;
    std::size_t turn_ = 0;
};

}  // namespace

std::uint32_t available_threads() { return static_cast<std::uint32_t>(std::max(1, omp_get_num_procs())); }

std::unique_ptr<Backend> make_cpu_backend(std::uint32_t threads) { return std::make_unique<CpuBackend>(threads); }

}  // namespace plimsoll::measure
