// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/compare_process.hpp"

#include "gui/run/program.hpp"

namespace plimsoll::gui {

namespace {

/// Exit status of `plimsoll` that come with a result (docs/command-line.md).
constexpr int kDone = 0;
constexpr int kPartial = 5;

PlimsollProcess::Command compareCommand(const QByteArray& scenario, const QString& folder, double mostRequests,
                                        const QStringList& options) {
    QStringList arguments{QStringLiteral("compare"),         QStringLiteral("-"),
                          QStringLiteral("--json"),          QStringLiteral("--progress=json"),
                          QStringLiteral("--most-requests"), QString::number(mostRequests)};
    arguments << options << cacheOption();
    return {arguments, scenario, folder, {kDone, kPartial}};
}

}  // namespace

CompareProcess::CompareProcess(const QString& program, const QByteArray& scenario, const QString& folder,
                               double mostRequests, const QStringList& options, QObject* parent)
    : QObject(parent),
      process_(new PlimsollProcess(program, compareCommand(scenario, folder, mostRequests, options), this)) {
    connect(process_, &PlimsollProcess::progressed, this, [this](const ProgressLine& line) {
        if (const auto* progress = std::get_if<RunProgress>(&line)) emit progressed(*progress);
    });
    connect(process_, &PlimsollProcess::failed, this, &CompareProcess::failed);
    connect(
        process_, &PlimsollProcess::finished, this,
        [this](const QByteArray& output, int /*status*/, const QString& said) {
            std::shared_ptr<Result> result;
            try {
                result = std::make_shared<Result>(output, QStringLiteral("plimsoll"));
            } catch (const std::exception& error) {
                emit failed(
                    {{}, tr("The answer of plimsoll could not be read: %1").arg(QString::fromUtf8(error.what())), {}});
                return;
            }
            emit finished(result, said);
        });
}

}  // namespace plimsoll::gui
