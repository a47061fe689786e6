// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/form_context.hpp"
#include "gui/editor/schema_node.hpp"

#include <QList>
#include <QWidget>

#include <string>

class QToolButton;

namespace plimsoll::gui {

class VaryOffer;

/// The part of the form that edits the value at one pointer of the document, made from what the schema says of it.
/// Edits go to the document; `refresh` shows what the document then holds.
class Field : public QWidget {
    Q_OBJECT

public:
    Field(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] const SchemaNode& schema() const { return schema_; }

    virtual void refresh() = 0;
    /// Whether it shows its title itself, over the full width; others have a label beside them.
    [[nodiscard]] virtual bool hasTitle() const { return false; }
    /// What takes the focus for this field; null where only inner fields do.
    [[nodiscard]] QWidget* editor() const { return editor_; }
    /// The fields inside this one.
    [[nodiscard]] virtual QList<Field*> inner() const { return {}; }
    /// Everything that takes the focus, the inner fields' too, in the order of tabs.
    [[nodiscard]] virtual QList<QWidget*> tabStops() const = 0;
    /// Unfolds what hides an inner field.
    virtual void reveal(const Field*) {}

    /// How far its inside begins from the left edge of the page, in pixels, so that all editors stand in one column.
    [[nodiscard]] int inset() const { return inset_; }

    /// What is wrong here; empty: nothing. It colours what edits the value, and is told in its tool tip and to screen
    /// readers. The page marks the field and the help below tells it, so that nothing moves.
    void setProblem(const QString& problem);
    [[nodiscard]] const QString& problem() const { return problem_; }

protected:
    /// Width of the column of labels inside this field.
    [[nodiscard]] int labelWidth() const;
    void setInset(int inset) { inset_ = inset; }
    [[nodiscard]] FormContext& context() const { return context_; }
    [[nodiscard]] ScenarioDocument& document() const { return context_.document(); }
    /// What the document holds here; null where it holds nothing.
    [[nodiscard]] const Json* value() const { return document().valueAt(pointer_); }
    /// Whether the value may be taken away: a member of an object that does not need it.
    [[nodiscard]] bool isOptional() const;

    /// Makes a widget the one that edits the value: its name and help are the field's.
    void adopt(QWidget* editor);
    void setEditor(QWidget* editor) { editor_ = editor; }
    /// What offers to vary the value in the scenario's sweep; null for a value of the sweep itself.
    [[nodiscard]] VaryOffer* offerVariation();

    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colourEditor();

    FormContext& context_;
    SchemaNode schema_;
    std::string pointer_;
    QString problem_;
    QWidget* editor_ = nullptr;
    int inset_ = 0;
};

/// A small button with an icon; `words` are its tool tip and its name for screen readers.
[[nodiscard]] QToolButton* makeButton(QWidget* parent, const QIcon& icon, const QString& words);

/// Takes a widget away at once and deletes it later: it may be the one that was just clicked.
void discard(QWidget* widget);

/// Help on a field for a tool tip.
[[nodiscard]] QString helpText(const SchemaNode& schema);

/// The field that fits the schema and the value (null: absent) at a pointer.
[[nodiscard]] Field* makeField(FormContext& context, const SchemaNode& schema, const std::string& pointer,
                               QWidget* parent);

/// What `makeField` would make, so that a field is made anew only when it must be another one.
enum class FieldShape { hidden, absent, raw, kind };
[[nodiscard]] FieldShape shapeOf(const SchemaNode& schema, const Json& document, const std::string& pointer);

}  // namespace plimsoll::gui
