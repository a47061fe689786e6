// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_document.hpp"

#include "gui/editor/json_parts.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/loader.hpp"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

using scenarios::child_pointer;
using scenarios::last_token;
using scenarios::parent_pointer;

// A check that takes longer than this waits for a pause in typing.
constexpr qint64 kQuickCheckMs = 15;
constexpr int kPauseMs = 250;

constexpr const char* kEmptyScenario = "{\n  \"plimsoll\": 1\n}\n";

/// Whether a field shows it in one line, so that typing there is one step.
bool isPlain(const Json* value) {
    return value == nullptr || value->is_primitive() ||
           (value->is_array() &&
            std::all_of(value->begin(), value->end(), [](const Json& item) { return item.is_primitive(); }));
}

/// One character or none, in UTF-8.
bool isKeystroke(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) <= 1;
}

bool sameProblem(const Problem& a, const Problem& b) { return a.pointer == b.pointer && a.message == b.message; }

}  // namespace

ScenarioDocument::ScenarioDocument(QObject* parent) : QObject(parent), value_(std::make_unique<Json>()) {
    target_ = {&text_, [this](const std::string& pointer, bool again) {
                   textChanged();
                   if (again && !pointer.empty()) emit revisited(qstring(pointer));
               }};
    check_.setSingleShot(true);
    check_.setInterval(0);
    connect(&check_, &QTimer::timeout, this, &ScenarioDocument::checkNow);
    connect(&undoStack_, &QUndoStack::cleanChanged, this, &ScenarioDocument::modifiedChanged);
    replaceAll(kEmptyScenario);
}

ScenarioDocument::~ScenarioDocument() {
    // The stack says that it is clean when it goes; nobody needs to hear that.
    disconnect(&undoStack_, nullptr, this, nullptr);
}

std::unique_ptr<ScenarioDocument> ScenarioDocument::load(const QString& path, QString* error) {
    auto document = std::make_unique<ScenarioDocument>();
    *error = document->open(path);
    if (!error->isEmpty()) document.reset();
    return document;
}

QString ScenarioDocument::open(const QString& path) {
    ReadFile file = readScenarioFile(path);
    if (!file.error.isEmpty()) return file.error;
    form_ = file.form;
    path_ = QFileInfo(path).absoluteFilePath();
    onDisk_ = file.text;
    replaceAll(std::move(file.text));
    emit pathChanged();
    return {};
}

void ScenarioDocument::start(const std::string& text) {
    form_ = {};
    path_.clear();
    replaceAll(text);
    emit pathChanged();
}

QString ScenarioDocument::save(const QString& path) {
    QString error = writeScenarioFile(path, text_, form_);
    if (!error.isEmpty()) return error;
    onDisk_ = text_;
    undoStack_.setClean();
    finishEditing();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (path_ != absolute) {
        path_ = absolute;
        emit pathChanged();
        check_.start();  // other files are named relative to this one
    }
    return {};
}

bool ScenarioDocument::isChangedOnDisk() const {
    if (path_.isEmpty() || !QFileInfo(path_).isFile()) return false;
    const ReadFile file = readScenarioFile(path_);
    return !file.error.isEmpty() || file.text != onDisk_;
}

QString ScenarioDocument::reload() {
    const ReadFile file = readScenarioFile(path_);
    if (!file.error.isEmpty()) return file.error;
    form_ = file.form;
    onDisk_ = file.text;
    setText(QString::fromStdString(file.text));
    finishEditing();
    undoStack_.setClean();
    return {};
}

void ScenarioDocument::replaceAll(std::string text) {
    undoStack_.clear();
    text_ = std::move(text);
    *value_ = Json::object();  // nothing of another file is left behind one that cannot be read
    textChanged();
}

void ScenarioDocument::textChanged() {
    read();
    fromRun_.clear();
    check_.start();
    emit changed();
}

void ScenarioDocument::read() {
    readable_ = false;
    if (nestedTooDeep(text_)) return;
    Json parsed = Json::parse(text_, nullptr, false);
    if (!parsed.is_object()) return;
    *value_ = std::move(parsed);
    readable_ = true;
}

