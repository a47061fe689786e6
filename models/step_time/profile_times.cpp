// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/profile_times.hpp"

#include "models/profile/table_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace plimsoll::models {
namespace {

constexpr double kLinkBytesPerSecond = 25e9;
constexpr double kLinkSeconds = 10e-6;
constexpr double kAttentionShareOfRate = 0.5;
/// Standard deviation, as a fraction, of what rests on no measurement of the operator: good to a factor of two.
constexpr double kUnmeasuredSd = 0.5;

Precision twin(Precision precision) {
    if (precision == Precision::fp16) return Precision::bf16;
    return precision == Precision::bf16 ? Precision::fp16 : precision;
}

bool keeps_16_bits(Precision precision) {
    return precision == Precision::int8 || precision == Precision::fp8 || precision == Precision::int4;
}

/// Precisions whose table may answer, the first that has one; the last may stand there twice.
std::array<Precision, 3> stand_ins(const Work& work) {
    if (!std::holds_alternative<Gemm>(work.shape) && keeps_16_bits(work.precision))
        return {work.precision, Precision::fp16, Precision::bf16};
    return {work.precision, twin(work.precision), twin(work.precision)};
}

double ring(double devices) { return 2 * (devices - 1) / devices; }

/// The same for works that one grid answers, different for all others: 28 bits of heads, 16 of those of keys and
/// values, 12 of their size; the lowest three tell the operator.
struct KeyOf {
    std::uint64_t precision;

    static std::uint64_t size(double value) { return static_cast<std::uint64_t>(value); }

    std::uint64_t operator()(const Gemm&) const { return precision << 4; }
    std::uint64_t operator()(const Attention& a) const {
        const bool decode = a.query == 1;
        return (((size(a.heads) << 16 | size(a.kv_heads)) << 12 | size(a.head_dim)) << 8) | precision << 4 |
               (a.causal && !decode ? 8U : 0U) | (decode ? 1U : 2U);
    }
    std::uint64_t operator()(const Stream& s) const {
        return static_cast<std::uint64_t>(s.kind) << 8 | precision << 4 | 3;
    }
    std::uint64_t operator()(const AllReduce& r) const { return size(r.devices) << 8 | precision << 4 | 4; }
};

std::uint64_t key_of(const Work& work) {
    return std::visit(KeyOf{static_cast<std::uint64_t>(work.precision)}, work.shape);
}

/// How unlike two kernels are that differ in more than sizes; none where one says nothing about the other.
struct Distance {
    const Work& other;

    double operator()(const Gemm&) const { return 0; }
    double operator()(const Attention& a) const {
        const auto& b = std::get<Attention>(other.shape);
        if ((a.query == 1) != (b.query == 1)) return std::numeric_limits<double>::infinity();
        const double causal = a.causal == b.causal || a.query == 1 ? 0 : 1;
        return std::abs(std::log(a.heads / b.heads)) + std::abs(std::log(a.kv_heads / b.kv_heads)) +
               4 * std::abs(std::log(a.head_dim / b.head_dim)) + causal;
    }
    double operator()(const Stream& a) const {
        const auto& b = std::get<Stream>(other.shape);
        if ((a.kind == StreamKind::host_copy) != (b.kind == StreamKind::host_copy))
            return std::numeric_limits<double>::infinity();
        return a.kind == b.kind ? 0 : 1;
    }
    double operator()(const AllReduce& a) const {
        return std::abs(std::log(a.devices / std::get<AllReduce>(other.shape).devices));
    }
};

double distance(const Work& a, const Work& b) {
    if (a.shape.index() != b.shape.index()) return std::numeric_limits<double>::infinity();
    return std::visit(Distance{b}, a.shape);
}

KernelTime by_link(double bytes) { return {kLinkSeconds + bytes / kLinkBytesPerSecond, kUnmeasuredSd, true}; }

}  // namespace

std::vector<std::vector<Sample>> grid_parts(const KernelTable& table) {
    std::vector<std::vector<Sample>> parts(2);
    for (const auto& sample : table.samples) parts[is_decode(sample.work) ? 1 : 0].push_back(sample);
    parts.erase(std::remove_if(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); }), parts.end());
    return parts;
}

ProfileTimes::ProfileTimes(const Profile& profile)
    : best_rates_(best_product_rates(profile)),
      between_(profile.steps),
      step_overhead_(profile.step_overhead_s.value_or(0)),
      host_relative_sd_(profile.step_overhead_s ? 0 : kUnknownHostSd) {
    std::map<Key, std::map<Sizes, Sample>> kernels;
    for (const auto& table : profile.tables) {
        std::size_t twice = 0;
        for (const auto& sample : table.samples) {
            if (!kernels[key_of(sample.work)].try_emplace(sizes_of(sample.work), sample).second) ++twice;
        }
        if (twice != 0)
            assumptions_.push_back(
                fmt::format("{}: {} times by \"{}\" were measured before by another kernel, which counts",
                            table_title(table.samples.front().work), twice, table.kernel));
    }
    for (const auto& [key, points] : kernels) {
        std::vector<Sample> samples;
        for (const auto& [sizes, sample] : points) samples.push_back(sample);
        index_.emplace_back(key, tables_.size());
        tables_.push_back(std::make_unique<const Table>(std::move(samples)));
    }
    note_assumptions(profile);
}

