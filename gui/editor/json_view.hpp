// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/scenario_document.hpp"

#include <QPlainTextEdit>

#include <map>

namespace plimsoll::gui {

class JsonHighlighter;

/// The text of a scenario, with numbers of lines and marks where problems are; in step with the document both ways.
/// Tab leaves it, as it leaves every field; lines indent themselves. Undo is the document's.
class JsonView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit JsonView(ScenarioDocument& document, QWidget* parent = nullptr);

    /// Puts the cursor to a line, counted from 1.
    void goToLine(int line);
    /// What is wrong on a line; empty where nothing is.
    [[nodiscard]] QString problemOn(int line) const;

    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent* event);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void takeFromDocument();
    void giveToDocument();
    void breakLine();
    void showProblems();
    void highlightLines();
    void updateMargins();

    ScenarioDocument& document_;
    JsonHighlighter* highlighter_;
    QWidget* gutter_;
    std::map<int, QString> problems_;  ///< line, from 1
    bool taking_ = false;
};

}  // namespace plimsoll::gui
