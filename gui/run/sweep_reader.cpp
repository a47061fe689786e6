// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/sweep_reader.hpp"

#include <utility>

namespace plimsoll::gui {

SweepReader::SweepReader(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {}

SweepReader::~SweepReader() = default;

void SweepReader::read(const QString& store) {
    store_ = store;
    ask(QStringLiteral("SELECT key, value FROM about"), &SweepReader::takeAbout,
        [this](const RunFailure& failure) { emit failed(failure); });
}

void SweepReader::ask(const QString& query, void (SweepReader::*take)(const QByteArray& output),
                      const std::function<void(const RunFailure&)>& otherwise) {
    const PlimsollProcess::Command command{
        {QStringLiteral("query"), store_, query, QStringLiteral("--format"), QStringLiteral("json")}, {}, {}, {0}};
    process_ = std::make_unique<PlimsollProcess>(program_, command);
    connect(process_.get(), &PlimsollProcess::finished, this, [this, take](const QByteArray& output) {
        process_.release()->deleteLater();
        (this->*take)(output);
    });
    connect(process_.get(), &PlimsollProcess::failed, this, [this, otherwise](const RunFailure& failure) {
        process_.release()->deleteLater();
        otherwise(failure);
    });
}

void SweepReader::takeAbout(const QByteArray& output) {
    about_ = output;
    const auto fail = [this](const RunFailure& failure) { emit failed(failure); };
    try {
        ask(Sweep::resultsQuery(about_), &SweepReader::takeRows, [this, fail](const RunFailure&) {
            // A store in which no point has a result has no figures.
            ask(Sweep::pointsQuery(), &SweepReader::takeRows, fail);
        });
    } catch (const std::exception& error) {
        fail({{}, QString::fromUtf8(error.what()), {}});
    }
}

void SweepReader::takeRows(const QByteArray& output) {
    SweepPtr sweep;
    try {
        sweep = std::make_shared<const Sweep>(about_, output);
    } catch (const std::exception& error) {
        emit failed({{}, QString::fromUtf8(error.what()), {}});
        return;
    }
    emit loaded(sweep);
}

}  // namespace plimsoll::gui
