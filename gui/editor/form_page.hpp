// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"
#include "gui/editor/section_tree.hpp"

#include <QWidget>

#include <map>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace plimsoll::gui {

/// The fields of one section, or of one element of a list section, below a title. At its left edge a mark stands by
/// each field that has a problem; a click on it goes there.
class FormPage : public QWidget {
    Q_OBJECT

public:
    /// \param pointer of the section, or of the element
    FormPage(FormContext& context, const Section& section, std::string pointer, QWidget* parent);

    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] Field& field() const { return *field_; }

    void refresh();
    /// Deals out the problems to the fields that they speak of, or to the nearest around.
    void showProblems(const std::vector<Problem>& problems);
    /// The field at a pointer, or the nearest around it.
    [[nodiscard]] Field* fieldNear(std::string_view pointer) const;
    /// Unfolds what hides a field and gives it the focus.
    void focus(Field& field);

signals:
    /// Somebody wants to go to a field.
    void wanted(const std::string& pointer);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Mark {
        QRect place;
        Field* field;  ///< the first that has a problem there
        QString problems;
    };

    void makeField();
    [[nodiscard]] const QWidget* shownFor(const Field& field) const;
    [[nodiscard]] std::vector<Mark> marks() const;
    [[nodiscard]] std::optional<Mark> markAt(const QPoint& position) const;

    FormContext& context_;
    Section section_;
    std::string pointer_;
    QLabel* title_;
    QVBoxLayout* column_;
    Field* field_ = nullptr;
};

/// What is wrong and how to mend it.
[[nodiscard]] QString textOf(const Problem& problem);

}  // namespace plimsoll::gui
