// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/page.hpp"

#include "gui/app/message_bar.hpp"
#include "gui/app/progress_list.hpp"
#include "gui/app/run_strip.hpp"
#include "gui/app/trace_preview.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/editor/scenario_form.hpp"
#include "gui/models/text.hpp"
#include "gui/models/tornado.hpp"
#include "gui/run/scenario_name.hpp"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QLabel>
#include <QVBoxLayout>
#include <utility>

namespace plimsoll::gui {

Page::Page(std::unique_ptr<ScenarioDocument> document, const QString& program, QWidget* parent)
    : QWidget(parent),
      document_(std::move(document)),
      runner_(std::make_unique<Runner>(program)),
      notices_(new QWidget(this)),
      messages_(new MessageBar(notices_)),
      traffic_(new MessageBar(notices_)),
      watcher_(new QFileSystemWatcher(this)),
      editor_(new ScenarioEditor(*document_, this)),
      progress_(new ProgressList(this)),
      strip_(new RunStrip(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(editor_, 1);
    editor_->form().addBelow("/workload/traffic", new TracePreview(*document_, program));
    auto* said = new QVBoxLayout(notices_);
    said->setContentsMargins(0, 0, 0, 0);
    said->setSpacing(0);
    said->addWidget(messages_);
    traffic_->setObjectName(QStringLiteral("trafficBar"));
    said->addWidget(traffic_);

    connect(document_.get(), &ScenarioDocument::changed, this, &Page::documentChanged);
    connect(document_.get(), &ScenarioDocument::problemsChanged, this, &Page::problemsChanged);
    connect(document_.get(), &ScenarioDocument::pathChanged, this, &Page::watchFile);
    // A program that replaces the file by another one is noticed in the folder.
    connect(watcher_, &QFileSystemWatcher::fileChanged, this, &Page::watchFile);
    connect(watcher_, &QFileSystemWatcher::directoryChanged, this, &Page::watchFile);
    watchFile();
    connect(document_.get(), &ScenarioDocument::pathChanged, this, &Page::titleChanged);
    connect(document_.get(), &ScenarioDocument::modifiedChanged, this, &Page::titleChanged);
    connect(strip_, &RunStrip::runRequested, this, &Page::runNow);
    connect(strip_, &RunStrip::cancelRequested, this, &Page::cancel);
    connect(strip_, &RunStrip::sweepRequested, this, &Page::sweepRequested);
    connect(strip_, &RunStrip::planRequested, this, &Page::planRequested);
    connect(strip_, &RunStrip::monthsRequested, this, &Page::monthsRequested);
    connect(strip_, &RunStrip::runsByItselfChanged, this, [this](bool runs) {
        if (runs) documentChanged();
        emit runsByItselfChanged(runs);
    });
    connect(runner_.get(), &Runner::stateChanged, this, [this] {
        strip_->showState(runner_->state());
        if (runner_->isBusy())
            progress_->begin();
        else
            progress_->end();
    });
    connect(runner_.get(), &Runner::progressed, progress_, &ProgressList::showProgress);
    connect(runner_.get(), &Runner::progressed, strip_, &RunStrip::showProgress);
    connect(runner_.get(), &Runner::resultReady, this, [this](const ResultPtr& result, const QString& remark) {
        result_ = result;
        varying_ = false;
        shownWhatIf_ = asked_;
        setAge({});
        if (!remark.isEmpty()) messages_->showRemark(remark);
        if (!result->isCoarse())
            strip_->showDone(whatIf_ == WhatIf{} ? tr("Up to date") : tr("Up to date, with the factors of What if"));
        warnOfTraffic();
        emit resultChanged();
        if (!result->isCoarse()) emit runEnded(true);
    });
    connect(runner_.get(), &Runner::failed, this, [this](const RunFailure& failure) {
        const bool varying = std::exchange(varying_, false);  // the result stays as good as it was
        if (failure.refusal) {
            askForLongRun(*failure.refusal, varying);
            return;
        }
        strip_->showDone(tr("No result"));
        if (varying) {
            messages_->showError(failure.message);
            emit runEnded(true);
            return;
        }
        // A run may see first what is wrong with the scenario.
        setAge(failure.problems.empty() ? tr("from before the last change, whose run failed")
                                        : tr("from before the last change, which has problems"));
        document_->setRunProblems(failure.problems);
        if (failure.problems.empty()) messages_->showError(failure.message);
        emit runEnded(false);
    });
}

Page::Page(ResultPtr result, QString path, QWidget* parent)
    : QWidget(parent),
      result_(std::move(result)),
      resultPath_(std::move(path)),
      notices_(new QWidget(this)),
      messages_(new MessageBar(notices_)) {
    const auto& scenario = result_->comparison().scenario;
    placeText(tr("<p>Result of <b>%1</b>, made by plimsoll %2 from %3.</p>"
                 "<p>It was opened from a file and is shown as it was computed. To change something, "
                 "open the scenario.</p>")
                  .arg(qstring(scenario.name).toHtmlEscaped(),
                       qstring(result_->comparison().notes.plimsoll_version).toHtmlEscaped(),
                       qstring(scenario.path).toHtmlEscaped()));
}

/// Where a form would be: what is to be said of a page that has none.
void Page::placeText(const QString& about) {
    auto* label = new QLabel(about, this);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop);
    constexpr int kMargin = 12;
    label->setMargin(kMargin);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label, 1);
    auto* said = new QVBoxLayout(notices_);
    said->setContentsMargins(0, 0, 0, 0);
    said->addWidget(messages_);
}

