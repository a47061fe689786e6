// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/form_context.hpp"

#include <QFrame>
#include <QWidget>

#include <string>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace plimsoll::gui {

/// The heading of a part of the form, which folds it: title, a summary while it is folded, and buttons at the right.
class BlockHeader : public QWidget {
    Q_OBJECT

public:
    /// `part` remembers in the context whether the block is turned from how it begins.
    BlockHeader(FormContext& context, std::string part, bool beginsFolded, QWidget* parent);

    void setTitle(const QString& title, const QString& help);
    void setSummary(const QString& summary);
    void addButton(QWidget* button);
    /// What is folded away; shown and hidden from here on.
    void setBody(QWidget* body);
    [[nodiscard]] const QWidget* body() const { return body_; }
    [[nodiscard]] bool isFolded() const;
    void setFolded(bool folded);
    [[nodiscard]] QToolButton* toggle() const { return toggle_; }

private:
    void update();

    FormContext& context_;
    std::string part_;
    bool beginsFolded_;
    QToolButton* toggle_;
    QLabel* summary_;
    QHBoxLayout* layout_;
    QWidget* body_ = nullptr;
};

/// Holds the body of a block, set in, with a guide along its left side or a frame around it.
class BlockBody : public QWidget {
    Q_OBJECT

public:
    enum class Look { plain, guide, card };
    BlockBody(Look look, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Look look_;
};

/// Room above the heading of a block.
inline constexpr int kBlockGap = 4;

/// Width by which the body of a block is set in.
inline constexpr int kBlockIndent = 14;

}  // namespace plimsoll::gui
