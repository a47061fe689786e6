// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/progress_list.hpp"
#include "gui/app/run_strip.hpp"
#include "gui/models/deployment_looks.hpp"
#include "gui/models/result.hpp"
#include "gui/run/runner.hpp"
#include "gui/run/what_if.hpp"

#include <QPointer>
#include <QWidget>

#include <memory>

class QFileSystemWatcher;

namespace plimsoll::gui {

class MessageBar;
class ScenarioDocument;
class ScenarioEditor;

/// One tab: a scenario with its editor, its runs and its newest result, or a result that was opened from a file.
class Page : public QWidget {
    Q_OBJECT

public:
    /// A page of a scenario.
    Page(std::unique_ptr<ScenarioDocument> document, const QString& program, QWidget* parent = nullptr);
    /// A page of a finished result.
    Page(ResultPtr result, QString path, QWidget* parent = nullptr);
    ~Page() override;

    /// What a page shows in the place of the views of a comparison.
    struct Board {
        QWidget* views;  ///< cover those of a comparison
        QWidget* strip;  ///< in the status bar
        QString path;    ///< where it was opened from; empty: nowhere
        QString title;
        QString about;  ///< what it is, in the place of an editor
    };
    explicit Page(const Board& board, QWidget* parent = nullptr);

    /// Null on the page of a result.
    [[nodiscard]] ScenarioDocument* document() const { return document_.get(); }
    [[nodiscard]] ScenarioEditor* editor() const { return editor_; }
    [[nodiscard]] const ResultPtr& result() const { return result_; }
    [[nodiscard]] const QString& resultPath() const { return resultPath_; }
    /// Where it was opened from, or saved to; empty: nowhere yet.
    [[nodiscard]] QString path() const;
    /// The colours and markers of its deployments.
    [[nodiscard]] DeploymentLooks& looks() { return looks_; }
    [[nodiscard]] const DeploymentLooks& looks() const { return looks_; }
    /// What somebody wrote on its plots (Notes::toVariant).
    [[nodiscard]] const QVariantList& notes() const { return notesOnPlots_; }
    void setNotes(const QVariantList& notes) { notesOnPlots_ = notes; }
    [[nodiscard]] MessageBar& messages() const { return *messages_; }
    /// What the window shows of the page in places of its own, whether the page is shown or not: what is to be said,
    /// how far each deployment is, and the run. The last two are null on the page of a result.
    [[nodiscard]] QWidget* notices() const { return notices_; }
    [[nodiscard]] QWidget* progress() const;
    [[nodiscard]] QWidget* runStrip() const;
    /// What covers the views while the page is shown; null on the page of a scenario or a result.
    [[nodiscard]] QWidget* boardViews() const { return board_; }
    /// Warns where another program has written the scenario's file since, and offers to take that. \returns whether it
    /// has.
    bool warnOfOutsideChange();
    /// What went wrong with the last run: the message, else the problems of the scenario, one in a line.
    [[nodiscard]] QString whyNoResult() const;
    [[nodiscard]] virtual bool isBusy() const { return runner_ && runner_->isBusy(); }
    /// The scenario as it is written, with the name of its file where it has none, as programs are given it, and where
    /// its relative paths start.
    [[nodiscard]] QByteArray scenarioToRun() const;
    [[nodiscard]] QString folder() const;
    /// What a scenario without a file is called until it has one, and where its relative paths start.
    void setUntitled(const QString& title, const QString& folder);
    /// Name of the file, or of the scenario that has none yet.
    [[nodiscard]] QString title() const;

    /// What keeps the result from being a fact of the scenario as it stands there: factors of What if, a preview, an
    /// older state of the scenario; empty: nothing.
    [[nodiscard]] QString stamp() const;

    /// Shows amounts and times as the preferences have them now.
    virtual void followPreferences() {}
    virtual void runNow();
    virtual void cancel();
    /// Has the assumptions of the result varied, too, once for each result, where nothing else runs.
    void varyAssumptions();
    void setRunsByItself(bool runs);
    [[nodiscard]] const WhatIf& whatIf() const { return whatIf_; }
    void setWhatIf(const WhatIf& factors);

signals:
    /// Asks to save although another program has written the file since.
    void saveRequested();
    void resultChanged();
    void stampChanged();
    void titleChanged();
    void runsByItselfChanged(bool runs);
    void sweepRequested();
    void planRequested();
    void monthsRequested();
    /// A run came to its end, with a full result or without one.
    void runEnded(bool hasResult);

private:
    void documentChanged();
    void ask();
    void askForLongRun(const RunRefusal& run, bool varying);
    void watchFile();
    void warnOfTraffic();
    void reload();
    void placeText(const QString& about);
    void setAge(const QString& age);
    void problemsChanged();
    [[nodiscard]] QByteArray textToRun() const;

    std::unique_ptr<ScenarioDocument> document_;
    std::unique_ptr<Runner> runner_;
    WhatIf whatIf_;
    WhatIf asked_;        ///< of the run that is under way, or was last
    WhatIf shownWhatIf_;  ///< of the result
    QString age_;         ///< why the result is not of the scenario as it stands there; empty: it is
    ResultPtr result_;
    bool varying_ = false;  ///< a run that varies the assumptions of the result is under way
    ResultPtr varied_;      ///< the result whose assumptions were asked for last
    DeploymentLooks looks_;
    QVariantList notesOnPlots_;
    QString resultPath_;
    QPointer<QWidget> notices_;
    MessageBar* messages_;
    MessageBar* traffic_ = nullptr;  ///< what the traffic keeps the result from answering
    QFileSystemWatcher* watcher_ = nullptr;
    ScenarioEditor* editor_ = nullptr;
    QPointer<ProgressList> progress_;
    QPointer<RunStrip> strip_;
    QPointer<QWidget> board_;
    QPointer<QWidget> boardStrip_;
    QString untitled_ = tr("Untitled");  ///< also the title of a board
    QString untitledFolder_;
};

}  // namespace plimsoll::gui
