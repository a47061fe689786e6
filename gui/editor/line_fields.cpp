// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/glyphs.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/number_bars.hpp"
#include "gui/editor/picker.hpp"
#include "gui/editor/quantity_reading.hpp"
#include "gui/models/text.hpp"

#include <QAction>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QToolButton>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace plimsoll::gui {
namespace {

template <class T>
std::optional<T> numberOf(const std::string& text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// The number that a text spells, exactly where it is whole; whatever the locale. Else the text.
Json numberOrText(const QString& text) {
    const std::string spelt = text.trimmed().toStdString();
    if (const auto whole = numberOf<std::uint64_t>(spelt)) return *whole;
    if (const auto whole = numberOf<std::int64_t>(spelt)) return *whole;
    if (const auto number = numberOf<double>(spelt); number && std::isfinite(*number)) return *number;
    return text.toStdString();
}

QStringList itemsOf(const QString& text) {
    static const QRegularExpression gaps(QStringLiteral("[,;\\s]+"));
    return text.split(gaps, Qt::SkipEmptyParts);
}

/// An action of a widget for a key that works while the focus is in it.
void onKey(QWidget* widget, const QKeySequence& key, const QString& words, const std::function<void()>& act) {
    auto* action = new QAction(words, widget);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, widget, act);
    widget->addAction(action);
}

}  // namespace

// ---- numbers ----------------------------------------------------------------------------------------------------

NumberField::NumberField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : LineField(context, std::move(schema), std::move(pointer), parent) {
    setShort();
    offerToVary();
}

Json NumberField::parsed(const QString& text) const { return numberOrText(text); }

QString NumberField::complaint(const QString& text) const {
    if (numberOrText(text).is_number()) return {};
    if (text.contains(QLatin1Char(',')))
        return tr("A comma stands in the number; use a decimal point: %1")
            .arg(QString(text).replace(QLatin1Char(','), QLatin1Char('.')));
    return tr("\u201c%1\u201d is not a number").arg(text);
}

bool NumberField::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && schema().kind() == SchemaNode::Kind::integer) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            step(key->key() == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return LineField::eventFilter(watched, event);
}

void NumberField::step(int by) {
    Json current = numberOrText(edit().text());
    if (edit().text().isEmpty()) current = schema().defaultValue() != nullptr ? *schema().defaultValue() : Json(0);
    // Numbers that a double does not hold exactly are not stepped through.
    constexpr double kLargestExact = 9007199254740992;
    if (!current.is_number() || std::abs(current.get<double>()) >= kLargestExact) return;
    const double next = std::max(current.get<double>() + by, schema().minimum().value_or(0));
    enter(QString::number(static_cast<qint64>(next)));
    edit().selectAll();
}

NumbersField::NumbersField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : LineField(context, std::move(schema), std::move(pointer), parent), bars_(new NumberBars(this)) {
    addBelow(bars_);
}

void NumbersField::refresh() {
    LineField::refresh();
    QList<double> numbers;
    for (const Json& item : parsed(edit().text()))
        if (item.is_number()) numbers.append(item.get<double>());
    bars_->setNumbers(numbers);
}

Json NumbersField::parsed(const QString& text) const {
    Json numbers = Json::array();
    for (const QString& item : itemsOf(text)) numbers.push_back(numberOrText(item));
    return numbers;
}

QString NumbersField::shown(const Json& value) const {
    if (!value.is_array()) return LineField::shown(value);
    QStringList items;
    for (const Json& item : value) items.append(LineField::shown(item));
    return items.join(QStringLiteral(", "));
}

QString NumbersField::hint(const QString& text) const {
    const auto count = static_cast<int>(itemsOf(text).size());
    return count > 1 ? tr("%n values", nullptr, count) : QString();
}

// ---- texts with a meaning ---------------------------------------------------------------------------------------

QuantityField::QuantityField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : LineField(context, std::move(schema), std::move(pointer), parent) {
    setShort();
    offerToVary();
}

QString QuantityField::hint(const QString& text) const { return readQuantity(schema().unit(), text).reading; }

QString QuantityField::complaint(const QString& text) const { return readQuantity(schema().unit(), text).problem; }

FileField::FileField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : LineField(context, std::move(schema), std::move(pointer), parent) {
    const QString words = tr("Browse for %1").arg(this->schema().title());
    QToolButton* button = makeButton(this, icon(Glyph::folder), tr("%1 (F4)").arg(words));
    button->setAccessibleName(words);
    connect(button, &QAbstractButton::clicked, this, &FileField::browse);
    addButton(button);
    onKey(this, QKeySequence(Qt::Key_F4), words, [this] { browse(); });
}

void FileField::browse() {
    const QString folder = QFileInfo(document().path()).absolutePath();
    auto* dialog = new QFileDialog(this, tr("Choose %1").arg(schema().title()), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::take);
    dialog->open();
}

void FileField::take(const QString& path) {
    const QDir folder(QFileInfo(document().path()).absolutePath());
    const QString relative = folder.relativeFilePath(path);
    const bool isBelow = !document().path().isEmpty() && !relative.startsWith(QStringLiteral(".."));
    enter(isBelow ? relative : path);
}

NameField::NameField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : LineField(context, std::move(schema), std::move(pointer), parent) {
    constexpr int kLines = 2;  // what it is; what it costs or where it comes from
    reserveDetails(kLines);
    const CatalogNames& known = this->context().catalogs()[this->schema().names()];
    const QString words = tr("Choose %1").arg(this->schema().title());
    QToolButton* button = makeButton(this, icon(Glyph::pick), tr("%1 (F4)").arg(words));
    button->setAccessibleName(words);
    connect(button, &QAbstractButton::clicked, this, &NameField::pick);
    addButton(button);
    onKey(this, QKeySequence(Qt::Key_F4), words, [this] { pick(); });
    offerToVary();

    QStringList names;
    for (const auto& [name, about] : known.names) names.append(name);
    auto* completer = new QCompleter(names, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    edit().setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this,
            [this](const QString& name) { enter(name); });
}

void NameField::pick() {
    auto* picker = new Picker(context().catalogs()[schema().names()], edit().text(), this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &Picker::chosen, this, [this](const QString& name) { enter(name); });
    picker->open();
}

QString NameField::details(const QString& text) const {
    const auto& known = context().catalogs()[schema().names()].names;
    const auto found = known.find(text);
    return found == known.end() ? QString() : found->second.summary;
}

// ---- anything ---------------------------------------------------------------------------------------------------

Json JsonField::parsed(const QString& text) const {
    const std::string utf8 = text.toStdString();
    Json value = Json::parse(utf8, nullptr, false);
    return value.is_discarded() ? Json(utf8) : value;
}

QString JsonField::shown(const Json& value) const { return qstring(value.dump()); }

}  // namespace plimsoll::gui
