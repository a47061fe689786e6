// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_document.hpp"
#include "scenarios/json_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace plimsoll::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::vector<Problem> problems_of(std::string_view text) {
    try {
        static_cast<void>(JsonDocument::parse(text, "f.json"));
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

TEST(JsonDocument, KnowsTheLineOfEveryKeyAndElement) {
    const JsonDocument document = JsonDocument::parse(R"({
  "a": 1,
  "b": [
    10,
    {"c": "x",
     "d": null}
  ],
  "e/f~": {}
})",
                                                      "f.json");
    EXPECT_THAT(document.lines().pointers(100),
                ElementsAre("", "/a", "/b", "/b/0", "/b/1", "/b/1/c", "/b/1/d", "/e~1f~0"));
    EXPECT_THAT(document.lines().pointers(3), ElementsAre("", "/a", "/b"));
    const std::pair<const char*, int> lines[] = {{"", 1},     {"/a", 2},     {"/b", 3},     {"/b/0", 4},
                                                 {"/b/1", 5}, {"/b/1/c", 5}, {"/b/1/d", 6}, {"/e~1f~0", 8}};
    for (const auto& [pointer, line] : lines) {
        EXPECT_EQ(document.line_of(pointer), line) << pointer;
        EXPECT_TRUE(document.lines().contains(pointer)) << pointer;
    }
    for (const char* absent : {"/c", "/b/2", "/b/01x", "/a/0", "/b/1/c/d", "/e/f~"})
        EXPECT_FALSE(document.lines().contains(absent)) << absent;
    EXPECT_EQ(document.root().at("b").at(1).at("c"), "x");
}

TEST(JsonDocument, PutsAKeyOnItsOwnLineAndNotOnThatOfItsValue) {
    EXPECT_EQ(JsonDocument::parse("{\n\"a\":\n\n5\n}", "f").line_of("/a"), 2);
    EXPECT_EQ(JsonDocument::parse("[1\n,2\n,\n3\n]", "f").line_of("/1"), 2);
    EXPECT_EQ(JsonDocument::parse("[1\n,2\n,\n3\n]", "f").line_of("/2"), 4)
        << "a number is followed at once by the end of its line";
}

TEST(JsonDocument, FallsBackToTheLineOfTheNearestValueAround) {
    const JsonDocument document = JsonDocument::parse("{\n\"a\": {\n}}", "f");
    EXPECT_EQ(document.line_of("/a/missing/deep"), 2);
    EXPECT_EQ(document.line_of("/b"), 1);
}

TEST(JsonDocument, ToleratesByteOrderMarkAndWindowsLineEnds) {
    const JsonDocument document = JsonDocument::parse("\xEF\xBB\xBF{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n", "f");
    EXPECT_EQ(document.line_of("/a"), 2);
    EXPECT_EQ(document.line_of("/b"), 3);
}

struct Syntax {
    const char* text;
    int line;
    const char* message;
    const char* hint;
};

