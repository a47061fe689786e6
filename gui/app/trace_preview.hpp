// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/trace_process.hpp"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;

namespace plimsoll::gui {

class ScenarioDocument;

/// What is in the trace that a scenario replays, beside the fields that name it: its rate over time, how bursty it is,
/// how long its requests are, and how much of the horizon it covers. Hidden where there is no trace.
class TracePreview : public QWidget {
    Q_OBJECT

public:
    TracePreview(ScenarioDocument& document, QString program, QWidget* parent = nullptr);
    ~TracePreview() override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void ask();
    void show(const TraceFigures& figures);
    void say(const QString& text);

    ScenarioDocument& document_;
    QString program_;
    QLabel* text_;
    QTimer pause_;
    TraceQuestion asked_;
    TraceFigures figures_;
    std::unique_ptr<TraceProcess> process_;
};

/// The trace that a scenario names; nothing where it names none.
[[nodiscard]] std::optional<TraceQuestion> traceQuestion(const ScenarioDocument& document);

/// What there is to say of a trace, line by line; \param horizonSeconds of the scenario, 0: unknown
[[nodiscard]] QStringList traceLines(const TraceFigures& figures, double horizonSeconds);

}  // namespace plimsoll::gui
