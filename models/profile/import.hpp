// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "scenarios/named_enum.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reading the published kernel tables of other projects. docs/profiles.md says how each is mapped.
namespace plimsoll::models {

enum class ImportFormat : std::uint8_t { vidur, llmservingsim, aiconfigurator };

inline constexpr scenarios::EnumName<ImportFormat> kImportFormatNames[] = {
    {"vidur", ImportFormat::vidur},
    {"llmservingsim", ImportFormat::llmservingsim},
    {"aiconfigurator", ImportFormat::aiconfigurator}};

/// What became of some rows of a file. A row of a wide table counts once for each operator timed in it.
struct ImportNote {
    std::string file;
    std::string subject;  ///< as the source names it: "mlp_up_proj"
    std::size_t rows = 0;
    bool mapped = false;
    std::string text;  ///< what it became, or why it did not
};

struct Import {
    Profile profile;
    std::vector<ImportNote> notes;
    std::size_t merged = 0;  ///< samples that went into the median of a point measured several times
};

struct ImportRequest {
    ImportFormat format = ImportFormat::vidur;
    std::vector<std::filesystem::path> paths;  ///< files, or folders that are searched
    std::string name;                          ///< of the profile
    std::string device;                        ///< empty: as the files or their folders name it
};

/// \throws InputError where nothing can be mapped, files contradict each other or hold no numbers; IoError.
[[nodiscard]] Import import_profile(const ImportRequest& request);

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::ImportFormat>> names_of() {
    return models::kImportFormatNames;
}

}  // namespace plimsoll::scenarios
