// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_splice.hpp"

#include "gui/editor/json_layout.hpp"
#include "gui/editor/json_parts.hpp"
#include "samples.hpp"
#include "scenarios/json_document.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

std::string set(std::string_view text, std::string_view pointer, std::string_view json,
                const std::vector<std::string>& order = {}) {
    const auto splice = spliceSet(text, pointer, json, order);
    return splice ? spliced(text, *splice) : "nothing";
}

TEST(JsonLayout, KeepsShortValuesOnOneLineAndListsOfNumbersAlways) {
    EXPECT_EQ(layOut(R"({ "a":1,"b" : [1,2],"c":{}})"), R"({"a": 1, "b": [1, 2], "c": {}})");
    std::string numbers = "[0";
    for (int i = 1; i < 60; ++i) numbers += ", " + std::to_string(i);
    numbers += "]";
    EXPECT_EQ(layOut(numbers), numbers);
}

TEST(JsonLayout, BreaksWhatIsTooLongMemberByMember) {
    const std::string text = R"({"a": ")" + std::string(60, 'x') + R"(", "b": ")" + std::string(60, 'y') + R"("})";
    EXPECT_EQ(layOut(text, 2, 10),
              "{\n    \"a\": \"" + std::string(60, 'x') + "\",\n    \"b\": \"" + std::string(60, 'y') + "\"\n  }");
    EXPECT_EQ(layOut("[" + text + "]"),
              "[{\n  \"a\": \"" + std::string(60, 'x') + "\",\n  \"b\": \"" + std::string(60, 'y') + "\"\n}]");
}

TEST(JsonLayout, LeavesNumbersAndTextsAsTheyAreSpelt) {
    EXPECT_EQ(layOut(R"([1.0, 1e3, 0.10, 18446744073709551615, "\u00e9\"", "é"])"),
              R"([1.0, 1e3, 0.10, 18446744073709551615, "\u00e9\"", "é"])");
}

TEST(JsonLayout, LaysTheShippedScenariosOutWithoutChangingThem) {
    for (const QString& path : shippedScenarios()) {
        const std::string text = textOfFile(path);
        EXPECT_EQ(Json::parse(layOutFile(text)), Json::parse(text)) << path.toStdString();
        EXPECT_EQ(layOutFile(layOutFile(text)), layOutFile(text)) << path.toStdString();
    }
}

TEST(JsonSplice, ReplacesOnlyTheValue) {
    EXPECT_EQ(set("{ \"a\" :1.0 ,\n\"b\":  [1,\t2]}", "/b/1", "3"), "{ \"a\" :1.0 ,\n\"b\":  [1,\t3]}");
    EXPECT_EQ(set(R"({"a": {"b": "x, } ]"}})", "/a/b", "true"), R"({"a": {"b": true}})");
    EXPECT_EQ(set(R"({"a": 1, "a": 2})", "/a", "3"), R"({"a": 1, "a": 3})");
    EXPECT_EQ(set(R"({"a~b/c": 1})", "/a~0b~1c", "2"), R"({"a~b/c": 2})");
    EXPECT_EQ(set(R"({"\u00e9": 1})", "/é", "2"), R"({"\u00e9": 2})");
}

TEST(JsonSplice, AddsAMemberWhereTheOrderWantsIt) {
    const std::vector<std::string> order{"a", "b", "c", "d"};
    EXPECT_EQ(set(R"({"a": 1, "c": 3})", "/b", "2", order), R"({"a": 1, "b": 2, "c": 3})");
    EXPECT_EQ(set(R"({"b": 2})", "/a", "1", order), R"({"a": 1, "b": 2})");
    EXPECT_EQ(set("{\n  \"a\": 1\n}", "/d", "4", order), "{\n  \"a\": 1,\n  \"d\": 4\n}");
    EXPECT_EQ(set("{\n    \"a\": 1,\n    \"d\": 4\n}", "/b", "2", order),
              "{\n    \"a\": 1,\n    \"b\": 2,\n    \"d\": 4\n}");
    EXPECT_EQ(set(R"({"z": 0, "a": 1})", "/c", "3", order), R"({"z": 0, "a": 1, "c": 3})");
    EXPECT_EQ(set("{}", "/a", "1", order), "{\"a\": 1}");
    EXPECT_EQ(set(R"({"x": { }})", "/x/a", "1", order), R"({"x": {"a": 1}})");
}

