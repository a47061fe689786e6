// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/run/progress_line.hpp"

#include <QObject>

#include <optional>
#include <vector>

class QProcess;

namespace plimsoll::gui {

/// Why a run gave no result.
struct RunFailure {
    std::vector<Problem> problems;  ///< in the scenario; empty where the failure is another one
    QString message;                ///< what happened, for the user
    std::optional<RunRefusal> refusal;
};

/// `plimsoll compare` of one scenario, as a process of its own. Destroying it ends the process at once, and nothing of
/// it is reported any more.
class CompareProcess : public QObject {
    Q_OBJECT

public:
    /// Starts simulating `scenario`, a text whose relative paths start at `folder`, unless that would be more than so
    /// many requests; with more options of `compare`.
    CompareProcess(const QString& program, const QByteArray& scenario, const QString& folder, double mostRequests,
                   const QStringList& options = {}, QObject* parent = nullptr);
    ~CompareProcess() override;

signals:
    void progressed(const plimsoll::gui::RunProgress& progress);
    /// `remark` is what a run that lost some of its simulations said about it; else empty.
    void finished(const std::shared_ptr<plimsoll::gui::Result>& result, const QString& remark);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    void readErrors();
    void end(int exitCode, bool crashed);
    void fail(const QString& message);

    QProcess* process_;
    std::vector<Problem> problems_;
    QString said_;  ///< plain lines of standard error
    std::optional<RunRefusal> refusal_;
};

}  // namespace plimsoll::gui
