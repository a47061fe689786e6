// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/compare/comparison.hpp"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

class QJsonValue;

namespace plimsoll::gui {

/// One way to serve that the planner has simulated.
struct PlanCandidate {
    struct Objective {
        QString text;  ///< "p99 latency <= 150 ms"
        double limit = 0;
        std::optional<results::Estimate> value;  ///< s; empty: too many requests get no answer
    };
    QString deployment;
    QString at;        ///< "max_batch = 8, min = 3"; empty: nothing of it varies
    QStringList sets;  ///< overrides that make it of the scenario
    bool met = false;
    results::Estimate cost;                ///< USD/month
    std::optional<results::Estimate> p99;  ///< s
    QList<Objective> objectives;
    int binding = 0;  ///< the one that it comes nearest to, or misses by most

    [[nodiscard]] QString name() const;  ///< "small GPUs at max_batch = 8"
};

/// What `plimsoll plan --json` answered.
class PlanAnswer {
public:
    /// \throws std::runtime_error where the text is no answer
    explicit PlanAnswer(const QByteArray& json);

    QString scenario;
    double tolerance = 0, confidence = 0;
    double probability = 0;  ///< that the choice is good, at least; without a winner, that nothing meets the objectives
    /// Whoever is named below: each once. The front is of it.
    QList<PlanCandidate> candidates;
    QList<int> front;  ///< of cost and p99, the cheapest first
    std::optional<int> winner, runnerUp, cheaper, faster, nearest;
    std::optional<results::Interval> difference;  ///< of the runner-up's cost less the winner's
    QString rival;                                ///< about which most is in doubt; empty: nothing is
    QString whyHopeless;
    qint64 all = 0, hopeless = 0, tooExpensive = 0, examplesLeftOut = 0, batchesLeftOut = 0;
    qint64 points = 0, invalid = 0;
    QString whyInvalid;
    qint64 simulations = 0, fromCache = 0, exhaustive = 0;
    QStringList lost;

    /// Names of deployments, each once, in the order of candidates.
    [[nodiscard]] QStringList deployments() const;
    [[nodiscard]] const PlanCandidate& at(int index) const { return candidates[index]; }
    /// "winner", "next", "cheaper, too slow", "faster"; empty: it is on the front alone.
    [[nodiscard]] QString roleOf(int candidate) const;

private:
    std::optional<int> take(const QJsonValue& json);
};

using PlanPtr = std::shared_ptr<const PlanAnswer>;

}  // namespace plimsoll::gui
