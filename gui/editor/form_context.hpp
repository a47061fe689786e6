// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/catalogs.hpp"
#include "gui/editor/scenario_document.hpp"

#include <QObject>

#include <functional>
#include <set>
#include <string>

namespace plimsoll::gui {

class Field;

/// What the fields of one form share.
class FormContext : public QObject {
    Q_OBJECT

public:
    FormContext(ScenarioDocument& document, const Catalogs& catalogs, QObject* parent = nullptr)
        : QObject(parent), document_(document), catalogs_(catalogs) {}

    [[nodiscard]] ScenarioDocument& document() const { return document_; }
    [[nodiscard]] const Catalogs& catalogs() const { return catalogs_; }

    /// Edits the document and gives the field at a pointer the focus once the form shows the outcome.
    void editAndFocus(const std::string& pointer, const std::function<void(ScenarioDocument&)>& edit) {
        wanted_ = pointer;
        edit(document_);
        wanted_.clear();  // of an edit that was refused, too
    }
    [[nodiscard]] const std::string& wantedFocus() const { return wanted_; }

    /// Whether a part of the form is not as it begins (folded or not); it stays so while the form lives.
    [[nodiscard]] bool isTurned(const std::string& part) const { return turned_.contains(part); }
    void setTurned(const std::string& part, bool turned) {
        if (turned)
            turned_.insert(part);
        else
            turned_.erase(part);
    }

signals:
    /// A field has got the focus.
    void entered(const Field* field);
    /// A field has got a problem, another one, or none any more.
    void problemChanged(const Field* field);
    /// A field may stand somewhere else than before.
    void placed();
    /// Fields have come or gone: problems and the order of tabs must be dealt out again.
    void rebuilt();

private:
    ScenarioDocument& document_;
    const Catalogs& catalogs_;
    std::string wanted_;
    std::set<std::string> turned_;
};

}  // namespace plimsoll::gui
