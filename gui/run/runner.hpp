// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/compare_process.hpp"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <memory>

namespace plimsoll::gui {

/// Keeps the result of one scenario up to date: waits until typing pauses, asks for a coarse answer, then for the full
/// one. Only the newest text counts; whatever ran for an older one is ended and its result dropped.
class Runner : public QObject {
    Q_OBJECT

public:
    enum class State { idle, waiting, coarse, full, sensitivities };

    explicit Runner(QString program, QObject* parent = nullptr);
    ~Runner() override;

    /// Simulates this text soon. Does nothing where it is the text that was simulated last or is being simulated.
    void request(const QByteArray& scenario, const QString& folder);
    /// The same at once, and also when nothing changed.
    void runNow(const QByteArray& scenario, const QString& folder);
    /// From now on runs of so many requests are not refused.
    void allow(double requests);
    /// Runs what was simulated last once more, with its assumptions varied; does nothing while it is busy.
    void addSensitivities();
    /// Ends what runs or waits.
    void cancel();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool isBusy() const { return state_ != State::idle; }

    /// Simulated without asking: in about a minute on two processors.
    static constexpr double kMostRequests = 2e8;
    /// A pause in typing that starts a run.
    static constexpr int kPauseMs = 120;

signals:
    void stateChanged();
    void progressed(const plimsoll::gui::RunProgress& progress);
    void resultReady(const plimsoll::gui::ResultPtr& result, const QString& remark);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    void start(State state);
    void setState(State state);

    QString program_;
    QByteArray scenario_;
    QString folder_;
    State state_ = State::idle;
    double mostRequests_ = kMostRequests;
    QTimer pause_;
    std::unique_ptr<CompareProcess> process_;
};

}  // namespace plimsoll::gui
