// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/assumptions_filter.hpp"

#include "gui/models/assumptions_model.hpp"

#include <algorithm>

namespace plimsoll::gui {

AssumptionsFilter::AssumptionsFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setRecursiveFilteringEnabled(true);  // a part stays for its values
}

void AssumptionsFilter::setWords(const QString& words) {
    words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void AssumptionsFilter::setOnlyDefaults(bool only) {
    onlyDefaults_ = only;
    invalidateFilter();
}

void AssumptionsFilter::setOnlyDifferences(bool only) {
    onlyDifferences_ = only;
    invalidateFilter();
}

int AssumptionsFilter::valueCount() const {
    int values = 0;
    for (int part = 0; part < rowCount(); ++part) values += rowCount(index(part, 0));
    return values;
}

bool AssumptionsFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    if (!sourceParent.isValid()) return false;  // parts only by what they hold
    const auto& model = *sourceModel();
    const QModelIndex first = model.index(sourceRow, 0, sourceParent);
    if (onlyDefaults_ && !first.data(AssumptionsModel::DefaultRole).toBool()) return false;
    if (onlyDifferences_ && first.data(AssumptionsModel::ChangeRole).toInt() == static_cast<int>(Change::same))
        return false;
    QString text = sourceParent.data().toString();
    for (int column = 0; column < model.columnCount(sourceParent); ++column)
        text += QLatin1Char('\n') + model.index(sourceRow, column, sourceParent).data().toString();
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace plimsoll::gui
