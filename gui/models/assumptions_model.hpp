// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/assumption_list.hpp"
#include "gui/models/table.hpp"

#include <QAbstractItemModel>
#include <QDate>

namespace plimsoll::gui {

/// The assumptions of a result as a tree: parts of the scenario, and below them their values. What is a default, new,
/// changed or old is said by a sign and a word, not by colour.
class AssumptionsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { FieldColumn, ValueColumn, BeforeColumn, OriginColumn, DateColumn, SourceColumn, kColumns };
    enum Role {
        PointerRole = Qt::UserRole,  ///< JSON pointer; empty for parts and for what the scenario no longer has
        DefaultRole,                 ///< bool
        ChangeRole,                  ///< Change as int
        StaleRole                    ///< bool: a price older than results warn of
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// Prices that are old at `today` are marked; an invalid date marks none.
    void setParts(std::vector<AssumptionPart> parts, const QDate& today);
    [[nodiscard]] const std::vector<AssumptionPart>& parts() const { return parts_; }

    /// All of it as rows.
    [[nodiscard]] Table table() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] bool isStale(const AssumptionEntry& entry) const;
    [[nodiscard]] QVariant partData(const AssumptionPart& part, int column, int role) const;
    [[nodiscard]] QString textOf(const AssumptionEntry& entry, int column) const;
    [[nodiscard]] QString toolTipOf(const AssumptionEntry& entry) const;

    std::vector<AssumptionPart> parts_;
    QDate today_;
};

/// "+ added", "− removed", "≠ changed"; empty for what is the same.
[[nodiscard]] QString wordOf(Change change);

}  // namespace plimsoll::gui
