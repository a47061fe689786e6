// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace plimsoll::gui {

/// A picture of one view, or of the whole window, drawn without anybody watching.
struct Screenshot {
    QString file;    ///< png, svg, pdf or csv; the window only as png
    QString view;    ///< name of a view; empty: the window
    QString select;  ///< name of the deployment to select; may be empty
    QSize size;      ///< device-independent pixels
    double scale = 1;
    QString arrangement = {};  ///< of the window; empty: the first
};

/// Opens the files, waits for full results and draws. Returns the exit status of the program: 0 done, 2 unknown view,
/// arrangement or deployment, 3 no result, 4 the file cannot be written. Says on standard error what went wrong.
[[nodiscard]] int takeScreenshot(const Screenshot& screenshot, const QStringList& paths, const QString& program);

}  // namespace plimsoll::gui
