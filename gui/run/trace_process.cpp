// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/trace_process.hpp"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace plimsoll::gui {

std::optional<TraceFigures> readTraceFigures(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object.value(QLatin1String("schema")).toString().startsWith(QLatin1String("plimsoll.trace_inspection/")))
        return std::nullopt;
    const auto number = [](const QJsonObject& of, const char* key) { return of.value(QLatin1String(key)).toDouble(); };
    TraceFigures figures;
    figures.format = object.value(QLatin1String("format")).toString();
    figures.requests = number(object, "requests");
    figures.spanSeconds = number(object, "span_s");
    figures.ratePerSecond = number(object, "mean_rate_per_s");
    const QJsonObject seconds = object.value(QLatin1String("windows")).toArray().first().toObject();
    if (seconds.contains(QLatin1String("index_of_dispersion")))
        figures.dispersion = number(seconds, "index_of_dispersion");
    const QJsonObject input = object.value(QLatin1String("input_tokens")).toObject();
    const QJsonObject output = object.value(QLatin1String("output_tokens")).toObject();
    figures.inputP50 = number(input, "p50");
    figures.inputP99 = number(input, "p99");
    figures.outputP50 = number(output, "p50");
    figures.outputP99 = number(output, "p99");
    const QJsonObject series = object.value(QLatin1String("rate_series")).toObject();
    for (const auto& count : series.value(QLatin1String("counts")).toArray()) figures.counts.append(count.toDouble());
    return figures;
}

std::optional<GuessedTrace> guessTrace(const QString& program, const QString& path) {
    constexpr int kPatienceMs = 10000;
    QProcess process;
    process.start(program, {QStringLiteral("trace"), QStringLiteral("format"), path, QStringLiteral("--json")});
    if (!process.waitForFinished(kPatienceMs) || process.exitCode() != 0) return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    GuessedTrace guessed{object.value(QLatin1String("format")).toString(), {}};
    for (const auto& column : object.value(QLatin1String("columns")).toArray())
        guessed.columns.append(column.toString());
    return guessed;
}

TraceProcess::TraceProcess(const QString& program, const TraceQuestion& question, QObject* parent)
    : QObject(parent), process_(new QProcess(this)) {
    QStringList arguments{QStringLiteral("trace"), QStringLiteral("inspect"), question.path, QStringLiteral("--json")};
    if (!question.format.isEmpty()) arguments << QStringLiteral("--format") << question.format;
    if (!question.columns.isEmpty())
        arguments << QStringLiteral("--columns") << question.columns.join(QLatin1Char(','));
    if (!question.timeUnit.isEmpty()) arguments << QStringLiteral("--time-unit") << question.timeUnit;
    process_->setWorkingDirectory(question.folder.isEmpty() ? QDir::homePath() : question.folder);
    connect(process_, &QProcess::finished, this, [this] {
        const auto figures = readTraceFigures(process_->readAllStandardOutput());
        if (figures)
            emit finished(*figures);
        else
            emit failed(QString::fromUtf8(process_->readAllStandardError()).trimmed());
    });
    // Queued: an empty name fails at once, before anybody could have connected to us.
    connect(
        process_, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) emit failed(process_->errorString());
        },
        Qt::QueuedConnection);
    process_->start(program, arguments);
}

TraceProcess::~TraceProcess() {
    process_->disconnect();
    process_->kill();
    process_->waitForFinished();
}

}  // namespace plimsoll::gui
