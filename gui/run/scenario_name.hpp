// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace plimsoll::gui {

/// The scenario with a name: its own, else the one given, which a program that reads standard input cannot know. The
/// text itself where it is no JSON object.
[[nodiscard]] QByteArray withName(const QByteArray& scenario, const QString& name);

}  // namespace plimsoll::gui
