// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>

namespace plimsoll::gui {

/// Colors keys, texts, numbers and words of JSON, for light and dark palettes.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    JsonHighlighter(QTextDocument* document, const QPalette& palette);

    void setPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    QTextCharFormat key_;
    QTextCharFormat string_;
    QTextCharFormat number_;
    QTextCharFormat word_;
};

}  // namespace plimsoll::gui
