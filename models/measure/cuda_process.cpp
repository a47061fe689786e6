// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda_process.hpp"

#include "models/measure/child_process.hpp"
#include "models/measure/plan_text.hpp"
#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace plimsoll::measure {
namespace {

constexpr const char* kProgram = "plimsoll-measure-cuda";

/// Speaks with the program: a line for a line (models/measure/cuda/conversation.hpp).
class CudaProcess : public Backend {
public:
    explicit CudaProcess(std::uint32_t device)
        : child_(find_program(kProgram, "models/measure/cuda/build.sh makes it, where the CUDA toolkit is installed"),
                 {"--interactive", "--device", std::to_string(device)}) {
        for (auto line = answer(); line != "@ready"; line = answer())
            if (!take_identity_line(line, results_)) throw strange(line);
    }

    [[nodiscard]] const Identity& identity() const override { return results_.identity; }

    std::optional<Measurement> measure(const models::Work& work, const Effort& effort) override {
        child_.write_line(
            fmt::format("@effort {} {} {} {}", effort.least, effort.most, effort.at_most_s, effort.accuracy));
        child_.write_line(text_of(work));
        const auto line = answer();
        try {
            return parse_measurement(line);
        } catch (const std::invalid_argument&) {
            throw strange(line);
        }
    }

    double step_overhead() override {
        child_.write_line("@overhead");
        const auto line = answer();
        if (!take_identity_line(line, results_) || !results_.step_overhead_s) throw strange(line);
        return *results_.step_overhead_s;
    }

    void prepare_steps(const std::vector<std::vector<models::Work>>& steps) override {
        child_.write_line("@steps");
        for (const auto& works : steps) {
            child_.write_line("@step");
            for (const auto& work : works) child_.write_line(text_of(work));
        }
        child_.write_line("@end");
        if (const auto line = answer(); line != "@ok") throw std::invalid_argument(line);
    }
    void run_step(std::size_t step) override {
        child_.write_line(fmt::format("@run {}", step));
        if (const auto line = answer(); line != "@done") throw strange(line);
    }

private:
    std::string answer() {
        if (auto line = child_.read_line()) return *line;
        throw IoError(fmt::format("{} ended with status {}", kProgram, child_.finish()));
    }
    static IoError strange(const std::string& line) {
        IoError error(fmt::format("{} answered \"{}\"; is it of the same version?", kProgram, line));
        return error;
    }

    ChildProcess child_;
    Results results_;
};

}  // namespace

std::unique_ptr<Backend> make_cuda_backend(std::uint32_t device) { return std::make_unique<CudaProcess>(device); }

}  // namespace plimsoll::measure
