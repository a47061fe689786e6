// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/open_file.hpp"

#include "gui/editor/scenario_document.hpp"
#include "gui/editor/templates.hpp"

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

/// Recordings have a request in a line, and no line of one is a whole JSON document of several lines.
bool looksLikeTrace(const QByteArray& head) {
    const QByteArray first = head.left(head.indexOf('\n'));
    const bool isTable = first.count(',') > 0 && !head.trimmed().startsWith('{');
    const bool isLines = first.startsWith('{') && first.trimmed().endsWith('}') && head.count('\n') > 1;
    const bool isLog = first.contains("] \"") || first.startsWith("#Fields") || first.startsWith("#Version");
    return isTable || isLines || isLog;
}

/// A guess from the first line, which the form shows to be mended. A table's first column is taken as its time.
nlohmann::ordered_json formatOf(const QByteArray& head) {
    const QByteArray first = head.left(head.indexOf('\n')).trimmed();
    if (first.contains("ContextTokens")) return {{"format", "azure-llm-2023"}};
    if (first.contains("\"input_length\"")) return {{"format", "mooncake"}};
    if (first.contains("\"metric\"")) return {{"format", "k6"}};
    if (first.startsWith('#')) return {{"format", "w3c"}};
    if (first.startsWith("http ") || first.startsWith("https ") || first.startsWith("h2 "))
        return {{"format", "aws-alb"}};
    if (first.contains("] \"")) return {{"format", "common-log"}};
    return {{"format", "csv"},
            {"columns", {{"time", first.left(first.indexOf(',')).trimmed().toStdString()}}},
            {"time_unit", "s"}};
}

}  // namespace

OpenedFile openFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return OpenError{tr("%1 could not be read: %2.").arg(path, file.errorString())};
    const QByteArray head = file.peek(kHead);
    if (looksLikeTrace(head))
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
    QString problem;
    auto document = ScenarioDocument::load(path, &problem);
    if (!document) return OpenError{problem};
    return document;
}

QString startFromTrace(ScenarioDocument& document, const QString& trace) {
    QFile file(trace);
    if (!file.open(QIODevice::ReadOnly)) return tr("%1 could not be read: %2.").arg(trace, file.errorString());
    const auto shipped = templates();
    if (shipped.empty()) return tr("The scenarios that come with the program are not there.");
    QString problem;
    const auto model = ScenarioDocument::load(shipped.front().path, &problem);
    if (!model) return problem;
    document.start(model->utf8());
    document.remove("/description");
    document.set("/name", QFileInfo(trace).completeBaseName().toStdString());
    auto traffic = formatOf(file.peek(kHead));
    traffic["trace"] = QFileInfo(trace).absoluteFilePath().toStdString();
    traffic["repeat"] = true;
    document.set("/workload/traffic", traffic);
    return {};
}

}  // namespace plimsoll::gui
