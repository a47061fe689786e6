// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_answer.hpp"
#include "gui/models/projected_bills.hpp"
#include "gui/models/result.hpp"

#include <QString>

#include <memory>
#include <variant>

namespace plimsoll::gui {

class ScenarioDocument;

/// Why a file could not be opened.
struct OpenError {
    QString message;
    bool isTrace = false;  ///< it looks like a recorded trace, of which a scenario can be made
};

/// The file is the store of a sweep, which `plimsoll query` reads.
struct SweepStore {};

using OpenedFile =
    std::variant<std::unique_ptr<ScenarioDocument>, ResultPtr, PlanPtr, ProjectedBillsPtr, SweepStore, OpenError>;

/// Opens a scenario or a result of `plimsoll compare`, whichever the file holds. A scenario with problems opens, so
/// that they can be mended. `program` is asked whether something else is a trace.
[[nodiscard]] OpenedFile openFile(const QString& path, const QString& program);

/// Starts a scenario that replays a trace, repeated, in the format that `program` sees in it; the rest is of
/// the first scenario that comes with the program. Returns why it could not, or nothing.
[[nodiscard]] QString startFromTrace(ScenarioDocument& document, const QString& trace, const QString& program);

}  // namespace plimsoll::gui
