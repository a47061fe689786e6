// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/notes.hpp"

#include <QList>
#include <QObject>
#include <QSet>
#include <optional>

namespace plimsoll::gui {

/// Seconds since the start of the horizon.
struct TimeSpan {
    double from = 0, to = 0;
    bool operator==(const TimeSpan&) const = default;
};

/// What the user looks at, shared by all views: the selected deployment, the baseline that others are compared with,
/// the deployments that are hidden, the part of the horizon that is zoomed to, and one hover cursor over load and over
/// time.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Index of a deployment in the result; empty: none is selected.
    [[nodiscard]] std::optional<int> deployment() const { return deployment_; }
    void select(std::optional<int> deployment);

    /// Index of the deployment that differences are taken against; empty: none.
    [[nodiscard]] std::optional<int> baseline() const { return baseline_; }
    void setBaseline(std::optional<int> deployment);

    [[nodiscard]] bool isHidden(int deployment) const { return hidden_.contains(deployment); }
    [[nodiscard]] const QSet<int>& hidden() const { return hidden_; }
    void setHidden(int deployment, bool hidden);
    /// Hides these and no others.
    void setHidden(const QSet<int>& deployments);
    /// Hides all of `count` deployments but this one; where it already is alone, shows all.
    void isolate(int deployment, int count);

    /// What may be spent, in USD per month; empty: no limit was given.
    [[nodiscard]] std::optional<double> budget() const { return budget_; }
    void setBudget(std::optional<double> usdPerMonth);

    /// Multiple of the scenario's load under the cursor, or where the load line was dragged to.
    [[nodiscard]] std::optional<double> hoverLoad() const { return hoverLoad_; }
    void hoverLoad(std::optional<double> load);
    /// Seconds since the start of the horizon under the cursor.
    [[nodiscard]] std::optional<double> hoverTime() const { return hoverTime_; }
    void hoverTime(std::optional<double> seconds);

    /// The part of the horizon that views over time show; empty: all of it.
    [[nodiscard]] std::optional<TimeSpan> shownTime() const { return shownTime_; }
    void showTime(std::optional<TimeSpan> span);

    /// Which look (styleOf) the deployment has: it keeps its colour where its place in the result changes.
    [[nodiscard]] int lookOf(int deployment) const { return looks_.value(deployment, deployment); }
    /// Looks of all deployments, in the result's order; beyond them, the place is the look.
    void setLooks(const QList<int>& looks);

    /// Asks for a run at a multiple of the scenario's load: the load line was dropped there.
    void chooseLoad(double multiple);
    /// Where the load line was dropped, until a full result shows that load as the scenario's own.
    [[nodiscard]] std::optional<double> chosenLoad() const { return chosenLoad_; }
    void forgetChosenLoad() { chosenLoad_.reset(); }

    /// Texts that somebody put on plots.
    [[nodiscard]] Notes& notes() { return notes_; }

    /// Forgets indices beyond the deployments of a new result.
    void restrictTo(int deployments);

signals:
    void changed();  ///< selection, baseline, what is hidden, looks, or the budget
    void hoverChanged();
    void shownTimeChanged();
    void loadChosen(double multiple);

private:
    std::optional<int> deployment_;
    std::optional<int> baseline_;
    QSet<int> hidden_;
    QList<int> looks_;
    std::optional<double> budget_;
    std::optional<double> hoverLoad_;
    std::optional<double> hoverTime_;
    std::optional<double> chosenLoad_;
    std::optional<TimeSpan> shownTime_;
    Notes notes_;
};

}  // namespace plimsoll::gui