void ProfileTimes::note_assumptions(const Profile& profile) {
    bool prefill = false;
    bool decode = false;
    bool reduce = false;
    std::set<StreamKind> streams;
    for (const auto& table : tables_) {
        const auto& work = table->like();
        if (std::holds_alternative<Attention>(work.shape)) (is_decode(work) ? decode : prefill) = true;
        if (std::holds_alternative<AllReduce>(work.shape)) reduce = true;
        if (const auto* stream = std::get_if<Stream>(&work.shape)) streams.insert(stream->kind);
    }
    if (!prefill)
        assumptions_.emplace_back("attention of several new tokens was not measured: half the rate of products");
    if (!decode) assumptions_.emplace_back("attention of one new token was not measured: the bandwidth of products");
    if (!reduce) assumptions_.emplace_back("no all-reduce was measured: a link of 25 GB/s");
    const bool host = streams.erase(StreamKind::host_copy) != 0;
    if (!host) assumptions_.emplace_back("copies from the host were not measured: a link of 25 GB/s");
    std::vector<std::string_view> absent;
    for (const auto& [name, kind] : scenarios::names_of<StreamKind>())
        if (kind != StreamKind::host_copy && streams.count(kind) == 0) absent.push_back(name_of(kind));
    if (!absent.empty())
        assumptions_.push_back(
            fmt::format("not measured: {}: {}", fmt::join(absent, ", "),
                        streams.empty() ? "the bandwidth of products" : "as another stream of as many bytes"));
    if (profile.steps.empty() && !profile.driver.empty())
        assumptions_.emplace_back(
            "no whole step was measured: nothing is added for what lies between kernels, which on GPUs is up to a "
            "fifth");
    if (!profile.step_overhead_s)
        assumptions_.push_back(fmt::format(
            "the host's work per step was not measured: it counts as nothing, and steps as good to ± {:.0f} %",
            100 * kUnknownHostSd));
}

const ProfileTimes::Table* ProfileTimes::find(const Work& work) const {
    const auto key = key_of(work);
    const auto found = std::lower_bound(index_.begin(), index_.end(), std::pair{key, std::size_t{0}});
    return found != index_.end() && found->first == key ? tables_[found->second].get() : nullptr;
}

const ProfileTimes::Table* ProfileTimes::nearest(const Work& work) const {
    const Table* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& table : tables_) {
        if (table->like().precision != work.precision) continue;
        const double far = distance(work, table->like());
        if (far >= least) continue;
        least = far;
        best = table.get();
    }
    return best;
}

const ProfileTimes::Table* ProfileTimes::products(Precision precision) const {
    for (const auto p : {precision, twin(precision)})
        if (const auto* table = find({Gemm{}, p})) return table;
    return nullptr;
}

double ProfileTimes::best_seconds(const Work& work) const {
    if (!std::holds_alternative<Gemm>(work.shape)) return 0;
    for (const auto precision : {work.precision, twin(work.precision)})
        for (const auto& [known, rate] : best_rates_)
            if (known == precision) return flops_of(work) / rate;
    return 0;
}

StepFactor ProfileTimes::step_factor(const KernelTotals& kernels) const {
    auto whole = between_.factor(kernels);
    whole.relative_sd = std::hypot(whole.relative_sd, host_relative_sd_);
    return whole;
}

bool ProfileTimes::knows(Precision precision) const { return products(precision) != nullptr; }

/// No table of this operator.
KernelTime ProfileTimes::by_products(const Work& work) const {
    if (std::holds_alternative<AllReduce>(work.shape))
        return by_link(ring(std::get<AllReduce>(work.shape).devices) * bytes_of(work));
    if (const auto* stream = std::get_if<Stream>(&work.shape); stream && stream->kind == StreamKind::host_copy)
        return by_link(bytes_of(work));
    // What a quantized model keeps in 16 bits is as fast as 16-bit products, not as those of its own precision.
    const bool in_16_bits = !std::holds_alternative<Gemm>(work.shape) && keeps_16_bits(work.precision);
    const auto* table = in_16_bits ? products(Precision::bf16) : products(work.precision);
    if (table == nullptr) table = products(work.precision);
    if (table == nullptr) table = nearest({Gemm{}, work.precision});
    if (table == nullptr) return {0, kUnmeasuredSd, true};  // against the precondition
    const auto& [overhead, per_flop, per_byte, unused] = table->grid().law().terms();
    double compute = 0;
    if (std::holds_alternative<Attention>(work.shape)) compute = per_flop / kAttentionShareOfRate * flops_of(work);
    if (std::holds_alternative<Gemm>(work.shape)) compute = per_flop * flops_of(work);
    return {overhead + std::max(compute, per_byte * bytes_of(work)), kUnmeasuredSd, true};
}

KernelTime ProfileTimes::time(const Work& work) const {
    // No table holds products of weights that are stored otherwise; theirs would read several times the bytes.
    if (const auto* gemm = std::get_if<Gemm>(&work.shape); gemm && gemm->stored_bits > 0) return by_products(work);
    Work asked = work;
    const auto precisions = stand_ins(work);
    for (const auto precision : precisions) {
        asked.precision = precision;
        if (const auto* table = find(asked)) return table->grid().time(asked);
    }
    for (const auto precision : precisions) {
        asked.precision = precision;
        const auto* table = nearest(asked);
        if (table == nullptr) continue;
        auto result = table->grid().time(asked);
        if (const auto* reduce = std::get_if<AllReduce>(&asked.shape))
            result.seconds *= ring(reduce->devices) / ring(std::get<AllReduce>(table->like().shape).devices);
        return result;
    }
    return by_products(work);
}

}  // namespace plimsoll::models
