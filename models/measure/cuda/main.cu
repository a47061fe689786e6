// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/conversation.hpp"
#include "models/measure/cuda/device.cuh"
#include "models/measure/cuda/self_check.hpp"

#include <charconv>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string_view>

namespace plimsoll::measure::cuda {
namespace {

constexpr const char* kUsage =
    R"(usage: plimsoll-measure-cuda [--device N] [--attention WHICH] [FILE]
                                     measure the plan in FILE, or on standard input
       plimsoll-measure-cuda [--device N] --check
                                     compare every operator with plain loops on the host
       plimsoll-measure-cuda [--device N] [--attention WHICH] --interactive
                                     answer line for line, for plimsoll-profile

Results go to standard output, one line per operator: MEDIAN_S SPREAD REPETITIONS KERNEL, or - REASON.
--attention takes fastest (the default), cudnn, own, split or unfused. cuDNN is used where libcudnn.so.9 is found:
in $CUDNN_PATH/lib, or by the loader.

Example:
  plimsoll-measure-cuda --check && plimsoll-measure-cuda < plan.txt > results.txt

Exit status: 0 done; 1 the check found a wrong result; 2 wrong usage; 3 a bad plan; 4 no such GPU, or an error of CUDA.
)";

enum Status { kDone = 0, kWrong = 1, kBadUsage = 2, kBadPlan = 3, kNoDevice = 4 };

struct Options {
    int device = 0;
    AttentionChoice attention = AttentionChoice::fastest;
    bool check = false;
    bool interactive = false;
    bool help = false;
    std::string plan;
};

AttentionChoice attention_named(std::string_view word) {
    using enum AttentionChoice;
    if (word == "fastest") return fastest;
    if (word == "cudnn") return cudnn;
    if (word == "own") return own;
    if (word == "split") return split;
    if (word == "unfused") return unfused;
    throw std::out_of_range("--attention wants fastest, cudnn, own, split or unfused, not \"" + std::string(word) +
                            "\"");
}

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--help") {
            options.help = true;
        } else if (word == "--check") {
            options.check = true;
        } else if (word == "--interactive") {
            options.interactive = true;
        } else if (word == "--attention" && i + 1 < argc) {
            options.attention = attention_named(argv[++i]);
        } else if (word == "--device" && i + 1 < argc) {
            const std::string_view number = argv[++i];
            const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), options.device);
            if (error != std::errc() || stop != number.data() + number.size() || options.device < 0)
                throw std::out_of_range("--device wants a number from 0 up");
        } else if (!word.starts_with("-") && options.plan.empty()) {
            options.plan = word;
        } else {
            throw std::out_of_range("unexpected argument \"" + std::string(word) + "\"");
        }
    }
    return options;
}

int run(const Options& options) {
    int present = 0;
    PLIMSOLL_CUDA(cudaGetDeviceCount(&present));
    if (options.device >= present)
        throw CudaError("there is no GPU " + std::to_string(options.device) + "; the driver shows " +
                        std::to_string(present));
    if (options.check) return self_check(options.device, std::cout) ? kDone : kWrong;
    const Device device(options.device, options.attention);
    if (options.interactive) {
        converse(device, std::cin, std::cout);
        return kDone;
    }
    std::ifstream file;
    if (!options.plan.empty()) {
        file.open(options.plan);
        if (!file) throw std::invalid_argument("cannot read " + options.plan);
    }
    run_plan(device, options.plan.empty() ? std::cin : file, std::cout);
    return kDone;
}

int guarded(int argc, char** argv) {
    const auto failed = [](Status status, const char* text) {
        std::cerr << "plimsoll-measure-cuda: " << text << "\n";
        return status;
    };
    Options options;
    try {
        options = parse(argc, argv);
    } catch (const std::out_of_range& error) {
        return failed(kBadUsage, error.what());
    }
    if (options.help) {
        std::cout << kUsage;
        return kDone;
    }
    try {
        return run(options);
    } catch (const std::invalid_argument& error) {
        return failed(kBadPlan, error.what());
    } catch (const std::exception& error) {
        return failed(kNoDevice, error.what());
    }
}

}  // namespace
}  // namespace plimsoll::measure::cuda

int main(int argc, char** argv) { return plimsoll::measure::cuda::guarded(argc, argv); }