TEST(JsonSplice, BreaksALineThatBecomesTooLongAtItsOutermostValue) {
    const std::string before =
        "{\n  \"pools\": [{\"offer\": \"" + std::string(60, 'o') + "\", \"min\": 1.0}],\n  \"z\": 1\n}";
    EXPECT_EQ(set(before, "/pools/0/purchase", "\"on-demand\""),
              "{\n  \"pools\": [{\n    \"offer\": \"" + std::string(60, 'o') +
                  "\",\n    \"min\": 1.0,\n    \"purchase\": \"on-demand\"\n  }],\n  \"z\": 1\n}");
}

TEST(JsonSplice, LeavesALineAloneThatWasTooLongBefore) {
    const std::string before = R"({"a": {"b": ")" + std::string(150, 'x') + R"(", "c": 1}})";
    EXPECT_EQ(set(before, "/a/c", "2"), R"({"a": {"b": ")" + std::string(150, 'x') + R"(", "c": 2}})");
}

TEST(JsonSplice, RemovesMembersAndElementsWithTheirCommas) {
    const auto remove = [](std::string_view text, std::string_view pointer) {
        return spliced(text, spliceRemove(text, pointer).value());
    };
    EXPECT_EQ(remove(R"({"a": 1, "b": 2, "c": 3})", "/a"), R"({"b": 2, "c": 3})");
    EXPECT_EQ(remove(R"({"a": 1, "b": 2, "c": 3})", "/b"), R"({"a": 1, "c": 3})");
    EXPECT_EQ(remove(R"({"a": 1, "b": 2, "c": 3})", "/c"), R"({"a": 1, "b": 2})");
    EXPECT_EQ(remove("{\n  \"a\": 1,\n  \"b\": 2\n}", "/b"), "{\n  \"a\": 1\n}");
    EXPECT_EQ(remove("{\n  \"a\": [\n    1\n  ]\n}", "/a/0"), "{\n  \"a\": []\n}");
    EXPECT_FALSE(spliceRemove("{}", "").has_value());
    EXPECT_FALSE(spliceRemove("{}", "/a").has_value());
}

TEST(JsonSplice, InsertsElementsAsTheirNeighboursStand) {
    const auto insert = [](std::string_view text, std::size_t index, std::string_view json) {
        return spliced(text, spliceInsert(text, "/a", index, json).value());
    };
    EXPECT_EQ(insert(R"({"a": [1, 2]})", 1, "9"), R"({"a": [1, 9, 2]})");
    EXPECT_EQ(insert(R"({"a": []})", 0, "9"), R"({"a": [9]})");
    EXPECT_EQ(insert("{\n  \"a\": [\n    1,\n    2\n  ]\n}", 2, "9"), "{\n  \"a\": [\n    1,\n    2,\n    9\n  ]\n}");
    EXPECT_EQ(insert("{\"a\": [{\n  \"x\": 1\n}]}", 1, R"({"y":2})"), "{\"a\": [{\n  \"x\": 1\n}, {\"y\": 2}]}");
    EXPECT_FALSE(spliceInsert(R"({"a": {}})", "/a", 0, "1").has_value());
}

TEST(JsonSplice, MovesElementsAndLeavesWhatIsBetweenThem) {
    const auto move = [](std::string_view text, std::size_t from, std::size_t to) {
        return spliced(text, spliceMove(text, "", from, to).value());
    };
    EXPECT_EQ(move("[1,  2,\n3]", 0, 2), "[2,  3,\n1]");
    EXPECT_EQ(move("[1,  2,\n3]", 2, 0), "[3,  1,\n2]");
    EXPECT_EQ(move("[1,  2,\n3]", 1, 2), "[1,  3,\n2]");
    EXPECT_FALSE(spliceMove("[1]", "", 0, 1).has_value());
}

