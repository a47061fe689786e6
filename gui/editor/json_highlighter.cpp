// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_highlighter.hpp"

#include "gui/editor/glyphs.hpp"

namespace plimsoll::gui {
namespace {

bool isNumberPart(QChar c) {
    return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || QStringLiteral("+-.eE").contains(c);
}

bool isLetter(QChar c) { return c >= QLatin1Char('a') && c <= QLatin1Char('z'); }

}  // namespace

JsonHighlighter::JsonHighlighter(QTextDocument* document, const QPalette& palette) : QSyntaxHighlighter(document) {
    setPalette(palette);
}

void JsonHighlighter::setPalette(const QPalette& palette) {
    const bool dark = isDark(palette);
    key_.setForeground(dark ? QColor(130, 177, 255) : QColor(23, 78, 166));
    string_.setForeground(dark ? QColor(165, 214, 167) : QColor(27, 94, 32));
    number_.setForeground(dark ? QColor(255, 204, 128) : QColor(148, 61, 0));
    word_.setForeground(dark ? QColor(206, 147, 216) : QColor(106, 27, 154));
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text) {
    // No value of JSON goes over the end of a line, so every line can be read by itself.
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype start = at;
        const QChar c = text[at++];
        const auto color = [&](const QTextCharFormat& format) {
            setFormat(static_cast<int>(start), static_cast<int>(at - start), format);
        };
        if (c == QLatin1Char('"')) {
            while (at < text.size() && text[at] != QLatin1Char('"')) at += text[at] == QLatin1Char('\\') ? 2 : 1;
            at = std::min(at + 1, text.size());
            qsizetype next = at;
            while (next < text.size() && text[next].isSpace()) ++next;
            color(next < text.size() && text[next] == QLatin1Char(':') ? key_ : string_);
        } else if (isNumberPart(c)) {
            while (at < text.size() && isNumberPart(text[at])) ++at;
            color(number_);
        } else if (isLetter(c)) {
            while (at < text.size() && isLetter(text[at])) ++at;
            color(word_);
        }
    }
}

}  // namespace plimsoll::gui
