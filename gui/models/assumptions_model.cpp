// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/assumptions_model.hpp"

#include "gui/models/text.hpp"
#include "sim/compare/warnings.hpp"

#include <QFont>

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

namespace {

// Internal ids: 0 for parts, the part's row + 1 for its values.
constexpr quintptr kPart = 0;

}  // namespace

QString wordOf(Change change) {
    switch (change) {
        case Change::same:
            return {};
        case Change::added:
            return AssumptionsModel::tr("+ added");
        case Change::removed:
            return AssumptionsModel::tr("− removed");
        case Change::changed:
            return AssumptionsModel::tr("≠ changed");
    }
    return {};
}

void AssumptionsModel::setParts(std::vector<AssumptionPart> parts, const QDate& today) {
    beginResetModel();
    parts_ = std::move(parts);
    today_ = today;
    endResetModel();
}

Table AssumptionsModel::table() const {
    Table table{{{tr("part"), {}},
                 {tr("pointer"), {}},
                 {tr("value"), {}},
                 {tr("origin"), {}},
                 {tr("date"), {}},
                 {tr("source"), {}},
                 {tr("change"), {}},
                 {tr("reference"), {}}},
                {}};
    for (const auto& part : parts_)
        for (const auto& entry : part.entries)
            table.rows.append({part.title, entry.pointer, entry.value, entry.origin, entry.date, entry.source,
                               wordOf(entry.change), entry.before});
    return table;
}

QModelIndex AssumptionsModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kPart);
}

QModelIndex AssumptionsModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == kPart) return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, kPart);
}

int AssumptionsModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(parts_.size());
    if (parent.internalId() != kPart || parent.column() != 0) return 0;
    return static_cast<int>(parts_[static_cast<std::size_t>(parent.row())].entries.size());
}

int AssumptionsModel::columnCount(const QModelIndex&) const { return kColumns; }

QVariant AssumptionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (index.internalId() == kPart) return partData(parts_[row], index.column(), role);
    const auto& entry = parts_[index.internalId() - 1].entries[row];
    switch (role) {
        case Qt::DisplayRole:
            return textOf(entry, index.column());
        case Qt::ToolTipRole:
            return toolTipOf(entry);
        case Qt::FontRole: {
            if (entry.change == Change::same && !isStale(entry)) return {};
            QFont font;  // the view resolves what is not set here against its own
            font.setBold(true);
            return font;
        }
        case PointerRole:
            return entry.change == Change::removed ? QString() : entry.pointer;
        case DefaultRole:
            return entry.isDefault();
        case ChangeRole:
            return static_cast<int>(entry.change);
        case StaleRole:
            return isStale(entry);
        default:
            return {};
    }
}

QVariant AssumptionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case FieldColumn:
            return tr("Assumption");
        case ValueColumn:
            return tr("Value");
        case BeforeColumn:
            return tr("Reference");
        case OriginColumn:
            return tr("Origin");
        case DateColumn:
            return tr("Date");
        case SourceColumn:
            return tr("Source");
        default:
            return {};
    }
}

bool AssumptionsModel::isStale(const AssumptionEntry& entry) const {
    if (!entry.isPrice() || !today_.isValid()) return false;
    const QDate date = QDate::fromString(entry.date, Qt::ISODate);
    return date.isValid() && date.daysTo(today_) > results::kStalePrice.count();
}

QVariant AssumptionsModel::partData(const AssumptionPart& part, int column, int role) const {
    if (role == Qt::FontRole) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role != Qt::DisplayRole) return {};
    const auto count = [&](const auto& matches) {
        return static_cast<int>(std::count_if(part.entries.begin(), part.entries.end(), matches));
    };
    const int changes = count([](const auto& entry) { return entry.change != Change::same; });
    const int defaults = count([](const auto& entry) { return entry.isDefault(); });
    switch (column) {
        case FieldColumn:
            return part.title;
        case ValueColumn:
            return countText(static_cast<qsizetype>(part.entries.size()), tr("value"), tr("values"));
        case BeforeColumn:
            return changes > 0 ? countText(changes, tr("differs"), tr("differ")) : QString();
        case OriginColumn:
            return defaults > 0 ? countText(defaults, tr("default"), tr("defaults")) : QString();
        default:
            return {};
    }
}

QString AssumptionsModel::textOf(const AssumptionEntry& entry, int column) const {
    switch (column) {
        case FieldColumn:
            return entry.field;
        case ValueColumn:
            return entry.change == Change::removed ? wordOf(Change::removed) : entry.value;
        case BeforeColumn:
            if (entry.change == Change::added) return wordOf(Change::added);
            return entry.change == Change::changed ? tr("≠ %1").arg(entry.before) : entry.before;
        case OriginColumn:
            return entry.isDefault() ? tr("○ default") : entry.origin;
        case DateColumn:
            return isStale(entry) ? tr("! %1, old").arg(entry.date) : entry.date;
        case SourceColumn:
            return entry.source;
        default:
            return {};
    }
}

QString AssumptionsModel::toolTipOf(const AssumptionEntry& entry) const {
    QString text = tr("%1\n%2: %3").arg(entry.pointer, entry.origin, entry.source);
    if (!entry.date.isEmpty()) text += tr(", %1").arg(entry.date);
    if (isStale(entry))
        text += tr("\nMore than %1 days old: update the catalog or write the current price into the scenario")
                    .arg(results::kStalePrice.count());
    if (entry.change == Change::changed) text += tr("\nReference: %1").arg(entry.before);
    return text;
}

}  // namespace plimsoll::gui
