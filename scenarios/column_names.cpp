// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/column_names.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

namespace plimsoll::scenarios {
namespace {

std::vector<std::string> words_of(const std::string& pointer) {
    std::vector<std::string> words;
    std::string_view rest = pointer;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto slash = rest.find('/');
        words.emplace_back(rest.substr(0, slash));
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
    }
    return words;
}

/// The last `count` words of a pointer.
std::string short_name(const std::string& pointer, std::size_t count) {
    const auto words = words_of(pointer);
    std::string name;
    for (std::size_t i = words.size() - std::min(count, words.size()); i < words.size(); ++i)
        name += (name.empty() ? "" : "_") + words[i];
    return name;
}

}  // namespace

std::vector<std::string> column_names(const std::vector<std::string>& pointers, std::set<std::string>& taken) {
    std::vector<std::string> names(pointers.size());
    std::vector<std::size_t> unnamed(pointers.size());
    std::iota(unnamed.begin(), unnamed.end(), 0);
    for (std::size_t words = 1; !unnamed.empty(); ++words) {
        std::map<std::string, int> wanted;
        for (const auto i : unnamed) ++wanted[short_name(pointers[i], words)];
        std::erase_if(unnamed, [&](std::size_t i) {
            auto name = short_name(pointers[i], words);
            const bool whole = words >= words_of(pointers[i]).size();
            if (!whole && (wanted[name] > 1 || taken.contains(name))) return false;
            while (!taken.insert(name).second) name += "_";
            names[i] = std::move(name);
            return true;
        });
    }
    return names;
}

}  // namespace plimsoll::scenarios
