// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/axis_pointers.hpp"
#include "gui/editor/scenario_file.hpp"
#include "gui/editor/schema_node.hpp"
#include "gui/editor/text_command.hpp"
#include "scenarios/input_error.hpp"

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <memory>
#include <string>
#include <vector>

namespace plimsoll::gui {

/// A scenario while it is edited: a text, and the value that it holds. The text is what is saved, so layout, order of
/// keys and spelling of numbers stay as somebody wrote them; edits at a JSON pointer touch only what they change.
///
/// A text that is no JSON (somebody is typing) is kept as it is; `value` stays the last good one then, and edits by
/// pointer are refused (they return false) until the text can be read again. They return false, too, where the pointer
/// leads nowhere. Every edit can be undone. Where elements of a list change places, or one goes, the axes of
/// the scenario's sweep follow in the same step.
class ScenarioDocument : public QObject {
    Q_OBJECT

public:
    /// An empty scenario, unsaved and without a path.
    explicit ScenarioDocument(QObject* parent = nullptr);
    ~ScenarioDocument() override;

    /// A document of a file; null with `error` filled where it cannot be read.
    [[nodiscard]] static std::unique_ptr<ScenarioDocument> load(const QString& path, QString* error);

    /// Takes the text of a file in the place of everything here. Returns why it could not, or nothing; then nothing
    /// has changed. A file that is no JSON opens all the same.
    [[nodiscard]] QString open(const QString& path);
    /// The same with a text that has no file yet; it counts as unmodified.
    void start(const std::string& text);
    /// Writes the text to a file in one step, which becomes the document's. Returns why it could not, or nothing; then
    /// the file holds what it held before.
    [[nodiscard]] QString save(const QString& path);

    [[nodiscard]] const QString& path() const { return path_; }  ///< empty: never saved
    [[nodiscard]] bool isModified() const { return !undoStack_.isClean(); }
    [[nodiscard]] QUndoStack& undoStack() { return undoStack_; }

    /// Another program has written the file since it was opened or saved here.
    [[nodiscard]] bool isChangedOnDisk() const;
    /// Takes the text that the file holds now, as an edit that can be undone. Returns why it could not, or nothing.
    [[nodiscard]] QString reload();

    [[nodiscard]] const std::string& utf8() const { return text_; }
    [[nodiscard]] QString text() const { return QString::fromStdString(text_); }
    /// Whether the text holds a JSON object, which `value` then is.
    [[nodiscard]] bool isReadable() const { return readable_; }
    [[nodiscard]] const Json& value() const { return *value_; }
    [[nodiscard]] const Json* valueAt(std::string_view pointer) const;

    /// Replaces a value or adds a member, and the objects around it that are not there yet.
    bool set(const std::string& pointer, const Json& value);
    bool remove(const std::string& pointer);
    /// Adds an element to an array, which is made where it is absent; `index` at most its size. A name that another
    /// element has is made unique.
    bool insert(const std::string& array, std::size_t index, const Json& element);
    /// Puts a copy behind an element of an array; where it has a name, the copy's is unique.
    bool duplicate(const std::string& element);
    bool move(const std::string& array, std::size_t from, std::size_t to);
    bool rename(const std::string& pointer, const std::string& key);
    void setText(const QString& text);
    /// The next edit of a field does not become one with those before.
    void finishEditing() { ++series_; }

    /// What is wrong with the scenario, in the order of lines, as of the last check; a check follows each edit by
    /// itself, at once where that is quick. Then what the last run has reported.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    void checkNow();
    /// Problems that `plimsoll` reported about this text; they stay until the next edit.
    void setRunProblems(std::vector<Problem> problems);
    /// 1-based line of the value at a pointer, or of the nearest around it; 0 in a text that cannot be read.
    [[nodiscard]] int lineOf(std::string_view pointer) const;
    [[nodiscard]] int lineOf(const Problem& problem) const;

signals:
    void changed();
    void problemsChanged();
    void modifiedChanged();
    void pathChanged();
    /// An edit of a field was undone or done again, and this is where.
    void revisited(const QString& pointer);

private:
    bool edit(std::optional<Splice> splice, const std::string& pointer, const QString& words, bool merges = false);
    /// The same edit in which the axes of the sweep follow what changes its place.
    bool editPlaces(const std::optional<Splice>& splice, const PointerChange& change, const std::string& pointer,
                    const QString& words, bool merges = false);
    void replaceAll(std::string text);
    void textChanged();
    void read();
    void publish(std::vector<Problem> found);
    [[nodiscard]] QString titleAt(std::string_view pointer) const;
    /// Whether an element of the array has that name.
    [[nodiscard]] bool isTaken(const std::string& array, const std::string& name) const;
    [[nodiscard]] std::string uniqueName(const std::string& array, const std::string& name) const;

    QString path_;
    FileForm form_;
    std::string text_;
    std::string onDisk_;  ///< what the file held when it was read or written here last
    std::unique_ptr<Json> value_;
    bool readable_ = true;

    TextCommand::Target target_;
    QUndoStack undoStack_;
    int series_ = 0;
    std::string seriesPointer_;
    std::size_t typedUpTo_ = 0;

    QTimer check_;
    std::vector<Problem> found_;
    std::vector<Problem> fromRun_;
    std::vector<Problem> problems_;
};

}  // namespace plimsoll::gui
