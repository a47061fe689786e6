// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

class QProcess;

namespace plimsoll::gui {

/// A recorded trace, and how the scenario says that it is read.
struct TraceQuestion {
    QString path;
    QString folder;       ///< where a relative path starts
    QString format;       ///< empty: the program guesses
    QStringList columns;  ///< "time=timestamp"
    QString timeUnit;     ///< empty: seconds

    bool operator==(const TraceQuestion&) const = default;
};

/// What `plimsoll trace inspect --json` says of a trace, as far as the form shows it.
struct TraceFigures {
    QString format;
    double requests = 0;
    double spanSeconds = 0;
    double ratePerSecond = 0;
    std::optional<double> dispersion;  ///< of the counts in seconds; 1 for a Poisson process
    double inputP50 = 0, inputP99 = 0;
    double outputP50 = 0, outputP99 = 0;
    QList<double> counts;  ///< requests in equal parts of the span
};

/// Nothing where the text is none.
[[nodiscard]] std::optional<TraceFigures> readTraceFigures(const QByteArray& json);

/// The format that the program sees in a file, and the columns of a table; nothing where it is no trace. Waits for it:
/// only the first lines are read.
struct GuessedTrace {
    QString format;
    QStringList columns;
};
[[nodiscard]] std::optional<GuessedTrace> guessTrace(const QString& program, const QString& path);

/// `plimsoll trace inspect` of one trace, as a process of its own, which ends with it.
class TraceProcess : public QObject {
    Q_OBJECT

public:
    TraceProcess(const QString& program, const TraceQuestion& question, QObject* parent = nullptr);
    ~TraceProcess() override;

signals:
    void finished(const plimsoll::gui::TraceFigures& figures);
    /// Why the trace could not be read.
    void failed(const QString& message);

private:
    QProcess* process_;
};

}  // namespace plimsoll::gui
