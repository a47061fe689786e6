// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/problem_bar.hpp"

#include "gui/editor/glyphs.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/models/text.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace plimsoll::gui {

ProblemBar::ProblemBar(ScenarioDocument& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      next_(new QToolButton(this)),
      previous_(new QToolButton(this)) {
    setObjectName(QStringLiteral("problems"));
    text_->setTextFormat(Qt::PlainText);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    const auto prepare = [this](QToolButton* button, Glyph glyph, const QString& words, const QKeySequence& key,
                                int by) {
        auto* action = new QAction(icon(glyph), words, this);
        action->setShortcut(key);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(words, key.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, [this, by] { step(by); });
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setAccessibleName(words);
    };
    prepare(previous_, Glyph::up, tr("Previous problem"), QKeySequence(Qt::SHIFT | Qt::Key_F8), -1);
    prepare(next_, Glyph::down, tr("Next problem"), QKeySequence(Qt::Key_F8), 1);
    auto* layout = new QHBoxLayout(this);
    constexpr int kMargin = 8;
    layout->setContentsMargins(kMargin, 2, kMargin, 2);
    layout->addWidget(icon_);
    layout->addWidget(text_, 1);
    layout->addWidget(previous_);
    layout->addWidget(next_);
    connect(&document_, &ScenarioDocument::problemsChanged, this, &ProblemBar::refresh);
    refresh();
}

QString ProblemBar::text() const { return text_->text(); }

void ProblemBar::refresh() {
    const auto& problems = document_.problems();
    constexpr int kIconSize = 14;
    icon_->setVisible(!problems.empty());
    icon_->setPixmap(icon(Glyph::problem).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
    next_->defaultAction()->setEnabled(!problems.empty());
    previous_->defaultAction()->setEnabled(!problems.empty());
    if (current_ >= static_cast<int>(problems.size())) current_ = -1;
    if (problems.empty()) {
        text_->setText(tr("No problems"));
        return;
    }
    const Problem& first = problems[static_cast<std::size_t>(std::max(current_, 0))];
    const QString message = qstring(first.message);
    text_->setText(problems.size() == 1 ? tr("1 problem: %1").arg(message)
                                        : tr("%1 problems: %2").arg(QString::number(problems.size()), message));
    text_->setToolTip(text_->text());
}

void ProblemBar::step(int by) {
    const auto& problems = document_.problems();
    const auto count = static_cast<int>(problems.size());
    if (count == 0) return;
    current_ = current_ < 0 ? (by > 0 ? 0 : count - 1) : (current_ + by + count) % count;
    const Problem problem = problems[static_cast<std::size_t>(current_)];
    refresh();
    emit problemActivated(problem);
}

}  // namespace plimsoll::gui
