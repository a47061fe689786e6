// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/model.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace plimsoll::models {

using Models = std::map<std::string, Model, std::less<>>;

/// Reads a model file of Plimsoll's own form (with a "family", docs/models.md) or a Hugging Face configuration
/// (config.json, with a "model_type"); which one it is, is seen from these keys.
/// \throws InputError with every problem of the file, IoError when it cannot be read.
[[nodiscard]] Model load_model(const std::filesystem::path& file);

/// The model that `name` means: a file, where it ends in .json or holds a slash, else a name of the folder `zoo`.
/// \throws as `load_model`; InputError with the nearest names for one that is not known
[[nodiscard]] Model find_model(const std::string& name, const std::filesystem::path& zoo);

/// Every *.json of a folder, by name. \throws as `load_model`.
[[nodiscard]] Models load_models(const std::filesystem::path& folder);

}  // namespace plimsoll::models
