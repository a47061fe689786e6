// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace plimsoll::gui {

/// The assumptions that hold all given words in any column, and that are defaults or differ from the reference where
/// only these are asked for. Parts without such a value go.
class AssumptionsFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit AssumptionsFilter(QObject* parent = nullptr);

    void setWords(const QString& words);
    void setOnlyDefaults(bool only);
    void setOnlyDifferences(bool only);

    /// Values, parts not counted.
    [[nodiscard]] int valueCount() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList words_;
    bool onlyDefaults_ = false;
    bool onlyDifferences_ = false;
};

}  // namespace plimsoll::gui
