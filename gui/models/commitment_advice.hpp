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

/// A commitment of the best mix of one deployment.
struct AdvisedCommitment {
    QString title;   ///< "Reserved Instance"
    QString covers;  ///< an offer, a family or a region
    std::optional<double> machines;
    double perHour = 0;  ///< USD
    double unusedPerMonth = 0;
    std::optional<double> utilisation;
    bool verified = true;
};

/// What an hour of the simulated week costs with the mix, USD.
struct AdvisedHour {
    double used = 0;    ///< of what is committed
    double unused = 0;  ///< of it, too
    double onDemand = 0;
};

/// Which commitments would be worth it for one deployment.
struct DeploymentAdvice {
    QString name;
    bool lost = false;
    QList<AdvisedCommitment> mix;  ///< empty: none is
    double onDemand = 0;           ///< USD a month, without
    double total = 0;              ///< with the mix
    double saving = 0;
    double savingLow = 0, savingHigh = 0;  ///< 95 %
    double unused = 0;
    double coverage = 0;
    std::optional<double> utilisation, breakEven;
    std::optional<int> paidBackInMonth;
    QList<AdvisedHour> hours;
    bool ratesKnown = true;  ///< else nothing could be chosen from
    QStringList warnings;
};

/// What `plimsoll commitments --json` says.
class CommitmentAdvice {
public:
    /// \throws std::runtime_error where the text is none
    explicit CommitmentAdvice(const QByteArray& json);

    QString term;     ///< "1y"
    QString upfront;  ///< "none"
    double horizonSeconds = 0;
    QList<DeploymentAdvice> deployments;
};

using CommitmentAdvicePtr = std::shared_ptr<const CommitmentAdvice>;

}  // namespace plimsoll::gui