TEST(JsonSplice, RenamesKeys) {
    const std::string text = R"({"t": {"1": "5 ms", "8": "12 ms"}})";
    EXPECT_EQ(spliced(text, spliceRename(text, "/t/8", "16\"").value()), R"({"t": {"1": "5 ms", "16\"": "12 ms"}})");
    EXPECT_FALSE(spliceRename("[1]", "/0", "a").has_value());
}

TEST(JsonSplice, FindsTheDifferenceWithoutCuttingCharacters) {
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"abc", "abxc"},
                                                                                   {"aaa", "aa"},
                                                                                   {"", "x"},
                                                                                   {"x", ""},
                                                                                   {"é", "è"},
                                                                                   {"aéb", "aèb"},
                                                                                   {"€", "é"},
                                                                                   {"same", "same"}}) {
        const Splice splice = difference(from, to);
        EXPECT_EQ(spliced(from, splice), to);
        EXPECT_TRUE(QString::fromStdString(splice.inserted).toStdString() == splice.inserted) << from << " " << to;
    }
}

TEST(JsonSplice, DoesToTheTextWhatItSaysForEveryValueOfTheShippedScenarios) {
    for (const QString& path : shippedScenarios()) {
        const std::string text = textOfFile(path);
        const Json document = Json::parse(text);
        forEachValue(document, "", [&](const std::string& pointer, const Json& value) {
            if (pointer.empty()) return;
            SCOPED_TRACE(path.toStdString() + " " + pointer);
            for (
                const char* json :
                {"null", R"({"a": [1, {"b": "c"}]})",
                 R"("a text that is long enough to be too long on every line of every scenario that there is, or so")"}) {
                Json expected = document;
                expected[Json::json_pointer(pointer)] = Json::parse(json);
                EXPECT_EQ(Json::parse(set(text, pointer, json)).dump(), expected.dump());
            }
            Json expected = document;
            expected = expected.patch(Json::array({{{"op", "remove"}, {"path", pointer}}}));
            EXPECT_EQ(Json::parse(spliced(text, spliceRemove(text, pointer).value())), expected);
            if (value.is_object()) {
                expected = document;
                expected[Json::json_pointer(pointer + "/new")] = 1;
                EXPECT_EQ(Json::parse(set(text, pointer + "/new", "1")), expected);
            }
            if (!value.is_array()) return;
            for (std::size_t i = 0; i <= value.size(); ++i) {
                Json list = value;
                list.insert(list.begin() + static_cast<std::ptrdiff_t>(i), Json::object());
                expected = document;
                expected[Json::json_pointer(pointer)] = list;
                EXPECT_EQ(Json::parse(spliced(text, spliceInsert(text, pointer, i, "{}").value())), expected);
            }
            for (std::size_t to = 1; to < value.size(); ++to) {
                Json list = value;
                std::rotate(list.begin(), list.begin() + 1, list.begin() + static_cast<std::ptrdiff_t>(to) + 1);
                expected = document;
                expected[Json::json_pointer(pointer)] = list;
                EXPECT_EQ(Json::parse(spliced(text, spliceMove(text, pointer, 0, to).value())), expected);
            }
        });
    }
}

TEST(JsonParts, CountsNestingAsTheReaderDoes) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_FALSE(nestedTooDeep(nested(64)));
    EXPECT_TRUE(nestedTooDeep(nested(65)));
    EXPECT_FALSE(nestedTooDeep("[\"" + std::string(100, '[') + "\"]"));
    EXPECT_TRUE(nestedTooDeep(std::string(100000, '[')));
    // The reader's own limit is the same.
    EXPECT_NO_THROW(static_cast<void>(scenarios::JsonDocument::parse(nested(64), "")));
    EXPECT_THROW(static_cast<void>(scenarios::JsonDocument::parse(nested(65), "")), InputError);
}

}  // namespace
}  // namespace plimsoll::gui
