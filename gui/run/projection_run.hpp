// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/commitment_advice.hpp"
#include "gui/models/projected_bills.hpp"
#include "gui/run/plimsoll_process.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace plimsoll::gui {

/// The months ahead that are to be looked at: a scenario, where its relative paths start, and what a month may cost.
struct ProjectionOrder {
    QByteArray scenario;
    QString folder;
    std::optional<double> budget;  ///< USD a month; empty: as the scenario says
};

/// `plimsoll project` and then `plimsoll commitments` of a scenario, or `plimsoll report`, as processes of their own,
/// one at a time.
class ProjectionRun : public QObject {
    Q_OBJECT

public:
    explicit ProjectionRun(QString program, QObject* parent = nullptr);
    ~ProjectionRun() override;

    void start(const ProjectionOrder& order);
    /// Writes the report of the same into a folder.
    void report(const ProjectionOrder& order, const QString& into);
    void cancel();
    [[nodiscard]] bool isBusy() const { return process_ != nullptr; }

signals:
    void busyChanged();
    /// `remark` is what it told a person beside the bills; may be empty. The commitments follow.
    void projected(const plimsoll::gui::ProjectedBillsPtr& bills, const QString& remark);
    void advised(const plimsoll::gui::CommitmentAdvicePtr& commitments);
    /// `remark` says what could not be written; may be empty.
    void reported(const QString& folder, const QString& remark);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    using Taken = std::function<void(const QByteArray& output, const QString& said)>;
    void run(const QStringList& arguments, const ProjectionOrder& order, const Taken& taken);
    void advise(const ProjectionOrder& order);

    QString program_;
    std::unique_ptr<PlimsollProcess> process_;
};

}  // namespace plimsoll::gui
