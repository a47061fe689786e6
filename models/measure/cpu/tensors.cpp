// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/tensors.hpp"

#include <algorithm>
#include <cstring>

namespace plimsoll::measure::cpu {

using dnnl::engine;
using dnnl::memory;
using models::Precision;

namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): fast, and good enough that no processor saves power on the values.
class Dice {
public:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_ = 1;
};

struct Range {
    float low;
    float high;
};

Range range_of(memory::data_type type) {
    switch (type) {
        case memory::data_type::u8:
            return {0, 250};
        case memory::data_type::s8:
            return {-125, 125};
        default:
            return {-1, 1};
    }
}

memory plain_copy(const memory::desc& layout, const engine& engine) {
    const auto dims = layout.dims();
    memory::dims strides(dims.size(), 1);
    for (std::size_t i = dims.size() - 1; i > 0; --i) strides[i - 1] = strides[i] * dims[i];
    return {memory::desc(dims, memory::data_type::f32, strides), engine};
}

std::size_t volume(const memory::desc& layout) {
    std::size_t product = 1;
    for (const auto dim : layout.dims()) product *= static_cast<std::size_t>(dim);
    return product;
}

bool has(dnnl::cpu_isa wanted) {
    const auto mask = static_cast<unsigned>(wanted);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & mask) == mask;
}

}  // namespace

std::shared_ptr<const Memories> ColdData::copies(const memory::desc& layout, const engine& engine) {
    std::erase_if(known_, [](const auto& entry) { return entry.second.expired(); });
    for (const auto& [known, weak] : known_)
        if (known == layout) return weak.lock();
    const std::size_t bytes = layout.get_size();
    const std::size_t count = (kColdBytes + bytes - 1) / bytes;
    Memories made;
    made.push_back(random_tensor(layout, engine));
    while (made.size() < count) {
        made.emplace_back(layout, engine);
        std::memcpy(made.back().get_data_handle(), made.front().get_data_handle(), bytes);
    }
    auto shared = std::make_shared<const Memories>(std::move(made));
    known_.emplace_back(layout, shared);
    constexpr std::size_t kKept = 4;
    recent_.push_back(shared);
    if (recent_.size() > kKept) recent_.pop_front();
    return shared;
}

memory Activations::random(const memory::desc& layout, int place) {
    return shared_ ? part(layout, place, true) : random_tensor(layout, engine_);
}

memory Activations::empty(const memory::desc& layout, int place) {
    return shared_ ? part(layout, place, false) : memory(layout, engine_);
}

/// The beginning of a buffer that is large enough.
memory Activations::part(const memory::desc& layout, int place, bool random) {
    const auto type = layout.data_type();
    const auto fits = [&](const Buffer& buffer) {
        return buffer.type == type && buffer.place == place && buffer.random == random &&
               buffer.values.get_desc().get_size() >= layout.get_size();
    };
    auto found = std::find_if(buffers_.begin(), buffers_.end(), fits);
    if (found == buffers_.end()) {
        const auto count = static_cast<memory::dim>(layout.get_size() / memory::data_type_size(type));
        const memory::desc line({count}, type, memory::format_tag::a);
        found = buffers_.insert(found,
                                {type, place, random, random ? random_tensor(line, engine_) : memory(line, engine_)});
    }
    return {layout, engine_, found->values.get_data_handle()};
}

memory random_tensor(const memory::desc& layout, const engine& engine) {
    memory plain = plain_copy(layout, engine);
    auto* const values = static_cast<float*>(plain.get_data_handle());
    const auto [low, high] = range_of(layout.data_type());
    constexpr float kUnit = 1.0F / (1 << 24);
    Dice dice;
    for (std::size_t i = 0; i < volume(layout); ++i)
        values[i] = low + (high - low) * kUnit * static_cast<float>(dice.next() >> 40);
    memory tensor(layout, engine);
    dnnl::stream stream(engine);
    dnnl::reorder(plain, tensor).execute(stream, plain, tensor);
    stream.wait();
    return tensor;
}

std::vector<float> values_of(const memory& tensor) {
    const auto engine = tensor.get_engine();
    memory source = tensor;
    memory plain = plain_copy(tensor.get_desc(), engine);
    dnnl::stream stream(engine);
    dnnl::reorder(source, plain).execute(stream, source, plain);
    stream.wait();
    const auto* const values = static_cast<const float*>(plain.get_data_handle());
    return {values, values + volume(tensor.get_desc())};
}

bool multiplies(Precision precision) {
    switch (precision) {
        case Precision::fp32:
            return true;
        case Precision::bf16:
            return has(dnnl::cpu_isa::avx512_core_bf16);
        case Precision::int8:
            return has(dnnl::cpu_isa::avx512_core_vnni) || has(dnnl::cpu_isa::avx2_vnni);
        default:
            return false;
    }
}

memory::data_type activation_type(Precision precision) {
    const bool wide = precision == Precision::fp32 || !multiplies(Precision::bf16);
    return wide ? memory::data_type::f32 : memory::data_type::bf16;
}

}  // namespace plimsoll::measure::cpu
