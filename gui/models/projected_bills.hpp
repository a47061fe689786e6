// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace plimsoll::gui {

/// What will be billed: of ten bills, eight lie from p10 to p90.
struct BillPrediction {
    double mean = 0, p10 = 0, p50 = 0, p90 = 0;
};

/// What machines cost in a month with the commitments of the scenario, what is paid upfront spread.
struct MonthCovered {
    double used = 0;    ///< of what is committed
    double unused = 0;  ///< of it, too
    double onDemand = 0;
};

/// A month of one deployment.
struct MonthAhead {
    QString month;  ///< "2027-05"
    double load = 1;
    double requests = 0;
    bool meetsObjectives = true;
    BillPrediction bill;
    BillPrediction cumulative;            ///< from the first month to this one
    double middle = 0;                    ///< with nothing uncertain: drivers of a change are differences of these
    std::optional<double> aboveBudget;    ///< probability that it costs more than the budget of a month
    std::optional<MonthCovered> covered;  ///< where the scenario names commitments
};

/// The months of a calendar year that are looked at.
struct YearAhead {
    int year = 0;
    int months = 0;
    BillPrediction bill;
    std::optional<double> aboveBudget;  ///< than the budget of a year
};

/// A driver and what it does.
struct NamedAmount {
    QString name;  ///< for people
    double value = 0;
};

/// What a unit costs, and what is left of what it earns; empty: it is not known.
struct UnitAhead {
    std::optional<BillPrediction> thousandRequests, millionTokens, user, margin, marginShare;
    std::optional<double> loses;  ///< probability of a loss
};

/// The months ahead of one deployment. With `lost`, only its name is known: a simulation ended without a result.
struct DeploymentAhead {
    QString name;
    bool lost = false;
    BillPrediction total;
    double presentValue = 0;
    QString missesFrom;          ///< first month in which it misses an objective; empty: none
    QList<NamedAmount> movedBy;  ///< shares of the variance of the sum, the largest first
    QList<NamedAmount> change;   ///< from the first month to the last
    UnitAhead unit;
    QList<MonthAhead> months;
    QList<YearAhead> years;
};

/// From which month on a deployment is the cheapest that meets its objectives.
struct CheapestFrom {
    QString month;
    QString deployment;  ///< empty: none does
};

/// What `plimsoll project --json` says: the bills of the months ahead.
class ProjectedBills {
public:
    /// \throws std::runtime_error where the text is none
    explicit ProjectedBills(const QByteArray& json);

    QString scenario;
    QString currency;  ///< of all amounts: "USD"
    int draws = 0;
    std::optional<double> budgetPerMonth, budgetPerYear;
    QList<CheapestFrom> cheapest;
    QList<DeploymentAhead> deployments;
    QStringList notes;

    [[nodiscard]] QStringList names() const;
    /// "2027-05", each once; empty where every deployment is lost.
    [[nodiscard]] QStringList months() const;
};

using ProjectedBillsPtr = std::shared_ptr<const ProjectedBills>;

}  // namespace plimsoll::gui
