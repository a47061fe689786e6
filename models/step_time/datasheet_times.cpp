// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/datasheet_times.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::models {
namespace {

Precision computed_in(Precision precision) { return precision == Precision::int4 ? Precision::fp16 : precision; }

/// TensorRT, to whose times the fractions of int8 are fitted, hands values of 8 bits from kernel to kernel. With 16
/// bits the traffic alone would take longer than all of its BERT-base on L4. Keys and values stay in 16 bits.
double moved_bytes(const Work& work) {
    if (work.precision != Precision::int8) return bytes_of(work);
    const double saved = activation_bytes(Precision::int8) - operand_bytes(Precision::int8);
    if (const auto* gemm = std::get_if<Gemm>(&work.shape))
        return bytes_of(work) - saved * gemm->groups * gemm->m * gemm->n;
    if (const auto* stream = std::get_if<Stream>(&work.shape);
        stream != nullptr && stream->kind != StreamKind::host_copy)
        return bytes_of(work) * (1 - saved / activation_bytes(Precision::int8));
    return bytes_of(work);
}

}  // namespace

DatasheetTimes::DatasheetTimes(Device device, double share) : device_(std::move(device)), share_(share) {}

DatasheetTimes::Parts DatasheetTimes::parts_of(const Work& work) const {
    if (const auto* reduce = std::get_if<AllReduce>(&work.shape)) {
        if (device_.link_bytes_per_s <= 0) throw std::invalid_argument(device_.name + " has no link to other devices");
        const double moved = 2 * (reduce->devices - 1) / reduce->devices * reduce->bytes;
        return {0, 0, moved / (device_.link_bytes_per_s * device_.bandwidth_achieved)};
    }
    const auto rate = device_.rates.find(computed_in(work.precision));
    if (rate == device_.rates.end()) throw std::invalid_argument(device_.name + " has no rate for this precision");
    const double flops_per_s = rate->second.peak_per_s * rate->second.achieved * share_;
    const double bytes_per_s = device_.bandwidth_bytes_per_s * device_.bandwidth_achieved * share_;
    return {flops_of(work) / flops_per_s, moved_bytes(work) / bytes_per_s, 0};
}

KernelTime DatasheetTimes::time(const Work& work) const {
    const auto parts = parts_of(work);
    return {device_.kernel_overhead_s + std::max({parts.compute, parts.memory, parts.link}), kRelativeSd, true};
}

Bound DatasheetTimes::bound(const Work& work) const {
    const auto parts = parts_of(work);
    const double busy = std::max({parts.compute, parts.memory, parts.link});
    if (device_.kernel_overhead_s > busy) return Bound::overhead;
    if (parts.link > 0) return Bound::link;
    return parts.compute > parts.memory ? Bound::compute : Bound::memory;
}

bool DatasheetTimes::knows(Precision precision) const { return device_.rates.contains(computed_in(precision)); }

double DatasheetTimes::step_overhead() const { return seconds_of(device_.step_overhead); }

}  // namespace plimsoll::models
