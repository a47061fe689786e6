// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace plimsoll::scenarios {

/// What ends an answer.
enum class AnswerEnd : std::uint8_t {
    token,  ///< a token of the model's own: known once it is there
    length  ///< the length that the request asks for: known beforehand
};

inline constexpr EnumName<AnswerEnd> kAnswerEndNames[] = {{"token", AnswerEnd::token}, {"length", AnswerEnd::length}};

/// When requests that wait may join those in work.
enum class Admission : std::uint8_t {
    continuous,    ///< at every step, while there are seats and blocks
    whole_batches  ///< when all in work have their answers
};

inline constexpr EnumName<Admission> kAdmissionNames[] = {{"continuous", Admission::continuous},
                                                          {"static", Admission::whole_batches}};

/// How much of the KV cache a request in work holds.
enum class KvReservation : std::uint8_t {
    paged,         ///< a block for every so many of its tokens
    max_model_len  ///< room for the longest sequence, from its admission on
};

inline constexpr EnumName<KvReservation> kKvReservationNames[] = {{"paged", KvReservation::paged},
                                                                  {"max-model-len", KvReservation::max_model_len}};

/// Number format of keys and values in the KV cache.
enum class KvCacheDtype : std::uint8_t {
    automatic,  ///< that of activations
    fp8
};

inline constexpr EnumName<KvCacheDtype> kKvCacheDtypeNames[] = {{"auto", KvCacheDtype::automatic},
                                                                {"fp8", KvCacheDtype::fp8}};

/// How replicas that answer token by token schedule their steps, in vLLM's words; what is empty follows from the preset
/// and the device (sim/resolve/scheduler_preset.hpp).
struct ContinuousBatchingSpec {
    std::optional<std::string> preset;  ///< "vllm-0.19"
    std::optional<std::uint32_t> max_num_seqs;
    std::optional<std::uint32_t> max_num_batched_tokens;
    std::optional<std::uint32_t> max_model_len;
    std::optional<std::uint32_t> long_prefill_token_threshold;
    std::optional<std::uint32_t> block_size;      ///< tokens
    std::optional<std::uint32_t> num_gpu_blocks;  ///< of the KV cache
    std::optional<KvCacheDtype> kv_cache_dtype;
    std::optional<std::uint32_t> pipeline_parallel_size;
    std::optional<double> gpu_memory_utilization;
    std::optional<double> watermark;
    std::optional<bool> chunked_prefill;
    std::optional<bool> reserve_full_prompt;
    std::optional<bool> prefix_cache;
    std::optional<bool> async_scheduling;
    std::optional<Admission> admission;
    std::optional<KvReservation> kv_reservation;
    std::optional<AnswerEnd> answers_end_by;
    bool operator==(const ContinuousBatchingSpec&) const = default;
};

template <>
constexpr std::span<const EnumName<AnswerEnd>> names_of() {
    return kAnswerEndNames;
}
template <>
constexpr std::span<const EnumName<Admission>> names_of() {
    return kAdmissionNames;
}
template <>
constexpr std::span<const EnumName<KvReservation>> names_of() {
    return kKvReservationNames;
}
template <>
constexpr std::span<const EnumName<KvCacheDtype>> names_of() {
    return kKvCacheDtypeNames;
}

}  // namespace plimsoll::scenarios
