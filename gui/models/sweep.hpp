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

namespace plimsoll::gui {

/// One value of the scenario that a sweep varies.
struct SweepTrack {
    QString name;        ///< of its column: "load"
    QString pointer;     ///< "/workload/load"
    QStringList values;  ///< as JSON
    QStringList shown;   ///< as people read them: long fractions rounded where that leaves each its own
    /// For people: the name, or where that was made of a pointer, its last words: "replicas min".
    QString words;
    QString owner;  ///< the deployment whose value it is, where `words` do not tell; else empty

    [[nodiscard]] QString label() const;  ///< "load", "replicas min of small machines"
};

/// What varies independently of the rest: one value, or several together.
struct SweepAxis {
    QList<SweepTrack> tracks;  ///< at least one
    QString name;              ///< "load", "replicas min, max of small machines"
    QString title;             ///< with its unit: "rate (/s)"
    QStringList labels;        ///< of each step: "2", "1, 4"
    /// Of the first track, where all of its values are numbers of one unit; else empty.
    QList<double> numbers;
    [[nodiscard]] int size() const { return static_cast<int>(labels.size()); }
};

/// What one deployment came to at one point.
struct SweepRow {
    int point = 0;  ///< index, not number
    int deployment = 0;
    bool cheapest = false;                 ///< the cheapest at its point that meets its objectives
    bool feasible = false;                 ///< meets its objectives and its deadline
    results::Estimate cost;                ///< USD/month
    std::optional<results::Estimate> p99;  ///< s; empty: nothing was measured
    /// Share of the limit that the objective it comes nearest to leaves; negative where that is missed. Empty where
    /// the store has no such figure.
    std::optional<double> slack;
};

struct SweepPoint {
    qint64 number = 0;          ///< in the grid
    QString state;              ///< "done", "invalid", "lost"
    QString message;            ///< why not done
    QList<int> at;              ///< step of each axis
    QList<int> rows;            ///< by deployment
    std::optional<int> winner;  ///< row of the cheapest
};

/// The results of a sweep: what its store holds.
class Sweep {
public:
    /// Of what `plimsoll query --format json` prints: the store's `about` (key and value), and what resultsQuery()
    /// asks for. \throws InputError, std::exception where they are nothing of the kind
    Sweep(const QByteArray& about, const QByteArray& rows);

    /// The columns that views need, a row for each point and deployment, those of points without results among them.
    [[nodiscard]] static QString resultsQuery(const QByteArray& about);
    /// The same of a store in which no point has a result.
    [[nodiscard]] static QString pointsQuery();

    [[nodiscard]] const QString& name() const { return name_; }              ///< of the scenario
    [[nodiscard]] const QString& scenarioText() const { return scenario_; }  ///< as the sweep was given it
    [[nodiscard]] const QString& scenarioPath() const { return path_; }      ///< "-" or where it was
    [[nodiscard]] const QString& program() const { return program_; }        ///< version
    [[nodiscard]] const QList<SweepAxis>& axes() const { return axes_; }
    [[nodiscard]] const QStringList& deployments() const { return deployments_; }
    [[nodiscard]] const QList<SweepPoint>& points() const { return points_; }
    [[nodiscard]] const QList<SweepRow>& rows() const { return rows_; }
    [[nodiscard]] const SweepRow& row(int index) const { return rows_[index]; }
    /// In seconds: what p99 of latency may be, where that is the same at every point.
    [[nodiscard]] std::optional<double> p99Limit() const { return p99Limit_; }
    /// How many combinations the axes make.
    [[nodiscard]] qint64 combinations() const;

    /// Overrides of the scenario at a point: "/workload/load=2", in their order.
    [[nodiscard]] QStringList overridesAt(int point) const;
    /// "load = 2, seed = 1".
    [[nodiscard]] QString placeText(int point) const;
    /// The point with these steps, where the store has it.
    [[nodiscard]] std::optional<int> pointAt(const QList<int>& at) const;

private:
    void readAbout(const QByteArray& about);
    void readRows(const QByteArray& rows);
    [[nodiscard]] QList<int> stepsOf(qint64 number) const;
    [[nodiscard]] QList<double> limitsAt(const SweepPoint& point) const;

    QString name_, scenario_, path_, program_;
    QStringList overrides_;  ///< of the scenario, before what varies
    std::vector<scenarios::SloSpec> objectives_;
    QList<SweepAxis> axes_;
    QStringList deployments_;
    QList<SweepPoint> points_;
    QList<SweepRow> rows_;
    std::optional<double> p99Limit_;
};

using SweepPtr = std::shared_ptr<const Sweep>;

/// Of these rows with a latency, those that no other costs less and is no slower than: from the fastest to the
/// cheapest.
[[nodiscard]] QList<int> paretoFront(const Sweep& sweep, const QList<int>& rows);

}  // namespace plimsoll::gui
