// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Random123/philox.h>

#include <cstdint>
#include <string_view>

namespace plimsoll::sim {

/// Two independent uniforms in the open interval (0, 1).
struct Uniforms {
    double first;
    double second;
};

/// A counter-based random stream (Philox4x32-10; Salmon et al., SC'11): the draw for an entity depends on the seed, the
/// stream's name and the entity alone, never on how many draws came before. Deployments compared under one seed
/// therefore share their random numbers, and results do not depend on the order of events.
class Stream {
public:
    Stream(std::uint64_t seed, std::string_view name) noexcept
        : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}}, name_hash_(hash(name)) {}

    /// The draws of `entity` (a request's id, an instance's number); `round` numbers repeated draws of one entity.
    [[nodiscard]] Uniforms draw(std::uint64_t entity, std::uint32_t round = 0) const noexcept {
        const r123::Philox4x32::ctr_type counter{
            {static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), round, name_hash_}};
        const auto block = r123::Philox4x32{}(counter, key_);
        return {to_unit(block[0], block[1]), to_unit(block[2], block[3])};
    }

private:
    /// 52 bits at the middle of their cell: never 0, never 1.
    static double to_unit(std::uint32_t low, std::uint32_t high) noexcept {
        const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
        return (static_cast<double>(bits) + 0.5) * 0x1p-52;
    }

    /// FNV-1a.
    static std::uint32_t hash(std::string_view name) noexcept {
        std::uint32_t value = 2166136261U;
        for (const char c : name) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
        return value;
    }

    r123::Philox4x32::key_type key_;
    std::uint32_t name_hash_;
};

inline constexpr std::uint64_t kSplitMixStep = 0x9e3779b97f4a7c15ULL;

/// One round of SplitMix64: different numbers for different ones.
constexpr std::uint64_t split_mix(std::uint64_t z) noexcept {
    z += kSplitMixStep;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// The seed of replication `replication` of an experiment: distinct for every pair.
constexpr std::uint64_t replication_seed(std::uint64_t seed, std::uint32_t replication) noexcept {
    return split_mix(seed + kSplitMixStep * replication);
}

}  // namespace plimsoll::sim
