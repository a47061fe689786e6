// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.hpp"

#include <cstdlib>
#include <fstream>

namespace plimsoll::fuzz {

std::span<const Target> targets() {
    static constexpr Target kAll[] = {
        {"scenario", read_scenario}, {"set", read_set},        {"catalog", read_catalog}, {"model", read_model},
        {"profile", read_profile},   {"trace", read_trace},    {"result", read_result},   {"kept-run", read_kept_run},
        {"prices", read_prices},     {"overlay", read_overlay}};
    return kAll;
}

std::filesystem::path file_of(std::string_view bytes, const std::string& name) {
    static const std::filesystem::path folder = [] {
        // In memory, where the system has such a folder: there are thousands of files a second.
        const std::filesystem::path memory = "/dev/shm";
        auto made =
            ((exists(memory) ? memory : std::filesystem::temp_directory_path()) / "plimsoll-fuzz-XXXXXX").string();
        if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
        static const struct Remover {
            std::filesystem::path path;
            ~Remover() {
                std::error_code ignored;
                std::filesystem::remove_all(path, ignored);
            }
        } remover{made};
        return remover.path;
    }();
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

}  // namespace plimsoll::fuzz
