// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/run/plimsoll_process.hpp"

namespace plimsoll::gui {

/// `plimsoll compare` of one scenario, as a process of its own. Destroying it ends the process at once, and nothing of
/// it is reported any more.
class CompareProcess : public QObject {
    Q_OBJECT

public:
    /// Starts simulating `scenario`, a text whose relative paths start at `folder`, unless that would be more than so
    /// many requests; with more options of `compare`.
    CompareProcess(const QString& program, const QByteArray& scenario, const QString& folder, double mostRequests,
                   const QStringList& options = {}, QObject* parent = nullptr);

signals:
    void progressed(const plimsoll::gui::RunProgress& progress);
    /// `remark` is what a run that lost some of its simulations said about it; else empty.
    void finished(const std::shared_ptr<plimsoll::gui::Result>& result, const QString& remark);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    PlimsollProcess* process_;
};

}  // namespace plimsoll::gui
