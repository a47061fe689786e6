// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/cpu_identity.hpp"

#include "models/spec/device_slug.hpp"

#include <fmt/format.h>
#include <dnnl.hpp>

#include <fstream>
#include <map>

namespace plimsoll::measure {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// The lines "key : value" of the first processor.
std::map<std::string, std::string> first_processor() {
    std::map<std::string, std::string> entries;
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line) && !line.empty();) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        entries[trimmed(std::string_view(line).substr(0, colon))] = trimmed(std::string_view(line).substr(colon + 1));
    }
    return entries;
}

}  // namespace

Identity cpu_identity(std::uint32_t threads) {
    const auto processor = first_processor();
    const auto entry = [&](const std::string& key) {
        const auto found = processor.find(key);
        return found == processor.end() ? std::string() : found->second;
    };
    // Virtual machines hide the model's number; family and model tell the generation.
    const std::string model = entry("model name").empty() ? "processor" : entry("model name");
    const std::string full = fmt::format("{} (family {}, model {})", model, entry("cpu family"), entry("model"));
    Identity identity;
    identity.device = models::device_slug(full);
    identity.title = fmt::format("{}, {} thread{}", full, threads, threads == 1 ? "" : "s");
    identity.toolkit = fmt::format("GCC {}", __VERSION__);
    const dnnl_version_t* version = dnnl_version();
    identity.library = fmt::format("oneDNN {}.{}.{}, OpenMP", version->major, version->minor, version->patch);
    if (!entry("cpu MHz").empty()) identity.clocks = fmt::format("{} MHz as /proc/cpuinfo says", entry("cpu MHz"));
    identity.threads = threads;
    return identity;
}

}  // namespace plimsoll::measure
