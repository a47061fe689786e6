// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_test_base.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/scenario_form.hpp"
#include "samples.hpp"
#include "scenarios/json_document.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

using Kind = SchemaNode::Kind;

/// Walks the schema, so that a field that is added to it and that the editor cannot edit fails here.
class EveryField : public EditorTest {
protected:
    [[nodiscard]] const Json* now(const std::string& pointer) { return document_.valueAt(pointer); }

    void expectEditable(const std::string& pointer, const SchemaNode& node) {
        Field* field = goTo(pointer);
        ASSERT_NE(field, nullptr);
        EXPECT_TRUE(field->isVisible());
        switch (node.kind()) {
            case Kind::quantity:
            case Kind::file:
            case Kind::text:
                expectTypes(pointer, "x7", node.lines() > 1);
                break;
            case Kind::number:
            case Kind::integer:
                expectTypes(pointer, 7, false);
                break;
            case Kind::numbers:
                expectTypes(pointer, Json::parse("[7, 8.5]"), false);
                break;
            case Kind::choice:
            case Kind::boolean:
                expectChooses(pointer, node);
                break;
            case Kind::list:
                expectGrows(pointer, *field, QStringLiteral("Add %1").arg(node.element().title()));
                break;
            case Kind::map:
                expectGrows(pointer, *field, QStringLiteral("Add a row to %1").arg(node.title()));
                break;
            case Kind::object:
                EXPECT_FALSE(field->inner().isEmpty());
                if (node.example() != nullptr) expectComesAndGoes(pointer, *field, node);
                break;
            case Kind::alternatives:
                expectTurns(pointer);
                break;
            case Kind::unsupported:
                FAIL() << "no field can edit this";
        }
    }

private:
    void expectTypes(const std::string& pointer, const Json& value, bool lines) {
        if (lines) {
            auto* edit = widgetAt<QPlainTextEdit>(pointer);
            ASSERT_NE(edit, nullptr);
            edit->selectAll();
            QTest::keyClicks(edit, QStringLiteral("x7"));
        } else {
            type(pointer, value.is_array() ? QStringLiteral("7, 8.5")
                                           : QString::fromStdString(value.is_string() ? "x7" : value.dump()));
        }
        ASSERT_NE(now(pointer), nullptr);
        EXPECT_EQ(*now(pointer), value);
    }

    void expectChooses(const std::string& pointer, const SchemaNode& node) {
        ASSERT_TRUE(document_.set(pointer, "no such choice"));
        auto* box = widgetAt<QComboBox>(pointer);
        ASSERT_NE(box, nullptr);
        EXPECT_EQ(box->currentText().toStdString(), "no such choice");
        QTest::keyClick(box, Qt::Key_Up);
        ASSERT_NE(now(pointer), nullptr);
        const Json choices = node.choices() != nullptr ? *node.choices() : Json::array({true, false});
        EXPECT_NE(std::find(choices.begin(), choices.end(), *now(pointer)), choices.end()) << *now(pointer);
    }

    void expectGrows(const std::string& pointer, Field& field, const QString& words) {
        const std::size_t before = now(pointer) != nullptr ? now(pointer)->size() : 0;
        QAbstractButton* add = button(field, words);
        ASSERT_NE(add, nullptr) << words.toStdString();
        add->click();
        ASSERT_NE(now(pointer), nullptr);
        EXPECT_EQ(now(pointer)->size(), before + 1);
    }

    void expectComesAndGoes(const std::string& pointer, Field& field, const SchemaNode& node) {
        QAbstractButton* remove = button(field, QStringLiteral("Remove %1").arg(node.title()));
        const bool isElement = pointer.ends_with("/0");
        if (remove == nullptr || isElement) return;
        remove->click();
        EXPECT_EQ(now(pointer), nullptr);
        if (node.isImplied()) return;
        auto* add = widgetAt<QAbstractButton>(pointer);
        ASSERT_NE(add, nullptr);
        add->click();
        ASSERT_NE(now(pointer), nullptr);
        EXPECT_EQ(*now(pointer), node.initialValue());
    }

    void expectTurns(const std::string& pointer) {
        auto* box = widgetAt<QComboBox>(pointer + "#kind");
        ASSERT_NE(box, nullptr);
        const Json before = *now(pointer);
        QTest::keyClick(box, box->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        EXPECT_NE(now(pointer)->type(), before.type());
        QTest::keyClick(box, box->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        EXPECT_EQ(*now(pointer), before);
    }
};

TEST_F(EveryField, OfTheSchemaIsShownAndCanBeEdited) {
    int fields = 0;
    forEachField([&](const std::string& pointer, const SchemaNode& node) {
        SCOPED_TRACE(pointer);
        for (const Json& scenario : smallScenarios()) {
            const std::optional<Json> document = withField(scenario, pointer);
            if (!document || !applies(node, *document, pointer)) continue;
            document_.start(document->dump(2));
            // A list of pages has no field of its own.
            if (pointer == "/deployments") return;
            expectEditable(pointer, node);
            ++fields;
            return;
        }
        ADD_FAILURE() << "no scenario has this field";
    });
    EXPECT_GT(fields, 200);
}

TEST_F(EveryField, OfTheShippedScenariosIsShown) {
    for (const QString& path : shippedScenarios()) {
        ASSERT_EQ(document_.open(path).toStdString(), "");
        const std::string text = document_.utf8();
        forEachValue(Json(document_.value()), "", [&](const std::string& pointer, const Json& value) {
            const auto node = SchemaNode::root().at(pointer);
            const std::string around(scenarios::parent_pointer(pointer));
            const bool inNumbers = node && SchemaNode::root().at(around)->kind() == Kind::numbers;
            if (pointer.empty() || pointer == "/deployments" || inNumbers) return;
            Field* field = goTo(pointer);
            ASSERT_NE(field, nullptr);
            EXPECT_TRUE(field->isVisible()) << pointer;
            if (!value.is_number() && !value.is_string()) return;
            const auto* line = widgetAt<QLineEdit>(pointer);
            if (line == nullptr) return;
            EXPECT_EQ(line->text().toStdString(), value.is_string() ? value.get<std::string>() : value.dump());
        });
        EXPECT_EQ(document_.utf8(), text) << "looking changes nothing";
        EXPECT_FALSE(document_.isModified());
    }
}

}  // namespace
}  // namespace plimsoll::gui
