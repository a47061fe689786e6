// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/catalog_used.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::results {

/// What was compared: all that it takes to compare it again.
struct EmbeddedScenario {
    std::string text;
    std::string path;  ///< where relative paths in it start
    std::vector<std::string> overrides;
    std::vector<CatalogUsed> catalogs;  ///< those of one's own
};

/// The scenario that a result holds; nothing where `text` is no result. `file` names the text in messages.
/// \throws InputError for a result without its scenario, as earlier versions wrote it
[[nodiscard]] std::optional<EmbeddedScenario> embedded_scenario(std::string_view text, const std::string& file);

}  // namespace plimsoll::results
