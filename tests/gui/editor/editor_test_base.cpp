// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_test_base.hpp"

#include "gui/editor/field.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/scenario_form.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QTest>

namespace plimsoll::gui {

void EditorTest::SetUp() {
    ASSERT_EQ(document_.open(QStringLiteral(PLIMSOLL_SOURCE_DIR "/scenarios/document-classifier.json")).toStdString(),
              "");
    constexpr QSize kSize(900, 1000);
    editor_.resize(kSize);
    editor_.show();
    QApplication::setActiveWindow(&editor_);
    ASSERT_TRUE(QTest::qWaitForWindowActive(&editor_));
}

Field* EditorTest::goTo(const std::string& pointer) {
    editor_.goTo(QString::fromStdString(pointer));
    if (editor_.form().page() == nullptr) {
        ADD_FAILURE() << "no page for " << pointer;
        return nullptr;
    }
    Field* field = editor_.form().page()->fieldNear(pointer);
    EXPECT_EQ(field->pointer(), pointer);
    return field;
}

void EditorTest::type(const std::string& pointer, const QString& text) {
    auto* line = widgetAt<QLineEdit>(pointer);
    ASSERT_NE(line, nullptr) << pointer;
    line->setFocus();
    line->selectAll();
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
}

std::string EditorTest::problemAt(const std::string& pointer) {
    document_.checkNow();
    const Field* field = editor_.form().page()->fieldNear(pointer);
    return field->pointer() == pointer ? field->problem().toStdString() : "no field";
}

QAbstractButton* EditorTest::button(QWidget& below, const QString& name) {
    for (auto* each : below.findChildren<QAbstractButton*>())
        if (each->accessibleName() == name && each->isVisible()) return each;
    return nullptr;
}

QString focusName() {
    const QWidget* widget = QApplication::focusWidget();
    return widget == nullptr ? QString() : widget->objectName();
}

}  // namespace plimsoll::gui
