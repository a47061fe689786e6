// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextDocument>

namespace plimsoll::gui {

/// The text of an editor as it is: QTextDocument::toPlainText makes other characters of no-break spaces.
[[nodiscard]] inline QString rawText(const QTextDocument& document) {
    QString text = document.toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text;
}

}  // namespace plimsoll::gui
