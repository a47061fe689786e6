// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/plimsoll_process.hpp"

#include <QDir>
#include <QProcess>
#include <QTimer>

namespace plimsoll::gui {

namespace {

/// Exit status of a bug of the program's own (docs/command-line.md).
constexpr int kBrokenInvariant = 70;

constexpr int kPatienceMs = 2000;

/// Lets a process that is no longer wanted end by itself, with all of its workers; kills it if it does not.
void letGo(QProcess* process) {
    process->setParent(nullptr);
    process->disconnect();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->terminate();
    QTimer::singleShot(kPatienceMs, process, &QProcess::kill);
}

}  // namespace

QString textOf(const RunFailure& failure) {
    QStringList lines{failure.message};
    for (const Problem& problem : failure.problems) lines.append(QString::fromStdString(problem.text()));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

PlimsollProcess::PlimsollProcess(const QString& program, const Command& command, QObject* parent)
    : QObject(parent), process_(new QProcess(this)), outcomes_(command.outcomes) {
    process_->setWorkingDirectory(command.folder.isEmpty() ? QDir::homePath() : command.folder);
    connect(process_, &QProcess::readyReadStandardError, this, &PlimsollProcess::readErrors);
    connect(process_, &QProcess::finished, this,
            [this](int status, QProcess::ExitStatus how) { end(status, how == QProcess::CrashExit); });
    // Queued: an empty name fails at once, before anybody could have connected to us.
    connect(
        process_, &QProcess::errorOccurred, this,
        [this, program](QProcess::ProcessError error) {
            if (error != QProcess::FailedToStart) return;
            fail(program.isEmpty() ? tr("There is no program `plimsoll` beside this one or on the PATH. Set "
                                        "PLIMSOLL_PROGRAM to where it is.")
                                   : tr("%1 could not be started: %2.").arg(program, process_->errorString()));
        },
        Qt::QueuedConnection);
    process_->start(program, command.arguments);
    if (process_->state() == QProcess::NotRunning) return;  // reported by the signal
    process_->write(command.input);
    process_->closeWriteChannel();
}

PlimsollProcess::~PlimsollProcess() { letGo(process_); }

void PlimsollProcess::readErrors() {
    process_->setReadChannel(QProcess::StandardError);
    const bool ended = process_->state() == QProcess::NotRunning;
    while (process_->canReadLine() || (ended && process_->bytesAvailable() > 0)) {
        const auto read = readProgressLine(process_->readLine());
        if (!read) continue;
        if (const auto* problem = std::get_if<Problem>(&*read))
            problems_.push_back(*problem);
        else if (const auto* refusal = std::get_if<RunRefusal>(&*read))
            refusal_ = *refusal;
        else if (const auto* line = std::get_if<PlainLine>(&*read))
            said_ += line->text + QLatin1Char('\n');
        else
            emit progressed(*read);
    }
}

void PlimsollProcess::end(int status, bool crashed) {
    readErrors();
    const QString said = said_.trimmed();
    if (crashed) {
        fail(tr("plimsoll ended unexpectedly. %1").arg(said));
    } else if (outcomes_.contains(status)) {
        emit finished(process_->readAllStandardOutput(), status, said);
    } else if (status == kBrokenInvariant) {
        fail(tr("plimsoll found an error of its own and gave no result; please report it with this scenario. %1")
                 .arg(said));
    } else {
        fail(said.isEmpty() ? tr("plimsoll ended with status %1.").arg(status) : said);
    }
}

void PlimsollProcess::fail(const QString& message) { emit failed({problems_, message, refusal_}); }

}  // namespace plimsoll::gui
