// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/plan_run.hpp"

#include "gui/run/program.hpp"

#include <utility>

namespace plimsoll::gui {

namespace {

/// Statuses of `plimsoll plan` with an answer: a winner, nothing that meets the objectives, some simulations lost.
const QList<int> kAnswered{0, 1, 5};

}  // namespace

PlanRun::PlanRun(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {}

PlanRun::~PlanRun() = default;

void PlanRun::start(const QByteArray& scenario, const QString& folder) {
    QStringList arguments{QStringLiteral("plan"), QStringLiteral("-"), QStringLiteral("--json"),
                          QStringLiteral("--progress=json")};
    arguments << cacheOption();
    process_ =
        std::make_unique<PlimsollProcess>(program_, PlimsollProcess::Command{arguments, scenario, folder, kAnswered});
    connect(process_.get(), &PlimsollProcess::progressed, this, [this](const ProgressLine& line) {
        if (const auto* progress = std::get_if<PlanProgress>(&line)) emit progressed(*progress);
    });
    connect(process_.get(), &PlimsollProcess::finished, this,
            [this](const QByteArray& output, int /*status*/, const QString& said) {
                process_.release()->deleteLater();
                emit busyChanged();
                PlanPtr plan;
                try {
                    plan = std::make_shared<const PlanAnswer>(output);
                } catch (const std::exception& error) {
                    emit failed({{}, QString::fromUtf8(error.what()), {}});
                    return;
                }
                emit finished(plan, said);
            });
    connect(process_.get(), &PlimsollProcess::failed, this, [this](const RunFailure& failure) {
        process_.release()->deleteLater();
        emit busyChanged();
        emit failed(failure);
    });
    emit busyChanged();
}

void PlanRun::cancel() {
    process_.reset();
    emit busyChanged();
}

}  // namespace plimsoll::gui