const Json* ScenarioDocument::valueAt(std::string_view pointer) const { return gui::valueAt(*value_, pointer); }

bool ScenarioDocument::edit(std::optional<Splice> splice, const std::string& pointer, const QString& words,
                            bool merges) {
    if (!splice) return false;
    if (text_.compare(splice->at, splice->removed, splice->inserted) == 0) return true;
    if (!merges || pointer != seriesPointer_) ++series_;
    seriesPointer_ = pointer;
    undoStack_.push(new TextCommand(target_, std::move(*splice), pointer, series_, words));
    return true;
}

bool ScenarioDocument::editPlaces(const std::optional<Splice>& splice, const PointerChange& change,
                                  const std::string& pointer, const QString& words, bool merges) {
    if (!splice) return false;
    return edit(difference(text_, withAxesFollowing(spliced(text_, *splice), change)), pointer, words, merges);
}

bool ScenarioDocument::set(const std::string& pointer, const Json& value) {
    if (!readable_) return false;
    // The nearest object around the value that exists takes all that is missing.
    std::string at = pointer;
    Json whole = value;
    while (!at.empty() && valueAt(parent_pointer(at)) == nullptr) {
        whole = Json{{last_token(at), std::move(whole)}};
        at = parent_pointer(at);
    }
    std::vector<std::string> order;
    if (const auto object = SchemaNode::root().at(parent_pointer(at))) order = object->keys();
    const bool merges = isPlain(&value) && isPlain(valueAt(pointer));
    return edit(spliceSet(text_, at, whole.dump(), order), pointer, tr("Change %1").arg(titleAt(pointer)), merges);
}

bool ScenarioDocument::remove(const std::string& pointer) {
    if (!readable_) return false;
    const QString words = tr("Remove %1").arg(titleAt(pointer));
    const bool merges = isPlain(valueAt(pointer));
    const std::string array(parent_pointer(pointer));
    const Json* around = valueAt(array);
    const auto index = indexOf(last_token(pointer));
    if (around == nullptr || !around->is_array() || !index)
        return edit(spliceRemove(text_, pointer), pointer, words, merges);
    return editPlaces(spliceRemove(text_, pointer), elementRemoved(array, *index), pointer, words, merges);
}

bool ScenarioDocument::insert(const std::string& array, std::size_t index, const Json& element) {
    if (!readable_) return false;
    const std::string place = child_pointer(array, index);
    if (valueAt(array) == nullptr) return set(array, Json::array({element}));
    Json added = element;
    if (added.is_object() && added.contains("name") && added["name"].is_string() &&
        isTaken(array, added["name"].get<std::string>()))
        added["name"] = uniqueName(array, added["name"].get<std::string>());
    return editPlaces(spliceInsert(text_, array, index, added.dump()), elementInserted(array, index), place,
                      tr("Add %1").arg(titleAt(place)));
}

bool ScenarioDocument::duplicate(const std::string& element) {
    const std::string array(parent_pointer(element));
    const Json* original = valueAt(element);
    const auto index = indexOf(last_token(element));
    if (!readable_ || original == nullptr || !index || !valueAt(array)->is_array()) return false;
    const JsonPart part = partsAlong(text_, element).back();
    std::string copy = text_.substr(part.value, part.end - part.value);
    if (const Json* name = gui::valueAt(*original, "/name"); name != nullptr && name->is_string()) {
        const std::string unique = uniqueName(array, name->get<std::string>());
        if (const auto renamed = spliceSet(copy, "/name", Json(unique).dump())) copy = spliced(copy, *renamed);
    }
    return editPlaces(spliceBehind(text_, element, copy), elementInserted(array, *index + 1),
                      child_pointer(array, *index + 1), tr("Duplicate %1").arg(titleAt(element)));
}

bool ScenarioDocument::move(const std::string& array, std::size_t from, std::size_t to) {
    if (!readable_) return false;
    return editPlaces(spliceMove(text_, array, from, to), elementMoved(array, from, to), child_pointer(array, to),
                      tr("Move %1").arg(titleAt(child_pointer(array, from))));
}