Page::Page(const Board& board, QWidget* parent)
    : QWidget(parent),
      resultPath_(board.path),
      notices_(new QWidget(this)),
      messages_(new MessageBar(notices_)),
      board_(board.views),
      boardStrip_(board.strip),
      untitled_(board.title) {
    board_->setParent(this);
    boardStrip_->setParent(this);
    placeText(board.about);
}

/// The window has taken these into places of its own.
Page::~Page() {
    runner_.reset();  // nothing is told any more to what goes now
    delete notices_;
    delete progress_;
    delete strip_;
    delete board_;
    delete boardStrip_;
}

QWidget* Page::progress() const { return progress_; }

QWidget* Page::runStrip() const {
    if (boardStrip_) return boardStrip_;
    return strip_;
}

QString Page::path() const { return document_ ? document_->path() : resultPath_; }

QString Page::title() const {
    if (board_) return untitled_;
    if (!document_) return QFileInfo(resultPath_).fileName();
    const QString name = document_->path().isEmpty() ? untitled_ : QFileInfo(document_->path()).fileName();
    return document_->isModified() ? name + QStringLiteral(" *") : name;
}

QString Page::folder() const {
    if (!document_->path().isEmpty()) return QFileInfo(document_->path()).absolutePath();
    return untitledFolder_.isEmpty() ? QDir::currentPath() : untitledFolder_;
}

void Page::setUntitled(const QString& title, const QString& folder) {
    untitled_ = title;
    untitledFolder_ = folder;
    emit titleChanged();
}

QByteArray Page::scenarioToRun() const {
    const QString name = document_->path().isEmpty() ? tr("untitled") : QFileInfo(document_->path()).completeBaseName();
    return withName(document_->text().toUtf8(), name);
}

QByteArray Page::textToRun() const { return withWhatIf(scenarioToRun(), whatIf_, result_.get()); }

QString Page::whyNoResult() const {
    if (QString message = messages_->message(); !message.isEmpty()) return message;
    QStringList lines;
    if (document_)
        for (const Problem& problem : document_->problems()) lines.append(qstring(problem.text()));
    return lines.join(QLatin1Char('\n'));
}

QString Page::stamp() const {
    if (!result_) return {};
    QStringList parts;
    if (const QString factors = textOf(shownWhatIf_); !factors.isEmpty()) parts.append(factors);
    if (!age_.isEmpty())
        parts.append(tr("Older result: %1").arg(age_));
    else if (result_->isCoarse())
        parts.append(tr("Preview of one replication"));
    return parts.join(QStringLiteral(" · "));
}

void Page::setAge(const QString& age) {
    age_ = age;
    emit stampChanged();
}

