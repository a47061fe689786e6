// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_file.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

namespace plimsoll::gui {
namespace {

const QByteArray kMark("\xEF\xBB\xBF");

QString tr(const char* text) { return QCoreApplication::translate("plimsoll::gui::ScenarioFile", text); }

QString failure(const QString& path, const QString& why) {
    return QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), why);
}

}  // namespace

ReadFile readScenarioFile(const QString& path) {
    ReadFile result;
    QFile file(path);
    if (QFileInfo(path).isDir()) {
        result.error = failure(path, tr("it is a folder"));
        return result;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        result.error = failure(path, file.errorString());
        return result;
    }
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError) {
        result.error = failure(path, file.errorString());
        return result;
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(bytes);
    if (decoder.hasError()) {
        // Shown with replacement characters, it could not be saved again without loss.
        result.error = failure(path, tr("it is not a text in UTF-8"));
        return result;
    }
    result.form.byteOrderMark = bytes.startsWith(kMark);
    if (result.form.byteOrderMark) bytes.remove(0, kMark.size());
    // Only where every line ends so; what is mixed becomes one.
    const qsizetype pairs = bytes.count("\r\n");
    result.form.carriageReturns = pairs > 0 && pairs == bytes.count('\n') && pairs == bytes.count('\r');
    bytes.replace("\r\n", "\n");
    bytes.replace('\r', '\n');
    result.text = bytes.toStdString();
    return result;
}

QString writeScenarioFile(const QString& path, const std::string& text, const FileForm& form) {
    QByteArray bytes = QByteArray::fromStdString(text);
    if (form.carriageReturns) bytes.replace("\n", "\r\n");
    if (form.byteOrderMark) bytes.prepend(kMark);
    const QFileInfo target(path);
    if (target.exists() && !target.isFile() && !target.isDir()) {
        // A device or a pipe is written to, not replaced.
        QFile file(path);
        const bool written =
            file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes) == bytes.size();
        return written ? QString() : failure(path, file.errorString());
    }
    // Unbuffered: of a buffer that could not be written whole, QSaveFile (6.4) commits what there is and says nothing.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(path, file.errorString());
    return {};
}

}  // namespace plimsoll::gui
