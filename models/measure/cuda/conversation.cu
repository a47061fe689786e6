// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/conversation.hpp"

#include "models/measure/cuda/all_reduce.cuh"
#include "models/measure/cuda/cuda_identity.hpp"
#include "models/measure/cuda/timing.cuh"
#include "models/measure/work_text.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <istream>
#include <map>
#include <ostream>
#include <stdexcept>

namespace plimsoll::measure::cuda {

using models::Work;

namespace {

std::string number_text(double value) {
    std::array<char, 32> text{};
    constexpr int kDigits = 7;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kDigits);
    return {text.data(), end.ptr};
}

/// The words after an `@key`.
std::vector<double> numbers_of(const std::string& line) {
    std::vector<double> numbers;
    for (auto at = line.find(' '); at != std::string::npos;) {
        const auto end = std::min(line.find(' ', at + 1), line.size());
        double value = 0;
        const auto [stop, error] = std::from_chars(line.data() + at + 1, line.data() + end, value);
        if (error != std::errc() || stop != line.data() + end)
            throw std::invalid_argument("\"" + line + "\": expected numbers after the key");
        numbers.push_back(value);
        at = end < line.size() ? end : std::string::npos;
    }
    return numbers;
}

Work work_of(const std::string& line) {
    auto parsed = parse_work(line);
    if (!parsed.work) throw std::invalid_argument("\"" + line + "\": " + parsed.message + "; " + parsed.hint);
    return *parsed.work;
}

std::string result_line(const Summary& seconds, const std::string& kernel) {
    return number_text(seconds.median) + " " + number_text(seconds.spread) + " " + std::to_string(seconds.count) + " " +
           kernel + "\n";
}

std::string measured_line(const Device& device, const Work& work, const Effort& effort) {
    try {
        if (const auto* reduce = std::get_if<models::AllReduce>(&work.shape)) {
            const auto time = time_all_reduce(*reduce, work.precision, effort);
            PLIMSOLL_CUDA(cudaSetDevice(device.number()));
            return result_line(time.seconds, time.kernel);
        }
        const auto kernel = make_kernel(device, work);
        return result_line(time_kernel(device, *kernel, effort), kernel->name());
    } catch (const Unsupported& error) {
        return std::string("- ") + error.what() + "\n";
    } catch (const CudaError&) {
        if (!out_of_memory()) throw;
        return "- it does not fit the device's memory\n";
    }
}

std::string overhead_line(const Device& device) {
    return "@step_overhead_s " + number_text(step_overhead(device)) + "\n";
}

/// Whole steps of a model. Operators of the same sizes share one kernel, whose turns take other weights.
class Steps {
public:
    explicit Steps(const Device& device) : device_(device) {}

    /// \throws Unsupported where an operator has no kernel, or the steps do not fit the device's memory
    void capture(const std::vector<Work>& works) {
        try {
            std::vector<Kernel*> kernels;
            for (const auto& work : works) kernels.push_back(&kernel_of(work));
            graphs_.emplace_back(device_, kernels, graphs_.size() * works.size());
        } catch (const CudaError&) {
            if (!out_of_memory()) throw;
            clear();
            throw Unsupported("the steps do not fit the device's memory");
        }
    }
    void clear() {
        graphs_.clear();
        kernels_.clear();
    }
    void run(std::size_t step) const {
        graphs_.at(step).launch();
        device_.synchronize();
    }
    [[nodiscard]] Summary time(std::size_t step, const Effort& effort) const {
        return time_graph(device_, graphs_.at(step), effort);
    }

private:
    Kernel& kernel_of(const Work& work) {
        auto& kernel = kernels_[text_of(work)];
        if (!kernel) {
            kernel = make_kernel(device_, work);
            kernel->launch(device_.stream(), 0);  // first use may allocate, which a capture forbids
            device_.synchronize();
        }
        return *kernel;
    }

    const Device& device_;
    std::map<std::string, std::unique_ptr<Kernel>> kernels_;
    std::vector<StepGraph> graphs_;
};

/// Those whose places stand behind the "=" of a step's line.
std::vector<Work> works_of_step(const std::string& line, const std::vector<Work>& works) {
    const auto border = line.find(" =");
    if (border == std::string::npos) throw std::invalid_argument("a step without \" = \" and places");
    std::vector<Work> chosen;
    for (const double place : numbers_of(line.substr(border + 1)))
        chosen.push_back(works.at(static_cast<std::size_t>(place)));
    return chosen;
}

std::string step_line(const Device& device, const std::vector<Work>& works) {
    try {
        Steps steps(device);
        steps.capture(works);
        const auto seconds = steps.time(0, Effort{});
        return "@step_s " + number_text(seconds.median) + " " + number_text(seconds.spread) + " " +
               std::to_string(seconds.count) + "\n";
    } catch (const Unsupported& error) {
        return std::string("@step_s - ") + error.what() + "\n";
    }
}

/// Steps that are to be served: "@ok", or the reason why not.
std::string prepare(Steps& steps, std::istream& in) {
    steps.clear();
    std::vector<std::vector<Work>> all;
    for (std::string line; std::getline(in, line) && line != "@end";) {
        if (line == "@step")
            all.emplace_back();
        else if (!all.empty())
            all.back().push_back(work_of(line));
    }
    try {
        for (const auto& works : all) steps.capture(works);
    } catch (const Unsupported& error) {
        return std::string("- ") + error.what();
    }
    return "@ok";
}

}  // namespace

void run_plan(const Device& device, std::istream& plan, std::ostream& results) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const auto elapsed = [start] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    results << identity_lines(device) << overhead_line(device) << std::flush;
    double budget_s = -1;
    std::size_t coarse = 0;
    std::vector<Work> works;
    int number = 0;
    for (std::string line; std::getline(plan, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line.front() == '#') continue;
        try {
            if (line.starts_with("@coarse ")) {
                coarse = static_cast<std::size_t>(numbers_of(line).at(0));
            } else if (line.starts_with("@budget ")) {
                budget_s = numbers_of(line).at(0);
            } else if (line.starts_with("@step ")) {
                results << step_line(device, works_of_step(line, works)) << std::flush;
            } else {
                if (budget_s >= 0 && works.size() >= coarse && elapsed() > budget_s) return;
                works.push_back(work_of(line));
                results << measured_line(device, works.back(), Effort{}) << std::flush;
            }
        } catch (const std::logic_error& error) {
            throw std::invalid_argument("line " + std::to_string(number) + ": " + error.what());
        }
    }
}

void converse(const Device& device, std::istream& in, std::ostream& out) {
    Effort effort;
    Steps steps(device);
    out << identity_lines(device) << "@ready" << std::endl;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("@effort ")) {
            const auto numbers = numbers_of(line);
            effort = {static_cast<std::size_t>(numbers.at(0)), static_cast<std::size_t>(numbers.at(1)), numbers.at(2),
                      numbers.at(3)};
        } else if (line == "@overhead") {
            out << overhead_line(device) << std::flush;
        } else if (line == "@steps") {
            out << prepare(steps, in) << std::endl;
        } else if (line.starts_with("@run ")) {
            steps.run(static_cast<std::size_t>(numbers_of(line).at(0)));
            out << "@done" << std::endl;
        } else {
            out << measured_line(device, work_of(line), effort) << std::flush;
        }
    }
}

}  // namespace plimsoll::measure::cuda
