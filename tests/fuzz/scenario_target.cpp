// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader.hpp"
#include "tests/fuzz/targets.hpp"

#include <fstream>
#include <iterator>
#include <vector>

namespace plimsoll::fuzz {

namespace {

void draft(std::string_view text, const std::vector<std::string>& sets) {
    refusing([&] {
        auto draft = scenarios::draft_scenario(text, "/nowhere/scenario.json", sets);
        if (!draft.problems.empty()) throw InputError(std::move(draft.problems));
    });
}

}  // namespace

void read_scenario(std::string_view bytes) { draft(bytes, {}); }

/// One override a line, on a scenario that has most of what there is.
void read_set(std::string_view bytes) {
    static const std::string base = [] {
        std::ifstream file(PLIMSOLL_SOURCE_DIR "/scenarios/document-classifier.json", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }();
    std::vector<std::string> sets;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = std::min(bytes.find('\n', at), bytes.size());
        sets.emplace_back(bytes.substr(at, end - at));
        at = end + 1;
    }
    draft(base, sets);
}

}  // namespace plimsoll::fuzz
