// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/self_check.hpp"

#include "models/measure/cuda/kernels.cuh"
#include "models/measure/naive.hpp"
#include "models/measure/work_text.hpp"

#include <array>
#include <ostream>

namespace plimsoll::measure::cuda {

using models::Precision;
using models::Work;

namespace {

/// Largest error, as a fraction of the largest value: that of the result's rounding, and of sums of rounded products.
double tolerance(Precision precision) {
    switch (precision) {
        case Precision::fp32:
            return 1e-4;
        case Precision::tf32:
        case Precision::fp16:
        case Precision::int8:
        case Precision::fp8:
            return 5e-3;
        default:
            return 2e-2;
    }
}

/// Few new tokens behind a long cache, which kernels split in parts: of many lengths, on a device of any size. Only in
/// the precisions that such kernels take, since the plain loops take long for them.
void add_long_caches(std::vector<Work>& works, Precision precision, double depth) {
    if (precision != Precision::fp16 && precision != Precision::bf16) return;
    works.push_back({models::Attention{1, 16, 2100, 8, 2, depth, true}, precision});
    works.push_back({models::Attention{1, 16, 4096, 4, 1, depth, true}, precision});
    works.push_back({models::Attention{1, 40, 1000, 4, 4, depth, false}, precision});
    works.push_back({models::Attention{3, 33, 777, 6, 2, depth, true}, precision});
    works.push_back({models::Attention{16, 4, 650, 4, 4, depth, true}, precision});
}

std::vector<Work> works_in(Precision precision) {
    std::vector<Work> works;
    works.push_back({models::Gemm{1, 48, 64, 96}, precision});
    works.push_back({models::Gemm{1, 1, 128, 256}, precision});
    for (const double depth : {32.0, 64.0, 128.0}) {
        works.push_back({models::Attention{2, 32, 32, 4, 4, depth, false}, precision});
        works.push_back({models::Attention{2, 16, 48, 8, 2, depth, true}, precision});
        works.push_back({models::Attention{3, 1, 200, 8, 2, depth, true}, precision});
        works.push_back({models::Attention{1, 1, 1, 4, 4, depth, true}, precision});
        works.push_back({models::Attention{2, 65, 300, 4, 4, depth, false}, precision});
        works.push_back({models::Attention{1, 130, 130, 4, 1, depth, true}, precision});
        works.push_back({models::Attention{1, 200, 456, 8, 2, depth, true}, precision});
        add_long_caches(works, precision, depth);
    }
    using enum models::StreamKind;
    for (const auto kind : {norm, activation, gated, softmax, add, rotary, embedding, pooling, copy, host_copy})
        works.push_back({models::Stream{kind, 7, 130}, precision});
    return works;
}

/// Right, wrong, or nothing to check.
bool right(const Device& device, const Work& work, std::ostream& out) {
    try {
        const auto kernel = make_kernel(device, work);
        kernel->launch(device.stream(), 0);
        device.synchronize();
        const double error = relative_error(kernel->output(), naive_result(work, kernel->inputs(), true));
        const bool good = error <= tolerance(work.precision);
        out << (good ? "ok    " : "WRONG ") << text_of(work) << ": error " << error << ", " << kernel->name()
            << std::endl;
        return good;
    } catch (const Unsupported& reason) {
        out << "none  " << text_of(work) << ": " << reason.what() << std::endl;
        return true;
    }
}

bool right_in_all_precisions(const Device& device, bool attention_only, std::ostream& out) {
    using enum Precision;
    bool all = true;
    for (const auto precision : std::array{fp32, tf32, fp16, bf16, int8, fp8}) {
        if (!device.multiplies(precision)) continue;
        for (const auto& work : works_in(precision))
            if (!attention_only || std::holds_alternative<models::Attention>(work.shape))
                all = right(device, work, out) && all;
    }
    return all;
}

}  // namespace

bool self_check(int number, std::ostream& out) {
    bool all = right_in_all_precisions(Device(number), false, out);
    using enum AttentionChoice;
    for (const auto choice : std::array{cudnn, own, split, unfused})
        all = right_in_all_precisions(Device(number, choice), true, out) && all;
    return all;
}

}  // namespace plimsoll::measure::cuda
