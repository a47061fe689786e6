// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeWidget>

#include <map>
#include <string>
#include <vector>

namespace plimsoll::gui {

/// A page of the form: some members of the scenario.
struct Section {
    QString title;
    std::vector<std::string> keys;  ///< the first names the section
    /// Its elements are pages of their own.
    bool isList = false;

    [[nodiscard]] std::string pointer() const { return "/" + keys.front(); }
};

/// The sections of a scenario, as its schema has them: plain members together, then one for each other member with
/// those that depend on it.
[[nodiscard]] std::vector<Section> sectionsOfSchema();

/// Where one goes in the form: the sections, and the deployments below theirs. Each row knows its JSON pointer, and
/// shows how many problems lie there.
class SectionTree : public QTreeWidget {
    Q_OBJECT

public:
    SectionTree(std::vector<Section> sections, QWidget* parent = nullptr);

    /// The elements of the list section, by name.
    void setElements(const QStringList& names);
    void setProblems(const std::map<std::string, int>& counts);

    [[nodiscard]] std::string current() const;
    void setCurrent(const std::string& pointer);
    /// The row that a place in the scenario belongs to.
    [[nodiscard]] std::string rowOf(const std::string& pointer) const;
    [[nodiscard]] QTreeWidgetItem* item(const std::string& pointer) const;

signals:
    void placeChanged(const QString& pointer);

private:
    std::vector<Section> sections_;
    QTreeWidgetItem* list_ = nullptr;
    std::string listPointer_;
};

}  // namespace plimsoll::gui