bool ScenarioDocument::rename(const std::string& pointer, const std::string& key) {
    const std::string renamed = child_pointer(parent_pointer(pointer), key);
    if (!readable_ || valueAt(renamed) != nullptr) return false;
    return editPlaces(spliceRename(text_, pointer, key), memberRenamed(pointer, renamed), renamed,
                      tr("Rename %1").arg(titleAt(pointer)));
}

void ScenarioDocument::setText(const QString& text) {
    const std::string utf8 = text.toStdString();
    if (utf8 == text_) return;
    Splice splice = difference(text_, utf8);
    // Runs of typing become one step; lines, pasted texts and jumps begin a new one.
    const bool isTyping = isKeystroke(splice.inserted) && isKeystroke(text_.substr(splice.at, splice.removed)) &&
                          splice.inserted != "\n" &&
                          (splice.at == typedUpTo_ || splice.at + splice.removed == typedUpTo_);
    typedUpTo_ = splice.at + splice.inserted.size();
    static_cast<void>(edit(std::move(splice), "", tr("Typing"), isTyping));
}

void ScenarioDocument::checkNow() {
    check_.stop();
    QElapsedTimer timer;
    timer.start();
    std::vector<Problem> found;
    const std::string path = path_.isEmpty() ? std::string() : path_.toStdString();
    try {
        found = scenarios::draft_scenario(text_, path).problems;
    } catch (const InputError& error) {
        found = error.problems();
    } catch (const IoError& error) {
        found = {Problem{path, 0, "", error.what(), ""}};
    }
    check_.setInterval(timer.elapsed() <= kQuickCheckMs ? 0 : kPauseMs);
    publish(std::move(found));
}

void ScenarioDocument::setRunProblems(std::vector<Problem> problems) {
    fromRun_ = std::move(problems);
    publish(std::move(found_));
}

void ScenarioDocument::publish(std::vector<Problem> found) {
    found_ = std::move(found);
    problems_ = found_;
    for (const Problem& problem : fromRun_) {
        const auto same = [&](const Problem& other) { return sameProblem(problem, other); };
        if (std::none_of(found_.begin(), found_.end(), same)) problems_.push_back(problem);
    }
    emit problemsChanged();
}

int ScenarioDocument::lineOf(std::string_view pointer) const {
    if (!readable_) return 0;
    std::vector<JsonPart> along = partsAlong(text_, pointer);
    while (along.empty() && !pointer.empty()) {
        pointer = parent_pointer(pointer);
        along = partsAlong(text_, pointer);
    }
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(along.back().start);
    return 1 + static_cast<int>(std::count(text_.begin(), end, '\n'));
}

int ScenarioDocument::lineOf(const Problem& problem) const {
    return problem.line > 0 ? problem.line : lineOf(problem.pointer);
}

QString ScenarioDocument::titleAt(std::string_view pointer) const {
    const auto node = SchemaNode::root().at(pointer);
    const QString title = node ? node->title() : qstring(last_token(pointer));
    const Json* value = valueAt(pointer);
    const bool isNamed = value != nullptr && value->is_object() && value->contains("name") &&
                         value->at("name").is_string() && indexOf(last_token(pointer));
    return isNamed ? QStringLiteral("%1 \u201c%2\u201d").arg(title, qstring(value->at("name").get<std::string>()))
                   : title;
}

bool ScenarioDocument::isTaken(const std::string& array, const std::string& name) const {
    const Json* elements = valueAt(array);
    return std::any_of(elements->begin(), elements->end(), [&](const Json& other) {
        return other.is_object() && other.contains("name") && other["name"] == name;
    });
}

std::string ScenarioDocument::uniqueName(const std::string& array, const std::string& name) const {
    QString candidate = tr("%1 (copy)").arg(qstring(name));
    for (int i = 2; isTaken(array, candidate.toStdString()); ++i)
        candidate = tr("%1 (copy %2)").arg(qstring(name)).arg(i);
    return candidate.toStdString();
}

}  // namespace plimsoll::gui
