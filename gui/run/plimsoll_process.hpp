// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/progress_line.hpp"

#include <QObject>

#include <optional>
#include <vector>

class QProcess;

namespace plimsoll::gui {

/// Why a run gave no result.
struct RunFailure {
    std::vector<Problem> problems;  ///< in the scenario; empty where the failure is another one
    QString message;                ///< what happened, for the user
    std::optional<RunRefusal> refusal;
};

/// What is told of it: the message, and the problems, one in a line.
[[nodiscard]] QString textOf(const RunFailure& failure);

/// One command of `plimsoll`, as a process of its own. Destroying it ends the process at once, and nothing of it is
/// reported any more.
class PlimsollProcess : public QObject {
    Q_OBJECT

public:
    /// What is started: its arguments, what it reads from standard input, and the folder in which it runs.
    struct Command {
        QStringList arguments;
        QByteArray input;
        QString folder;
        QList<int> outcomes{0};  ///< statuses that come with a result; all others are failures
    };

    PlimsollProcess(const QString& program, const Command& command, QObject* parent = nullptr);
    ~PlimsollProcess() override;

signals:
    void progressed(const plimsoll::gui::ProgressLine& progress);
    /// `said` is what it told a person beside the result.
    void finished(const QByteArray& output, int status, const QString& said);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    void readErrors();
    void end(int status, bool crashed);
    void fail(const QString& message);

    QProcess* process_;
    QList<int> outcomes_;
    std::vector<Problem> problems_;
    QString said_;  ///< plain lines of standard error
    std::optional<RunRefusal> refusal_;
};

}  // namespace plimsoll::gui
