// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a model runs, as far as the measuring programs need it.
namespace plimsoll::measure {

/// What bounds the sizes of a model's steps.
struct ModelLimits {
    bool decoder = false;          ///< generates with a KV cache, one token per sequence and step
    std::uint32_t max_tokens = 1;  ///< of one sequence
};

/// Names of the models that `works_of` knows.
[[nodiscard]] std::vector<std::string> known_models();
/// \throws InputError for a name that is not known.
[[nodiscard]] ModelLimits limits_of(std::string_view model);

/// The operators of one step in order, repeated layers included: `sequences` sequences with `tokens` new tokens each
/// behind `context` cached ones. An encoder has no cache: `context` is 0. \throws InputError for an unknown model.
[[nodiscard]] std::vector<models::Work> works_of(std::string_view model, models::Precision precision,
                                                 std::uint32_t sequences, std::uint32_t tokens, std::uint32_t context);

}  // namespace plimsoll::measure
