// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/text_command.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

TextCommand::TextCommand(const Target& target, Splice splice, std::string pointer, int series, const QString& words)
    : QUndoCommand(words),
      target_(target),
      splice_(std::move(splice)),
      removed_(target.text->substr(splice_.at, splice_.removed)),
      pointer_(std::move(pointer)),
      series_(series) {}

void TextCommand::undo() {
    target_.text->replace(splice_.at, splice_.inserted.size(), removed_);
    target_.changed(pointer_, true);
}

void TextCommand::redo() {
    target_.text->replace(splice_.at, splice_.removed, splice_.inserted);
    target_.changed(pointer_, std::exchange(done_, true));
}

bool TextCommand::mergeWith(const QUndoCommand* next) {
    // QUndoStack asks only where both have the same id, and only this class has ids.
    const auto& later = static_cast<const TextCommand&>(*next);
    const Splice& second = later.splice_;
    // The region that either edit touches, in the text between the two.
    const std::size_t begin = std::min(splice_.at, second.at);
    const std::size_t end = std::max(splice_.at + splice_.inserted.size(), second.at + second.removed);
    const std::size_t endNow = end - second.removed + second.inserted.size();
    const std::string now = target_.text->substr(begin, endNow - begin);
    const std::string between = spliced(now, {second.at - begin, second.inserted.size(), later.removed_});
    removed_ = spliced(between, {splice_.at - begin, splice_.inserted.size(), removed_});
    splice_ = {begin, removed_.size(), now};
    setText(later.text());
    setObsolete(removed_ == now);
    return true;
}

}  // namespace plimsoll::gui
