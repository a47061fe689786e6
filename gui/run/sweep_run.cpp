// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/sweep_run.hpp"

#include "gui/run/program.hpp"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace plimsoll::gui {

namespace {

/// Statuses of `plimsoll sweep` with results in the store: all, or all but those that were lost.
const QList<int> kSwept{0, 5};

QString sweepsFolder() {
    const QString place = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    return place.isEmpty() ? QString() : place + QStringLiteral("/sweeps");
}

}  // namespace

SweepRun::SweepRun(QString program, QObject* parent) : QObject(parent), program_(program), reader_(std::move(program)) {
    constexpr int kLookMs = 2000;
    look_.setInterval(kLookMs);
    connect(&look_, &QTimer::timeout, this, [this] {
        if (!reader_.isBusy() && QFileInfo::exists(store_)) reader_.read(store_);
    });
    connect(&reader_, &SweepReader::loaded, this, [this](const SweepPtr& sweep) {
        emit loaded(sweep);
        if (process_ != nullptr) return;
        setBusy(false);
        emit ended();
    });
    connect(&reader_, &SweepReader::failed, this, [this](const RunFailure& failure) {
        if (process_ != nullptr) return;  // the next look may succeed
        setBusy(false);
        emit failed(failure);
    });
}

SweepRun::~SweepRun() = default;

void SweepRun::start(const SweepOrder& order) {
    store_ = order.store;
    QStringList arguments{QStringLiteral("sweep"),    QStringLiteral("-"),
                          QStringLiteral("-o"),       order.store,
                          QStringLiteral("--resume"), QStringLiteral("--progress=json")};
    arguments << cacheOption();
    process_ = std::make_unique<PlimsollProcess>(
        program_, PlimsollProcess::Command{arguments, order.scenario, order.folder, kSwept});
    connect(process_.get(), &PlimsollProcess::progressed, this, [this](const ProgressLine& line) {
        if (const auto* progress = std::get_if<SweepProgress>(&line)) emit progressed(*progress);
    });
    connect(process_.get(), &PlimsollProcess::finished, this, [this] {
        process_.release()->deleteLater();
        finish();
    });
    connect(process_.get(), &PlimsollProcess::failed, this, [this](const RunFailure& failure) {
        process_.release()->deleteLater();
        look_.stop();
        setBusy(false);
        emit failed(failure);
    });
    look_.start();
    setBusy(true);
}

void SweepRun::read(const QString& store) {
    store_ = store;
    setBusy(true);
    finish();
}

void SweepRun::cancel() {
    if (process_ == nullptr) return;
    process_.reset();
    if (QFileInfo::exists(store_)) return finish();
    look_.stop();
    setBusy(false);
}

void SweepRun::finish() {
    look_.stop();
    reader_.read(store_);
}

void SweepRun::setBusy(bool busy) {
    if (std::exchange(busy_, busy) != busy) emit busyChanged();
}

QString sweepCache(const QString& program, const QByteArray& scenario, const QString& folder) {
    const QString sweeps = sweepsFolder();
    if (sweeps.isEmpty() || !QDir().mkpath(sweeps)) return {};
    // A store is of one build of the program alone.
    const QFileInfo file(program);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part : {scenario, folder.toUtf8(), QByteArray::number(file.size()),
                                   QByteArray::number(file.lastModified().toMSecsSinceEpoch())}) {
        hash.addData(part);
        hash.addData(QByteArray(1, '\0'));
    }
    constexpr int kDigits = 16;
    return QStringLiteral("%1/%2.sqlite").arg(sweeps, QString::fromLatin1(hash.result().toHex().left(kDigits)));
}

bool isSweepCache(const QString& store) { return QFileInfo(store).absolutePath() == sweepsFolder(); }

}  // namespace plimsoll::gui
