// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plimsoll::scenarios {
namespace {

// Longer names are refused a suggestion, so that a hostile input cannot cost quadratic time.
constexpr std::size_t kLongestName = 200;
// A part of a name this long is worth searching for inside the candidates ("g6e.xlarge" in "aws/us-east-1/g6e.xlarge").
constexpr std::size_t kShortestPart = 3;
constexpr std::size_t kMostEdits = 4;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
    }
    return row[b.size()];
}

std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates, std::size_t limit) {
    if (name.empty() || name.size() > kLongestName) {
        return {};
    }
    struct Match {
        std::size_t distance;
        const std::string* candidate;
    };
    const std::size_t allowed = std::clamp<std::size_t>(name.size() / 3, 1, kMostEdits);
    std::vector<Match> matches;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestName) {
            continue;
        }
        const std::size_t distance = edit_distance(name, candidate);
        if (distance <= allowed) {
            matches.push_back({distance, &candidate});
        } else if (name.size() >= kShortestPart && contains(candidate, name)) {
            matches.push_back({kMostEdits + 1, &candidate});
        }
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& x, const Match& y) { return x.distance < y.distance; });
    std::vector<std::string> names;
    for (const Match& match : matches) {
        if (names.size() == limit) {
            break;
        }
        names.push_back(*match.candidate);
    }
    return names;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
    const std::vector<std::string> names = nearest(name, candidates);
    return names.empty() ? "" : fmt::format("did you mean {}?", one_of(names));
}

std::string one_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
        text += fmt::format("\"{}\"", names[i]);
    }
    return text;
}

}  // namespace plimsoll::scenarios
