// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/fields.hpp"
#include "models/spec/variant.hpp"

#include <string>

/// The JSON form of a variant, as it stands in a scenario's "model" and in the "quality" of a model file:
///
///     {"name": "bert-base", "precision": "int8", "prune": {"layers": 6, "heads": 0.25, "ffn": 0.5}}
///     {"name": "bert-base", "student": {"layers": 4, "hidden": 312, "heads": 12, "intermediate": 1200}}
namespace plimsoll::models {

/// One line, keys in the order above, what is at its default left out: equal variants have equal texts.
[[nodiscard]] std::string canonical_text(const Variant& variant);

/// Reads the members at `pointer`; problems go to `fields`. The name may be absent.
[[nodiscard]] Variant read_variant(Fields& fields, const std::string& pointer);

}  // namespace plimsoll::models
