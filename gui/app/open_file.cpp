// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/open_file.hpp"

#include "gui/editor/scenario_document.hpp"
#include "gui/editor/templates.hpp"
#include "gui/run/trace_process.hpp"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace plimsoll::gui {

namespace {

constexpr qint64 kLargestScenario = qint64(8) << 20;
constexpr qint64 kHead = 4096;

QString tr(const char* text) { return QCoreApplication::translate("OpenFile", text); }

/// Scenarios and results are one JSON object over several lines; what else is a trace, the program knows.
bool mayBeTrace(const QByteArray& head) {
    if (!head.trimmed().startsWith('{')) return !head.trimmed().isEmpty();
    const QByteArray first = head.left(head.indexOf('\n')).trimmed();
    return first.endsWith('}') && head.count('\n') > 1;
}

/// A file of one column may be anything.
bool isTrace(const QString& path, const QString& program) {
    const auto guessed = guessTrace(program, path);
    return guessed && guessed->columns.size() != 1;
}

/// The form shows it to be mended. A table's first column is taken as its time.
nlohmann::ordered_json trafficOf(const GuessedTrace& guessed) {
    nlohmann::ordered_json traffic{{"format", guessed.format.toStdString()}};
    if (guessed.columns.isEmpty()) return traffic;
    traffic["columns"] = {{"time", guessed.columns.first().toStdString()}};
    traffic["time_unit"] = "s";
    return traffic;
}

}  // namespace

OpenedFile openFile(const QString& path, const QString& program) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return OpenError{tr("%1 could not be read: %2.").arg(path, file.errorString())};
    const QByteArray head = file.peek(kHead);
    if (head.startsWith("SQLite format 3")) return SweepStore{};
    if (mayBeTrace(head) && isTrace(path, program))
        return OpenError{tr("%1 looks like a recorded trace, not like a scenario.").arg(path), true};
    const bool isResult = head.contains("\"plimsoll.comparison/");
    if (!isResult && file.size() > kLargestScenario)
        return OpenError{tr("%1 has %2: too much for a scenario to be edited, and it is no result of plimsoll compare.")
                             .arg(path, QLocale::c().formattedDataSize(file.size()))};
    const QByteArray text = file.readAll();
    const QString schema = QJsonDocument::fromJson(text).object().value(QLatin1String("schema")).toString();
    if (schema.startsWith(QLatin1String("plimsoll.comparison/"))) {
        try {
            return std::make_shared<const Result>(text, path);
        } catch (const std::exception& error) {
            return OpenError{QString::fromUtf8(error.what())};
        }
    }
    if (schema.startsWith(QLatin1String("plimsoll.projection/"))) return std::make_shared<const ProjectedBills>(text);
    if (schema.startsWith(QLatin1String("plimsoll.plan/"))) return std::make_shared<const PlanAnswer>(text);
    QString problem;
    auto document = ScenarioDocument::load(path, &problem);
    if (!document) return OpenError{problem};
    return document;
}

QString startFromTrace(ScenarioDocument& document, const QString& trace, const QString& program) {
    if (const QFile file(trace); !QFileInfo(file).isReadable()) return tr("%1 could not be read.").arg(trace);
    const auto guessed = guessTrace(program, trace);
    if (!guessed) return tr("%1 is in none of the formats of traces.").arg(trace);
    const auto shipped = templates();
    if (shipped.empty()) return tr("The scenarios that come with the program are not there.");
    QString problem;
    const auto model = ScenarioDocument::load(shipped.front().path, &problem);
    if (!model) return problem;
    document.start(model->utf8());
    document.remove("/description");
    document.set("/name", QFileInfo(trace).completeBaseName().toStdString());
    auto traffic = trafficOf(*guessed);
    traffic["trace"] = QFileInfo(trace).absoluteFilePath().toStdString();
    traffic["repeat"] = true;
    document.set("/workload/traffic", traffic);
    return {};
}

}  // namespace plimsoll::gui
