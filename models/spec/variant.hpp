// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/model.hpp"
#include "models/spec/precision.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Cheaper relatives of a model: another precision, parts pruned, or a student that was distilled from it.
namespace plimsoll::models {

/// What is taken away, in every layer alike, so that the rest stays dense and runs as fast as it is small.
struct Pruning {
    std::uint32_t layers = 0;  ///< whole layers (Sajjad et al. 2023; which ones does not matter for time)
    double heads = 0;          ///< fraction of the heads of each layer (Michel et al. 2019), in [0, 1)
    double ffn = 0;            ///< fraction of the feed-forward features, in [0, 1)
    bool operator==(const Pruning&) const = default;
};

/// An encoder of the same vocabulary with these dimensions (TinyBERT: 4 layers of 312 with 12 heads, 1200 inside).
struct Student {
    std::uint32_t layers = 1;
    std::uint32_t hidden = 1;
    std::uint32_t heads = 1;
    std::uint32_t intermediate = 1;
    bool operator==(const Student&) const = default;
};

/// Students that were published as models of their own (distilbert, minilm-l6, mobilebert) are asked for by name.
struct Variant {
    std::string name;  ///< of the model
    Precision precision = Precision::fp16;
    Pruning prune;
    std::optional<Student> student;
    bool operator==(const Variant&) const = default;
};

/// The model with the variant's dimensions: the student first, then what is pruned of it. Heads and features are
/// rounded to whole ones, heads in groups that share a KV head. Of an encoder-decoder, layers are taken from the
/// decoder, which does most of the work (Distil-Whisper, Gandhi et al. 2023). Its quality holds what was published for
/// just this variant, and nothing where nothing was. `precision` changes no dimension: it goes into GraphOptions.
/// \throws InputError with every part that this model does not have, or has too few of
[[nodiscard]] Model apply(const Model& model, const Variant& variant);

/// What was published about this variant; empty: unknown. 16 and 32 bits count as the model itself.
[[nodiscard]] std::vector<Quality> quality_of(const Model& model, const Variant& variant);

}  // namespace plimsoll::models
