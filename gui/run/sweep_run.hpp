// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/sweep_reader.hpp"

#include <QTimer>

#include <memory>

namespace plimsoll::gui {

/// A sweep that is to run: a scenario that says what varies, where its relative paths start, and the store that takes
/// its points.
struct SweepOrder {
    QByteArray scenario;
    QString folder;
    QString store;
};

/// `plimsoll sweep` into a store, as a process of its own; what is there by then is read now and then, and in the end.
/// Points that are in the store are not simulated again; what is there stays when a run is cancelled.
class SweepRun : public QObject {
    Q_OBJECT

public:
    explicit SweepRun(QString program, QObject* parent = nullptr);
    ~SweepRun() override;

    /// Completes the store.
    void start(const SweepOrder& order);
    /// Reads a store as it is.
    void read(const QString& store);
    /// Ends the sweep, and reads what it leaves.
    void cancel();

    [[nodiscard]] bool isBusy() const { return busy_; }

signals:
    void busyChanged();
    void progressed(const plimsoll::gui::SweepProgress& progress);
    /// While the run goes on, and once more before it ends.
    void loaded(const plimsoll::gui::SweepPtr& sweep);
    /// The run came to its end, and its last results were loaded.
    void ended();
    /// It came to an end without them; whatever was there stays.
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    void setBusy(bool busy);
    void finish();

    QString program_;
    QString store_;
    bool busy_ = false;
    std::unique_ptr<PlimsollProcess> process_;
    SweepReader reader_;
    QTimer look_;
};

/// Where the sweep of a scenario is kept between runs, so that what was simulated is not simulated again: a file for
/// each scenario, folder and program, below the session's caches. Empty: nothing can be written there.
[[nodiscard]] QString sweepCache(const QString& program, const QByteArray& scenario, const QString& folder);

/// Whether a store is one of them.
[[nodiscard]] bool isSweepCache(const QString& store);

}  // namespace plimsoll::gui