/// A rate with a zero too many must not keep the machine busy for hours.
void Page::askForLongRun(const RunRefusal& run, bool varying) {
    // The first answer may have come; then only the full one is missing.
    const bool hasPreview = varying || (result_ && result_->isCoarse() && age_.isEmpty());
    strip_->showDone(tr("Waiting for your word: this run is long"));
    if (!hasPreview) setAge(tr("from before the last change, which was not run"));
    traffic_->showWarning(
        tr("%1 takes about %2: some %3 requests are to be simulated. A shorter horizon, a lower rate or fewer "
           "replications tell nearly as much.")
            .arg(hasPreview ? tr("The full answer") : tr("This"), durationText(run.seconds), numberText(run.requests)),
        {{tr("Simulate them"), [this, run] {
              runner_->allow(run.requests);
              runNow();
          }}});
    emit runEnded(false);
}

/// Lets the scenario run as it stands there, where that is another one than the last.
void Page::ask() {
    varying_ = false;
    asked_ = whatIf_;
    runner_->request(textToRun(), folder());
    if (!isBusy()) return;
    traffic_->clear();
    setAge(tr("from before the last change, which is being simulated"));
}

void Page::runNow() {
    if (!runner_) return;
    messages_->clear();
    traffic_->clear();
    varying_ = false;
    asked_ = whatIf_;
    runner_->runNow(textToRun(), folder());
}

void Page::cancel() {
    if (!isBusy()) return;
    runner_->cancel();
    strip_->showDone(tr("Cancelled; the pictures show the result before"));
    if (!age_.isEmpty()) setAge(tr("from before the last change, whose run was cancelled"));
}

void Page::varyAssumptions() {
    const bool isFact = result_ && !result_->isCoarse() && age_.isEmpty();
    if (!runner_ || isBusy() || !isFact || varied_ == result_ || hasSensitivities(*result_)) return;
    varied_ = result_;
    varying_ = true;
    runner_->addSensitivities();
}

void Page::setRunsByItself(bool runs) {
    if (strip_ != nullptr) strip_->setRunsByItself(runs);
}

void Page::setWhatIf(const WhatIf& factors) {
    if (std::exchange(whatIf_, factors) != factors && runner_) documentChanged();
}

void Page::documentChanged() {
    if (!strip_->runsByItself()) {
        setAge(tr("from before the last change, which was not run"));
        return;
    }
    if (!document_->problems().empty()) {
        runner_->cancel();  // what runs is no answer to what stands there now
        strip_->showDone(tr("Not simulated: the scenario has problems"));
        setAge(tr("from before the last change, which has problems"));
        return;
    }
    ask();
}

void Page::watchFile() {
    const QString& path = document_->path();
    if (path.isEmpty()) return;
    for (const QString& watched : {path, QFileInfo(path).absolutePath()})
        if (QFileInfo::exists(watched)) watcher_->addPath(watched);
    warnOfOutsideChange();
}

bool Page::warnOfOutsideChange() {
    if (!document_ || !document_->isChangedOnDisk()) return false;
    const QString name = QFileInfo(document_->path()).fileName();
    const QString loss =
        document_->isModified() ? tr(" Reloading takes its text; yours can be had back by undoing that.") : QString();
    messages_->showError(tr("%1 was changed by another program.%2").arg(name, loss),
                         {{tr("Reload"), [this] { reload(); }}, {tr("Save mine"), [this] { emit saveRequested(); }}});
    return true;
}

void Page::reload() {
    if (const QString problem = document_->reload(); !problem.isEmpty()) messages_->showError(problem);
}

/// Loudly: what follows a trace that ends early is an answer to another question.
void Page::warnOfTraffic() {
    traffic_->clear();
    for (const auto& warning : result_->comparison().warnings) {
        if (warning.code != "traffic-ends-early") continue;
        QList<MessageBar::Offer> offers;
        if (document_->valueAt("/workload/traffic/trace") != nullptr)
            offers.append({tr("Repeat the trace"), [this] { document_->set("/workload/traffic/repeat", true); }});
        traffic_->showWarning(sentenceOf(warning.text), offers);
    }
}

/// A check may end after the change that it is about.
void Page::problemsChanged() {
    if (strip_->runsByItself() && !isBusy() && document_->problems().empty())
        ask();
    else if (isBusy() && !document_->problems().empty())
        documentChanged();
}

}  // namespace plimsoll::gui
