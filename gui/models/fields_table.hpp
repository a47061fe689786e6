// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/table.hpp"

#include <QStringList>
#include <optional>

#include <utility>

namespace plimsoll::gui {

/// One row per deployment, one column per scalar that the given members of a deployment hold in the result's JSON, at
/// whatever depth; members that a later version of `plimsoll` adds get their column without a change here. Arrays are
/// left out: they are series and have tables of their own. An empty list takes every member.
/// Column titles are paths ("latency_s.p99"), units are those of the result's schema.
[[nodiscard]] Table fieldsTable(const Result& result, const QStringList& members);

/// The unit of a field of a deployment, as the result's schema has it, else as its name ends; empty where it has none.
[[nodiscard]] QString unitOfField(const QString& path);

/// A path in words: "latency_s.ci95.p99.low" is "latency · 95 % · p99 · low end". The unit stands elsewhere.
[[nodiscard]] QString nameOfField(const QString& path);

/// `own`, which has one row per deployment in the result's order, with the columns of fieldsTable behind its own.
[[nodiscard]] Table withFields(Table own, const Result& result, const QStringList& members);

/// One row per element of the array at `path` ({"cost", "lines"}) in each deployment, or in one of them: the name of
/// the deployment, then a column for each scalar in any element; decimal texts stay as exact as they are.
[[nodiscard]] Table elementsTable(const Result& result, const QStringList& path, std::optional<int> deployment = {});

/// The columns with these titles come first, in this order and under these headings; the others keep theirs.
[[nodiscard]] Table withFirst(const Table& table, const QList<std::pair<QString, Column>>& first);

}  // namespace plimsoll::gui
