// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/import_samples.hpp"

#include "models/profile/kernel_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plimsoll::models {
namespace {

constexpr double kMostSpread = 0.999;

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// What others call a device -> its name in models/devices (or what it would be there).
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kDevices = {{
    {"a100", "nvidia-a100-80gb"},
    {"a10g", "nvidia-a10g"},
    {"h100", "nvidia-h100-80gb"},
    {"h200", "nvidia-h200"},
    {"l4", "nvidia-l4"},
    {"l40s", "nvidia-l40s"},
    {"rtx4090", "nvidia-rtx-4090"},
    {"t4", "nvidia-t4"},
}};

/// The words of a lower-case name: "a100", "sxm" of "a100_sxm".
std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words(1);
    for (const char c : name) {
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

double median_of(const std::vector<Sample>& samples, double Sample::*member) {
    std::vector<double> values;
    values.reserve(samples.size());
    for (const auto& sample : samples) values.push_back(sample.*member);
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

void ImportSamples::add(const Work& work, const std::string& kernel, double seconds, double spread) {
    const auto key = fmt::format("{} {} {}", table_title(work), is_decode(work) ? 1 : 0, kernel);
    auto& table = tables_.try_emplace(key, Table{work, kernel, {}}).first->second;
    table.points[sizes_of(work)].push_back({work, seconds, std::min(spread, kMostSpread)});
}

void ImportSamples::note(const std::filesystem::path& file, std::string subject, std::size_t rows, bool mapped,
                         std::string text) {
    if (rows == 0) return;
    notes_.push_back({file.string(), std::move(subject), rows, mapped, std::move(text)});
}

void ImportSamples::mapped(const std::filesystem::path& file, std::string subject, std::size_t rows, std::string to) {
    note(file, std::move(subject), rows, true, std::move(to));
}

void ImportSamples::left_out(const std::filesystem::path& file, std::string subject, std::size_t rows,
                             std::string why) {
    note(file, std::move(subject), rows, false, std::move(why));
}

void ImportSamples::finish(Import& import) && {
    for (auto& [key, table] : tables_) {
        KernelTable result;
        result.kernel = table.kernel;
        for (const auto& [sizes, samples] : table.points) {
            if (samples.size() > 1) import.merged += samples.size();
            result.samples.push_back(
                {samples.front().work, median_of(samples, &Sample::seconds), median_of(samples, &Sample::spread)});
        }
        import.profile.tables.push_back(std::move(result));
    }
    import.notes = std::move(notes_);
}

std::string device_called(std::string_view name) {
    const auto words = words_of(lower(name));
    for (const auto& [word, device] : kDevices)
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string(device);
    return std::string(name);
}

std::vector<std::string> path_parts(const std::filesystem::path& file) {
    std::vector<std::string> parts;
    for (const auto& part : file) parts.push_back(lower(part.string()));
    return parts;
}

}  // namespace plimsoll::models
