// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/import.hpp"
#include "models/profile/table_layout.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::models {

/// In seconds; the sources count in milliseconds.
inline constexpr double kMillisecond = 1e-3;

/// What all importers share: samples, gathered into tables, and notes.
class ImportSamples {
public:
    /// Spreads of 1 and more, as wide as the time itself, count as just below.
    void add(const Work& work, const std::string& kernel, double seconds, double spread);
    void mapped(const std::filesystem::path& file, std::string subject, std::size_t rows, std::string to);
    void left_out(const std::filesystem::path& file, std::string subject, std::size_t rows, std::string why);

    /// Tables and notes into `import`; a point that was measured several times has the medians.
    void finish(Import& import) &&;

private:
    struct Table {
        Work like;
        std::string kernel;
        std::map<Sizes, std::vector<Sample>> points;
    };

    void note(const std::filesystem::path& file, std::string subject, std::size_t rows, bool mapped, std::string text);

    std::map<std::string, Table> tables_;
    std::vector<ImportNote> notes_;
};

/// Every importer: the files to read, into samples and what the files tell of their origin.
void import_vidur(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile);
void import_llmservingsim(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile);
void import_aiconfigurator(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile);

/// The device of models/devices that others call `name` ("a100", "H100_SXM"); the name itself where none is.
[[nodiscard]] std::string device_called(std::string_view name);

/// The parts of a path, lower case: a device may be named by a folder.
[[nodiscard]] std::vector<std::string> path_parts(const std::filesystem::path& file);

}  // namespace plimsoll::models
