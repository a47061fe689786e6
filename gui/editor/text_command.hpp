// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/json_splice.hpp"

#include <QUndoCommand>

#include <functional>
#include <string>

namespace plimsoll::gui {

/// One edit of a text, which knows how to take itself back. It keeps what changed, not the whole text.
class TextCommand : public QUndoCommand {
public:
    /// What edits apply to. `changed` hears of every change, with the place of the form that it came from.
    struct Target {
        std::string* text;
        std::function<void(const std::string& pointer, bool again)> changed;
    };
    /// Edits with the same `series` that follow each other become one; -1 stands alone.
    TextCommand(const Target& target, Splice splice, std::string pointer, int series, const QString& words);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override { return series_; }
    bool mergeWith(const QUndoCommand* next) override;

private:
    const Target& target_;
    Splice splice_;
    std::string removed_;
    std::string pointer_;  ///< where the form shows it
    int series_;
    bool done_ = false;
};

}  // namespace plimsoll::gui
