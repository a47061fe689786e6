// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/compare_process.hpp"

#include "gui/run/program.hpp"

#include <QDir>
#include <QProcess>
#include <QTimer>

namespace plimsoll::gui {

namespace {

/// Exit status of `plimsoll` that come with a result (docs/command-line.md).
constexpr int kDone = 0;
constexpr int kPartial = 5;
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

CompareProcess::CompareProcess(const QString& program, const QByteArray& scenario, const QString& folder,
                               double mostRequests, const QStringList& options, QObject* parent)
    : QObject(parent), process_(new QProcess(this)) {
    process_->setWorkingDirectory(folder.isEmpty() ? QDir::homePath() : folder);
    connect(process_, &QProcess::readyReadStandardError, this, &CompareProcess::readErrors);
    connect(process_, &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { end(exitCode, status == QProcess::CrashExit); });
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
    QStringList arguments{QStringLiteral("compare"),         QStringLiteral("-"),
                          QStringLiteral("--json"),          QStringLiteral("--progress=json"),
                          QStringLiteral("--most-requests"), QString::number(mostRequests)};
    arguments << options;
    if (const QString cache = runCache(); !cache.isEmpty()) arguments << QStringLiteral("--cache") << cache;
    process_->start(program, arguments);
    if (process_->state() == QProcess::NotRunning) return;  // reported by the signal
    process_->write(scenario);
    process_->closeWriteChannel();
}

CompareProcess::~CompareProcess() { letGo(process_); }

void CompareProcess::readErrors() {
    process_->setReadChannel(QProcess::StandardError);
    const bool ended = process_->state() == QProcess::NotRunning;
    while (process_->canReadLine() || (ended && process_->bytesAvailable() > 0)) {
        const auto read = readProgressLine(process_->readLine());
        if (!read) continue;
        if (const auto* progress = std::get_if<RunProgress>(&*read))
            emit progressed(*progress);
        else if (const auto* problem = std::get_if<Problem>(&*read))
            problems_.push_back(*problem);
        else if (const auto* refusal = std::get_if<RunRefusal>(&*read))
            refusal_ = *refusal;
        else
            said_ += std::get<PlainLine>(*read).text + QLatin1Char('\n');
    }
}

void CompareProcess::end(int exitCode, bool crashed) {
    readErrors();
    const QString said = said_.trimmed();
    if (crashed) {
        fail(tr("plimsoll ended unexpectedly. %1").arg(said));
    } else if (exitCode == kDone || exitCode == kPartial) {
        std::shared_ptr<Result> result;
        try {
            result = std::make_shared<Result>(process_->readAllStandardOutput(), QStringLiteral("plimsoll"));
        } catch (const std::exception& error) {
            fail(tr("The answer of plimsoll could not be read: %1").arg(QString::fromUtf8(error.what())));
            return;
        }
        emit finished(result, said);
    } else if (exitCode == kBrokenInvariant) {
        fail(tr("plimsoll found an error of its own and gave no result; please report it with this scenario. %1")
                 .arg(said));
    } else {
        fail(said.isEmpty() ? tr("plimsoll ended with status %1.").arg(exitCode) : said);
    }
}

void CompareProcess::fail(const QString& message) { emit failed({problems_, message, refusal_}); }

}  // namespace plimsoll::gui