TEST(JsonDocument, ExplainsSyntaxErrorsWithTheLineToMend) {
    const Syntax cases[] = {
        {"{\n\"a\": 1,\n}", 2, "a comma stands before the closing '}'", "remove the trailing comma"},
        {"[1,\n2,\n\n]", 2, "a comma stands before the closing ']'", "remove the trailing comma"},
        {"{\n\"a\": 1\n\n\"b\": 2}", 2, "a comma is missing before \"b\"", ""},
        {"[1\n2]", 1, "a comma is missing before 2", ""},
        {"[{}\n{}]", 1, "a comma is missing before {", ""},
        {"{\"a\"\n1}", 2, "a key is not followed by ':' but by 1", "\"key\": value"},
        {"{\"a\":\n1", 2, "the file ends before", "begins on line 1"},
        {"{\n\"b\": [\n1,\n", 3, "the file ends before", "begins on line 2"},
        {"", 1, "the file is empty", ""},
        {" \n ", 1, "the file is empty", ""},
        {"{\"a\": 1}\n}", 2, "something follows the end", "closes too early"},
        {"{\n'a': 1}", 2, "single quotes", "double quotes"},
        {"{\n// no\n\"a\": 1}", 2, "no comments", "description"},
        {"{\n# no\n\"a\": 1}", 2, "no comments", "description"},
        {"{\n  name: 1}", 2, "unknown word name", "\"name\""},
        {"{\"a\": True}", 1, "unknown word True", "small letters"},
        {"{\"a\": NaN}", 1, "unknown word NaN", ""},
        {"{\n\"a\": \"x\n\"}", 2, "closing quote", ""},
        {"{\"a\": \"x", 1, "closing quote", ""},
        {"{\n\"a\": [1}", 2, "'}' closes the array that begins on line 2", "expected ']'"},
        {"{\n\"a\": 1]", 2, "']' closes the object that begins on line 1", "expected '}'"},
        {"[1,,2]", 1, "a value is missing between ',' and ','", ""},
        {"[,2]", 1, "a value is missing between '[' and ','", ""},
        {"{1: 2}", 1, "expected a key in double quotes, found 1", ""},
        {"{\"a\": 1e999}", 1, "the number 1e999 is out of range", ""},
        {"{\n\"a\": \"\xff\"}", 2, "not valid UTF-8", "UTF-8"},
        {"{\n\xE2\x80\x9C\"}", 2, "unexpected character '\xE2\x80\x9C'", "straight double quotes"},
        {"{\"a\" \x01: 1}", 1, "unexpected character 0x01", ""},
        {"\"while parsing object - \x02\"", 1, "control character U+0002", ""},
        {"{\"number overflow \xff\": 1}", 1, "not valid UTF-8", "UTF-8"},
    };
    for (const Syntax& syntax : cases) {
        const std::vector<Problem> problems = problems_of(syntax.text);
        ASSERT_EQ(problems.size(), 1U) << syntax.text;
        EXPECT_EQ(problems[0].line, syntax.line) << syntax.text << '\n' << problems[0].text();
        EXPECT_THAT(problems[0].message, HasSubstr(syntax.message)) << syntax.text;
        EXPECT_THAT(problems[0].hint, HasSubstr(syntax.hint)) << syntax.text;
    }
}

TEST(JsonDocument, ReportsEveryKeyThatStandsTwice) {
    const std::vector<Problem> problems =
        problems_of("{\n\"a\": {\"x\": 1},\n\"b\": 2,\n\"a\": {\"x\": 3},\n\"b\": 4}");
    ASSERT_EQ(problems.size(), 2U) << "the members of the second \"a\" are no duplicates of those of the first";
    EXPECT_EQ(problems[0].text(),
              "f.json:4: /a: the key \"a\" stands twice in one object\n  hint: the first is on line 2");
    EXPECT_EQ(problems[1].line, 5);
}

TEST(JsonDocument, RefusesDeepNestingInsteadOfExhaustingMemory) {
    const std::vector<Problem> problems = problems_of(std::string(1'000'000, '['));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("nested more than"));
}

TEST(JsonDocument, ThrowsIoErrorForAFileThatCannotBeRead) {
    EXPECT_THROW(static_cast<void>(JsonDocument::read("/nonexistent/f.json")), IoError);
    EXPECT_THROW(static_cast<void>(JsonDocument::read(std::filesystem::temp_directory_path().string())), IoError);
}

TEST(Pointers, EscapeAndUnescapeKeys) {
    EXPECT_EQ(child_pointer("/a", "b/c~d"), "/a/b~1c~0d");
    EXPECT_EQ(last_token("/a/b~1c~0d"), "b/c~d");
    EXPECT_EQ(last_token("/a/~01"), "~1") << "RFC 6901: ~01 is ~1, not /";
    EXPECT_EQ(parent_pointer("/a/b"), "/a");
    EXPECT_EQ(parent_pointer("/a"), "");
}

TEST(JsonDocument, CopiesOfLinesAreEqualAndApart) {
    const JsonDocument document = JsonDocument::parse("{\"a\": [1,\n2]}", "f");
    JsonLines copy = document.lines();
    EXPECT_EQ(copy, document.lines());
    copy.child("a")->set_element(2, JsonLines(7));
    EXPECT_EQ(copy.find("/a/2")->line(), 7);
    EXPECT_FALSE(document.lines().contains("/a/2"));
    EXPECT_FALSE(copy == document.lines());
}

TEST(JsonDocument, RefusesMoreValuesThanMemoryIsFor) {
    std::string text = "[0";
    for (std::size_t i = 0; i < kMostValues; ++i) text += ",0";
    EXPECT_THAT([&] { static_cast<void>(JsonDocument::parse(text + "]", "f")); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("more than 4000000 values")));
}

}  // namespace
}  // namespace plimsoll::scenarios
