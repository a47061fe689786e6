// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/catalogs.hpp"

#include "gui/editor/catalog_readers.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"

#include <algorithm>

namespace plimsoll::gui {
namespace {

/// Columns in which no row has anything only take room.
void dropEmptyColumns(Table& table) {
    for (qsizetype column = table.columns.size() - 1; column > 0; --column) {
        const auto isEmpty = [column](const QList<QVariant>& row) { return row[column].toString().isEmpty(); };
        if (table.rows.isEmpty() || !std::all_of(table.rows.cbegin(), table.rows.cend(), isEmpty)) continue;
        table.columns.removeAt(column);
        for (auto& row : table.rows) row.removeAt(column);
    }
}

bool hasPrices(const QString& kind) { return kind == QLatin1String("offers") || kind == QLatin1String("services"); }

CatalogNames readCatalog(const QString& kind, const QStringList& own) {
    if (kind == QLatin1String("precisions")) return readPrecisions();
    const std::filesystem::path folder = scenarios::data_folder();
    if (kind == QLatin1String("offers")) return readOffers(folder, own);
    if (kind == QLatin1String("services")) return readServices(folder, own);
    if (kind == QLatin1String("models")) return readModels(folder);
    if (kind == QLatin1String("profiles")) return readProfiles(folder);
    if (kind == QLatin1String("devices")) return readDevices(folder);
    if (kind == QLatin1String("engines")) return readEngines(folder);
    return {};
}

}  // namespace

const CatalogNames& Catalogs::operator[](const QString& kind) const {
    const QStringList own = own_ && hasPrices(kind) ? own_() : QStringList();
    const auto [found, isNew] = read_.try_emplace({kind, own});
    CatalogNames& names = found->second;
    if (!isNew) return names;
    try {
        names = readCatalog(kind, own);
        dropEmptyColumns(names.table);
    } catch (const std::exception& error) {  // InputError and IoError: a broken catalog must not cost anybody's work
        names.error = QString::fromUtf8(error.what());
    }
    return names;
}

}  // namespace plimsoll::gui
