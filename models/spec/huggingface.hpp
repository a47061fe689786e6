// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/fields.hpp"
#include "models/spec/model.hpp"

#include <filesystem>

namespace plimsoll::models {

/// The architecture that a Hugging Face configuration (config.json of the Transformers library, version 4) describes;
/// keys that do not change an architecture's sizes are not looked at. Absent keys take the defaults of that library
/// only where its released configurations leave them out. The name is "_name_or_path", else the file's folder.
/// \throws InputError with every problem: an unknown "model_type" with those that are known, missing dimensions.
[[nodiscard]] Model read_huggingface(Fields& fields, const std::filesystem::path& file);

}  // namespace plimsoll::models
