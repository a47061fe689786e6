// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/runner.hpp"

#include "gui/run/coarse_scenario.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

Runner::Runner(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, [this] { start(State::coarse); });
}

Runner::~Runner() = default;

void Runner::request(const QByteArray& scenario, const QString& folder) {
    if (scenario == scenario_ && folder == folder_) return;
    process_.reset();
    scenario_ = scenario;
    folder_ = folder;
    setState(State::waiting);
    pause_.start();
}

void Runner::runNow(const QByteArray& scenario, const QString& folder) {
    pause_.stop();
    scenario_ = scenario;
    folder_ = folder;
    start(State::coarse);
}

void Runner::allow(double requests) { mostRequests_ = std::max(mostRequests_, requests); }

void Runner::addSensitivities() {
    if (!isBusy() && !scenario_.isEmpty()) start(State::sensitivities);
}

void Runner::cancel() {
    pause_.stop();
    process_.reset();
    scenario_.clear();  // so that asking for the same again runs it
    setState(State::idle);
}

void Runner::start(State state) {
    const QByteArray coarse = coarseScenario(scenario_);
    if (state == State::coarse && coarse == scenario_) state = State::full;
    const bool isCoarse = state == State::coarse;
    QStringList options;
    if (state == State::sensitivities) options.append(QStringLiteral("--sensitivities"));
    process_ =
        std::make_unique<CompareProcess>(program_, isCoarse ? coarse : scenario_, folder_, mostRequests_, options);
    connect(process_.get(), &CompareProcess::progressed, this, &Runner::progressed);
    connect(process_.get(), &CompareProcess::finished, this,
            [this, isCoarse](const std::shared_ptr<Result>& result, const QString& remark) {
                process_.release()->deleteLater();
                if (isCoarse) {
                    result->markCoarse();
                    start(State::full);
                } else {
                    setState(State::idle);
                }
                emit resultReady(result, remark);
            });
    connect(process_.get(), &CompareProcess::failed, this, [this](const RunFailure& failure) {
        process_.release()->deleteLater();
        setState(State::idle);
        emit failed(failure);
    });
    setState(state);
}

void Runner::setState(State state) {
    if (std::exchange(state_, state) != state) emit stateChanged();
}

}  // namespace plimsoll::gui
