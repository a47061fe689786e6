// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/table.hpp"

#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace plimsoll::gui {

/// What a name of a catalog stands for.
struct CatalogName {
    QString summary;  ///< one line with price or size, source and date, for beside a field
    QString details;  ///< more of it, with notes; several lines
};

/// The names of one catalog, with what is known about each. `table` has a row for each name, which is its first cell.
struct CatalogNames {
    QString title;  ///< "Offers"
    Table table;
    std::map<QString, CatalogName> names;
    QString error;  ///< why there are none, or not all
};

/// The catalogs that scenarios take names from, read once, when first asked for: "offers", "models", "profiles",
/// "devices", "precisions", "services", as the schema's "x-names" calls them. Offers and services are those of the
/// scenario's own catalogs, too.
class Catalogs {
public:
    Catalogs() = default;
    /// \param own paths of the catalogs that the scenario names now
    explicit Catalogs(std::function<QStringList()> own) : own_(std::move(own)) {}

    /// Stays where it is, also when the scenario names others.
    [[nodiscard]] const CatalogNames& operator[](const QString& kind) const;

private:
    std::function<QStringList()> own_;
    mutable std::map<std::pair<QString, QStringList>, CatalogNames> read_;
};

}  // namespace plimsoll::gui
