// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace plimsoll::gui {

/// A scenario to start from.
struct Template {
    QString name;
    QString description;
    QString path;
    QJsonObject scenario;  ///< all of it
};

/// The scenarios that come with the program, by name; none where the data folder is not there. Files that are no
/// scenarios are left out.
[[nodiscard]] std::vector<Template> templates();

}  // namespace plimsoll::gui
