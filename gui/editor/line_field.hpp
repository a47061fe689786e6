// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

class QBoxLayout;
class QLabel;

namespace plimsoll::gui {

class LineEdit;
class NumberBars;
class VaryOffer;

/// A value that is written in one line. What is typed goes to the document letter by letter; an empty line takes the
/// value away where it is optional. What cannot be read as the schema wants it is kept as a text, so that nothing that
/// somebody typed is lost, and the scenario's check says what is wrong with it.
class LineField : public Field {
    Q_OBJECT

public:
    LineField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;
    [[nodiscard]] LineEdit& edit() const { return *edit_; }

protected:
    /// The value that a line means.
    [[nodiscard]] virtual Json parsed(const QString& text) const;
    /// The line that shows a value.
    [[nodiscard]] virtual QString shown(const Json& value) const;
    /// What a line means in other words, to stand at its end.
    [[nodiscard]] virtual QString hint(const QString&) const { return schema().unit(); }
    /// What is wrong with a line, before the scenario's check has run; usually nothing.
    [[nodiscard]] virtual QString complaint(const QString&) const { return {}; }
    /// More about the value, for below the line.
    [[nodiscard]] virtual QString details(const QString&) const { return {}; }
    /// Keeps so many lines for the details, so that nothing moves where they come and go.
    void reserveDetails(int lines);

    /// Writes a line as if it had been typed.
    void enter(const QString& text);
    void addButton(QWidget* button);
    void addBelow(QWidget* widget);
    /// The value never needs the full width.
    void setShort();
    /// Puts the offer to vary the value behind the line.
    void offerToVary();

private:
    void commit(const QString& text);
    void describe();

    LineEdit* edit_;
    QBoxLayout* row_;
    QToolButton* reset_;
    VaryOffer* vary_ = nullptr;  ///< where the value can vary
    QLabel* details_;
    QList<QWidget*> buttons_;
    bool complained_ = false;
};

/// A number, whole or not; the arrow keys step a whole one.
class NumberField : public LineField {
    Q_OBJECT

public:
    NumberField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

protected:
    [[nodiscard]] Json parsed(const QString& text) const override;
    [[nodiscard]] QString complaint(const QString& text) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void step(int by);
};

/// Numbers, parted by commas or blanks.
class NumbersField : public LineField {
    Q_OBJECT

public:
    NumbersField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;

protected:
    [[nodiscard]] Json parsed(const QString& text) const override;
    [[nodiscard]] QString shown(const Json& value) const override;
    [[nodiscard]] QString hint(const QString& text) const override;

private:
    NumberBars* bars_;
};

/// A number with a unit.
class QuantityField : public LineField {
    Q_OBJECT

public:
    QuantityField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

protected:
    [[nodiscard]] QString hint(const QString& text) const override;
    [[nodiscard]] QString complaint(const QString& text) const override;
};

/// A path, relative to the scenario's folder where it lies below.
class FileField : public LineField {
    Q_OBJECT

public:
    FileField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    /// Takes a file as if it had been chosen.
    void take(const QString& path);

protected:
    [[nodiscard]] QString hint(const QString&) const override { return {}; }

private:
    void browse();
};

/// A name of a catalog: typed with completion, or picked (F4).
class NameField : public LineField {
    Q_OBJECT

public:
    NameField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void pick();

protected:
    [[nodiscard]] QString details(const QString& text) const override;
};

/// Anything, as JSON: where a value is of another kind than the schema wants.
class JsonField : public LineField {
    Q_OBJECT

public:
    using LineField::LineField;

protected:
    [[nodiscard]] Json parsed(const QString& text) const override;
    [[nodiscard]] QString shown(const Json& value) const override;
    [[nodiscard]] QString hint(const QString&) const override { return QStringLiteral("JSON"); }
};

}  // namespace plimsoll::gui
