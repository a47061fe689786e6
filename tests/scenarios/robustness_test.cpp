// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
// Whatever stands in a file, reading it ends with a scenario or an InputError.
#include "sample_scenario.hpp"

#include "scenarios/json_document.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <random>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

class Robustness : public testing::Test {
protected:
    SampleFolder folder_;
};

TEST_F(Robustness, EveryTruncationOfAScenarioIsAnInputError) {
    std::string text = sample_text();
    text.erase(text.find_last_of('}'));
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::vector<Problem> problems = problems_of(folder_, text.substr(0, length));
        ASSERT_EQ(problems.size(), 1U) << "after " << length << " bytes";
        EXPECT_GE(problems[0].line, 1) << "after " << length << " bytes";
        EXPECT_FALSE(problems[0].message.empty());
    }
}

TEST_F(Robustness, AnyByteMayBeSpoiled) {
    const std::string text = sample_text();
    std::mt19937 random(7);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string spoiled = text;
        spoiled[i] = static_cast<char>(random() % 256);
        for (const Problem& problem : problems_of(folder_, spoiled)) {
            EXPECT_FALSE(problem.message.empty()) << "byte " << i;
        }
    }
}

TEST_F(Robustness, AnyValueMayBeOfAnotherKind) {
    const std::string text = sample_text();
    const JsonDocument document = JsonDocument::parse(text, "f");
    const char* const values[] = {"null", "true",  "-1",          "0",  "2.5", "1e300", "18446744073709551615",
                                  "\"\"", "\"x\"", "\"\\u0000\"", "[]", "{}",  "[[]]",  R"({"": 0})"};
    for (const std::string& pointer : document.lines().pointers(100'000)) {
        if (pointer.empty()) {
            continue;
        }
        for (const char* value : values) {
            for (const Problem& problem : problems_of(folder_, text, {pointer + "=" + value})) {
                EXPECT_FALSE(problem.message.empty()) << pointer << " = " << value;
            }
        }
    }
}

TEST_F(Robustness, AnyKeyMayBeMissing) {
    const json whole = json::parse(sample_text());
    const JsonDocument document = JsonDocument::parse(sample_text(), "f");
    for (const std::string& pointer : document.lines().pointers(100'000)) {
        if (pointer.empty()) {
            continue;
        }
        json without = whole;
        json& parent = without.at(json::json_pointer(std::string(parent_pointer(pointer))));
        if (parent.is_object()) {
            parent.erase(last_token(pointer));
        } else {
            parent.erase(std::stoul(last_token(pointer)));
        }
        for (const Problem& problem : problems_of(folder_, without.dump())) {
            EXPECT_FALSE(problem.message.empty()) << "without " << pointer;
        }
    }
}

}  // namespace
}  // namespace plimsoll::scenarios
