// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/catalogs.hpp"

#include <QDialog>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace plimsoll::gui {

/// Chooses a name of a catalog from a table that is filtered while one types: every word must stand somewhere in the
/// row. Enter takes the selected row, Escape leaves things as they are; the arrow keys move from within the filter.
class Picker : public QDialog {
    Q_OBJECT

public:
    /// `current` is selected at first, where the catalog has it. `names` must outlive the picker.
    Picker(const CatalogNames& names, const QString& current, QWidget* parent = nullptr);

    /// The selected name; empty where no row is.
    [[nodiscard]] QString selected() const;

signals:
    void chosen(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTable();
    void filter(const QString& words);
    void selectRow(int row);
    void showDetails();
    void take();

    const CatalogNames& names_;
    QLineEdit* filter_;
    QTableView* view_;
    QSortFilterProxyModel* rows_;
    QLabel* details_;
};

}  // namespace plimsoll::gui
