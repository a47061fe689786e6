// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/projection_run.hpp"

#include "gui/run/program.hpp"

#include <QStandardPaths>

#include <utility>

namespace plimsoll::gui {

namespace {

/// Statuses with a result: all of it, or all but simulations that were lost.
const QList<int> kCame{0, 5};

QStringList budgetOption(const ProjectionOrder& order) {
    return order.budget ? QStringList{QStringLiteral("--budget"), QString::number(*order.budget, 'f', 2)}
                        : QStringList();
}

}  // namespace

ProjectionRun::ProjectionRun(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {}

ProjectionRun::~ProjectionRun() = default;

void ProjectionRun::start(const ProjectionOrder& order) {
    QStringList arguments{QStringLiteral("project"), QStringLiteral("-"), QStringLiteral("--json")};
    arguments << budgetOption(order) << cacheOption();
    run(arguments, order, [this, order](const QByteArray& output, const QString& said) {
        emit projected(std::make_shared<const ProjectedBills>(output), said);
        advise(order);
    });
}

void ProjectionRun::advise(const ProjectionOrder& order) {
    QStringList arguments{QStringLiteral("commitments"), QStringLiteral("-"), QStringLiteral("--json")};
    arguments << cacheOption();
    run(arguments, order, [this](const QByteArray& output, const QString& /*said*/) {
        emit advised(std::make_shared<const CommitmentAdvice>(output));
    });
}

/// A PDF where there is what prints it.
void ProjectionRun::report(const ProjectionOrder& order, const QString& into) {
    QString formats = QStringLiteral("xlsx,html,focus,json");
    const bool prints = !QStandardPaths::findExecutable(QStringLiteral("weasyprint")).isEmpty();
    if (prints) formats += QStringLiteral(",pdf");
    QStringList arguments{QStringLiteral("report"),   QStringLiteral("-"),
                          QStringLiteral("--out"),    into,
                          QStringLiteral("--format"), formats};
    arguments << budgetOption(order) << cacheOption();
    run(arguments, order, [this, into, prints](const QByteArray& /*output*/, const QString& /*said*/) {
        emit reported(into,
                      prints ? QString() : tr("For a PDF, print its page from a browser, or install weasyprint."));
    });
}

void ProjectionRun::run(const QStringList& arguments, const ProjectionOrder& order, const Taken& taken) {
    process_ = std::make_unique<PlimsollProcess>(
        program_, PlimsollProcess::Command{arguments, order.scenario, order.folder, kCame});
    connect(process_.get(), &PlimsollProcess::finished, this,
            [this, taken](const QByteArray& output, int /*status*/, const QString& said) {
                process_.release()->deleteLater();
                try {
                    taken(output, said);
                } catch (const std::exception& error) {
                    emit failed({{}, QString::fromUtf8(error.what()), {}});
                }
                emit busyChanged();
            });
    connect(process_.get(), &PlimsollProcess::failed, this, [this](const RunFailure& failure) {
        process_.release()->deleteLater();
        emit busyChanged();
        emit failed(failure);
    });
    emit busyChanged();
}

void ProjectionRun::cancel() {
    process_.reset();
    emit busyChanged();
}

}  // namespace plimsoll::gui
