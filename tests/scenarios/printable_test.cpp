// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/printable.hpp"

#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

TEST(Printable, ANameCannotSendCommandsToTheTerminal) {
    EXPECT_EQ(printable("red\x1b[31m\n"), "red?[31m?");
    EXPECT_EQ(printable("\xc2\x9b"), "?") << "a control character of two bytes";
    EXPECT_EQ(printable("\u202e\u2066\u200f\u2028"), "????") << "they turn the text around, or break the line";
    EXPECT_EQ(printable("caf\xe9"), "caf?") << "not UTF-8";
    EXPECT_EQ(printable("\xc0\xaf\xed\xa0\x80"), "?????") << "overlong form and surrogate";
    EXPECT_EQ(printable("größer 模型"), "größer 模型");
}

TEST(Printable, OnlyLineEndsThatAreMeantStay) {
    EXPECT_EQ(printable_lines("one\ntwo\r\x1b"), "one\ntwo??");
    EXPECT_EQ(printable_lines(""), "");
}

TEST(Printable, ASpreadsheetCalculatesNothing) {
    EXPECT_EQ(csv_field("plain"), "plain");
    EXPECT_EQ(csv_field("a, \"b\""), "\"a, \"\"b\"\"\"");
    for (const char first : {'=', '+', '-', '@'}) {
        const std::string text = std::string(1, first) + "1";
        EXPECT_EQ(csv_field(text), "'" + text);
    }
    EXPECT_EQ(csv_field("=A1,\t"), "\"'=A1,?\"");
    EXPECT_EQ(csv_field("1-2"), "1-2");
}

TEST(Printable, JsonIsWrittenWhateverItHolds) {
    EXPECT_EQ(json_text(nlohmann::json("caf\xe9")), "\"caf\ufffd\"");
    EXPECT_EQ(json_text(nlohmann::ordered_json{{"b", 1}, {"a", "\x1b"}}), R"({"b":1,"a":"\u001b"})");
}

TEST(Printable, AProblemIsOneLineAndItsHintAnother) {
    const Problem problem{"a\n.json", 3, "/x\x1b[2J", "not \"\xff\"", "do\nthis"};
    EXPECT_EQ(problem.text(), "a?.json:3: /x?[2J: not \"?\"\n  hint: do?this");
}

}  // namespace
}  // namespace plimsoll::scenarios
