// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/start_page.hpp"

#include "gui/app/scenario_picture.hpp"
#include "gui/editor/templates.hpp"

#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QLabel* heading(const QString& text, double larger, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * larger);
    font.setBold(true);
    label->setFont(font);
    return label;
}

/// A question, and the scenario whose result answers it.
struct Question {
    const char* text;
    const char* scenario;
};

constexpr Question kQuestions[] = {
    {QT_TRANSLATE_NOOP("StartPage", "Which way of serving is the cheapest that is fast enough?"),
     "document-classifier"},
    {QT_TRANSLATE_NOOP("StartPage", "From which load on do GPUs of my own beat a model API?"), "chat-assistant"},
    {QT_TRANSLATE_NOOP("StartPage", "What is it worth to send a prompt where its beginning was computed?"),
     "document-questions"},
    {QT_TRANSLATE_NOOP("StartPage", "What does a deadline ask of a GPU?"), "code-completion"},
    {QT_TRANSLATE_NOOP("StartPage", "How do I keep answers flowing while long prompts come?"), "steady-writing"},
    {QT_TRANSLATE_NOOP("StartPage", "What do answers cost that nobody waits for?"), "overnight-summaries"},
    {QT_TRANSLATE_NOOP("StartPage", "Is a serverless GPU right for a small team?"), "team-assistant"},
    {QT_TRANSLATE_NOOP("StartPage", "What do I save where results may wait?"), "overnight-backlog"},
    {QT_TRANSLATE_NOOP("StartPage", "How much can I trust spot machines on a bad night?"), "spot-bad-night"},
    {QT_TRANSLATE_NOOP("StartPage", "What does each team pay of servers of our own?"), "shared-platform"}};

constexpr int kTwoColumns = 900;  // px; there is no more to see in a wider page, and one column in a narrower

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), columns_(new QBoxLayout(QBoxLayout::LeftToRight)), recent_(new QVBoxLayout) {
    setObjectName(QStringLiteral("startPage"));
    setAutoFillBackground(true);
    constexpr double kTitle = 1.8, kPart = 1.2;
    constexpr int kMargin = 32;
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    left->addWidget(heading(tr("A question to start from"), kPart, this));
    const auto shipped = templates();
    const auto add = [this](QVBoxLayout& column, const QString& title, const QString& about) {
        auto* button = new QCommandLinkButton(title, about, this);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        button->setAccessibleName(title);
        column.addWidget(button);
        return button;
    };
    for (const Question& question : kQuestions) {
        const auto model = std::find_if(shipped.begin(), shipped.end(), [&](const Template& each) {
            return each.name == QLatin1String(question.scenario);
        });
        if (model == shipped.end()) continue;
        auto* button = add(*left, tr(question.text), model->name);
        button->setObjectName(QStringLiteral("question"));
        button->setToolTip(model->description);
        pictured_.append({button, model->scenario});
        connect(button, &QCommandLinkButton::clicked, this, [this, path = model->path] { emit templateChosen(path); });
    }
    left->addWidget(heading(tr("Traffic of your own"), kPart, this));
    connect(add(*left, tr("New from my trace…"), tr("Access logs, k6, CSV, recordings of language models")),
            &QCommandLinkButton::clicked, this, &StartPage::traceWanted);
    connect(add(*left, tr("Open…"), tr("A scenario, or a result of plimsoll compare")), &QCommandLinkButton::clicked,
            this, &StartPage::fileWanted);
    left->addStretch();

    right->addWidget(heading(tr("Scenarios that come with Plimsoll"), kPart, this));
    for (const Template& model : shipped) {
        const qsizetype end = model.description.indexOf(QLatin1String(". "));  // not that of Llama 3.1
        auto* button = add(*right, model.name, model.description.left(end < 0 ? -1 : end + 1));
        button->setToolTip(model.description);
        pictured_.append({button, model.scenario});
        connect(button, &QCommandLinkButton::clicked, this, [this, path = model.path] { emit templateChosen(path); });
    }
    right->addLayout(recent_);
    right->addStretch();

    columns_->setSpacing(kMargin);
    columns_->addLayout(left, 1);
    columns_->addLayout(right, 1);
    auto* body = new QWidget(this);
    body->setMaximumWidth(kTwoColumns);
    auto* inside = new QVBoxLayout(body);
    inside->addWidget(heading(tr("Plimsoll"), kTitle, this));
    inside->addWidget(new QLabel(tr("What each way of serving would cost, and how fast it would be: before renting "
                                    "anything. F1 opens the manual."),
                                 this));
    inside->addLayout(columns_, 1);
    auto* middle = new QWidget(this);
    auto* across = new QHBoxLayout(middle);
    across->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    across->addStretch();
    across->addWidget(body, 1);
    across->addStretch();
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(middle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    paintPictures();
}

void StartPage::paintPictures() {
    for (const auto& [button, scenario] : std::as_const(pictured_)) {
        button->setIcon(scenarioPicture(scenario, palette()));
        button->setIconSize(kScenarioPicture);
    }
}

void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    columns_->setDirection(width() < kTwoColumns ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintPictures();
}

void StartPage::setRecent(const QStringList& paths) {
    while (auto* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    constexpr double kPart = 1.2;
    constexpr qsizetype kMost = 5;
    if (paths.isEmpty()) return;
    recent_->addWidget(heading(tr("Files of before"), kPart, this));
    for (const QString& path : paths.mid(0, kMost)) {
        auto* link = new QLabel(QStringLiteral("<a href=\"%1\">%2</a>")
                                    .arg(path.toHtmlEscaped(), QFileInfo(path).fileName().toHtmlEscaped()),
                                this);
        link->setToolTip(QDir::toNativeSeparators(path));
        link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        connect(link, &QLabel::linkActivated, this, &StartPage::fileChosen);
        recent_->addWidget(link);
    }
}

}  // namespace plimsoll::gui
