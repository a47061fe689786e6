// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_view.hpp"

#include "gui/editor/form_page.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/json_highlighter.hpp"
#include "gui/editor/json_splice.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/raw_text.hpp"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {
namespace {

class Gutter : public QWidget {
public:
    explicit Gutter(JsonView* view) : QWidget(view), view_(view) {}

    [[nodiscard]] QSize sizeHint() const override { return {view_->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { view_->paintGutter(event); }

private:
    JsonView* view_;
};

constexpr int kGutterPadding = 8;
constexpr int kMarkSize = 12;

}  // namespace

JsonView::JsonView(ScenarioDocument& document, QWidget* parent)
    : QPlainTextEdit(parent),
      document_(document),
      highlighter_(new JsonHighlighter(QPlainTextEdit::document(), palette())),
      gutter_(new Gutter(this)) {
    setObjectName(QStringLiteral("json"));
    setAccessibleName(tr("Scenario as JSON"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonView::updateMargins);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            gutter_->scroll(0, dy);
        else
            gutter_->update(0, rect.y(), gutter_->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &JsonView::highlightLines);
    connect(this, &QPlainTextEdit::textChanged, this, &JsonView::giveToDocument);
    connect(&document_, &ScenarioDocument::changed, this, &JsonView::takeFromDocument);
    connect(&document_, &ScenarioDocument::problemsChanged, this, &JsonView::showProblems);
    takeFromDocument();
    showProblems();
    updateMargins();
}

void JsonView::takeFromDocument() {
    const QString wanted = document_.text();
    const QString shown = rawText(*QPlainTextEdit::document());
    if (shown == wanted) return;
    // Only what differs is replaced, so that the cursor, the selection and the place in the text stay.
    qsizetype start =
        std::mismatch(shown.cbegin(), shown.cend(), wanted.cbegin(), wanted.cend()).first - shown.cbegin();
    if (start > 0 && shown[start - 1].isHighSurrogate()) --start;
    qsizetype back = 0;
    while (back < shown.size() - start && back < wanted.size() - start &&
           shown[shown.size() - 1 - back] == wanted[wanted.size() - 1 - back])
        ++back;
    if (back > 0 && shown[shown.size() - back].isLowSurrogate()) --back;
    taking_ = true;
    QTextCursor cursor(QPlainTextEdit::document());
    cursor.setPosition(static_cast<int>(start));
    cursor.setPosition(static_cast<int>(shown.size() - back), QTextCursor::KeepAnchor);
    cursor.insertText(wanted.mid(start, wanted.size() - back - start));
    taking_ = false;
}

void JsonView::giveToDocument() {
    if (taking_) return;
    document_.setText(rawText(*QPlainTextEdit::document()));
}

void JsonView::goToLine(int line) {
    QTextCursor cursor(QPlainTextEdit::document()->findBlockByNumber(std::max(line, 1) - 1));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

QString JsonView::problemOn(int line) const {
    const auto found = problems_.find(line);
    return found == problems_.end() ? QString() : found->second;
}

void JsonView::showProblems() {
    problems_.clear();
    for (const Problem& problem : document_.problems()) {
        QString& text = problems_[std::max(document_.lineOf(problem), 1)];
        if (!text.isEmpty()) text += QLatin1Char('\n');
        text += textOf(problem);
    }
    highlightLines();
    gutter_->update();
}

void JsonView::highlightLines() {
    QList<QTextEdit::ExtraSelection> lines;
    const auto mark = [&](const QTextCursor& cursor, const QColor& color) {
        QTextEdit::ExtraSelection line;
        line.cursor = cursor;
        line.cursor.clearSelection();
        line.format.setBackground(color);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        lines.append(line);
    };
    constexpr int kFaint = 14;
    constexpr int kMarked = 34;
    QColor current = palette().color(QPalette::Text);
    current.setAlpha(kFaint);
    mark(textCursor(), current);
    QColor wrong = problemColor(palette());
    wrong.setAlpha(kMarked);
    for (const auto& [line, text] : problems_)
        if (const QTextBlock block = QPlainTextEdit::document()->findBlockByNumber(line - 1); block.isValid())
            mark(QTextCursor(block), wrong);
    setExtraSelections(lines);
}

int JsonView::gutterWidth() const {
    const int digits = std::max(2, static_cast<int>(std::log10(std::max(1, blockCount()))) + 1);
    return 2 * kGutterPadding + kMarkSize + digits * fontMetrics().horizontalAdvance(QLatin1Char('9'));
}

void JsonView::updateMargins() { setViewportMargins(gutterWidth(), 0, 0, 0); }

void JsonView::paintGutter(QPaintEvent* event) {
    QPainter painter(gutter_);
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    const int height = fontMetrics().height();
    while (block.isValid() && top <= event->rect().bottom()) {
        const int line = block.blockNumber() + 1;
        const bool isCurrent = line == textCursor().blockNumber() + 1;
        const QRect row(0, static_cast<int>(top), gutter_->width() - kGutterPadding, height);
        painter.setPen(isCurrent ? palette().color(QPalette::WindowText) : mutedColor(palette()));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        if (problems_.contains(line))
            icon(Glyph::problem)
                .paint(&painter, QRect(kGutterPadding / 2, row.center().y() - kMarkSize / 2, kMarkSize, kMarkSize));
        top += blockBoundingRect(block).height();
        block = block.next();
    }
}

bool JsonView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isUndoKey(event)) {
        event->ignore();
        return false;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint inView = viewport()->mapFrom(this, help->pos());
        const QString text = problemOn(cursorForPosition({std::max(inView.x(), 0), inView.y()}).blockNumber() + 1);
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void JsonView::keyPressEvent(QKeyEvent* event) {
    if (isUndoKey(event))
        event->ignore();
    else if (event->key() == Qt::Key_Return && event->modifiers() == Qt::NoModifier)
        breakLine();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void JsonView::breakLine() {
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const QString after = cursor.block().text().mid(cursor.positionInBlock()).trimmed();
    qsizetype indent = 0;
    while (indent < before.size() && before[indent] == QLatin1Char(' ')) ++indent;
    const auto opens = [](const QString& text) {
        return text.endsWith(QLatin1Char('{')) || text.endsWith(QLatin1Char('['));
    };
    const auto closes = [](const QString& text) {
        return text.startsWith(QLatin1Char('}')) || text.startsWith(QLatin1Char(']'));
    };
    constexpr qsizetype kStep = 2;
    const bool opened = opens(before.trimmed());
    const QString gap = QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
    const QString inner = opened ? gap + QString(kStep, QLatin1Char(' ')) : gap;
    cursor.insertText(opened && closes(after) ? inner + gap : inner);
    if (opened && closes(after)) {
        cursor.movePosition(QTextCursor::Left, QTextCursor::MoveAnchor, static_cast<int>(gap.size()));
        setTextCursor(cursor);
    }
    ensureCursorVisible();
}

void JsonView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    const QRect contents = contentsRect();
    gutter_->setGeometry(contents.left(), contents.top(), gutterWidth(), contents.height());
}

void JsonView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || highlighter_ == nullptr) return;
    taking_ = true;  // new colors are no edit
    highlighter_->setPalette(palette());
    taking_ = false;
    highlightLines();
}

void JsonView::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    document_.finishEditing();
}

}  // namespace plimsoll::gui
