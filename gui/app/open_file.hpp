// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>

#include <memory>
#include <variant>

namespace plimsoll::gui {

class ScenarioDocument;

/// Why a file could not be opened.
struct OpenError {
    QString message;
};

using OpenedFile = std::variant<std::unique_ptr<ScenarioDocument>, ResultPtr, OpenError>;

/// Opens a scenario or a result of `plimsoll compare`, whichever the file holds. A scenario with problems opens, so
/// that they can be mended.
[[nodiscard]] OpenedFile openFile(const QString& path);

}  // namespace plimsoll::gui
