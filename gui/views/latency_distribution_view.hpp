// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/views/plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class CursorReadOut;

/// Which share of the requests is answered within a time, for every time; or, by powers of ten, which share is not. Of
/// answers token by token also the times to and between tokens.
class LatencyDistributionView : public PlotView {
    Q_OBJECT

public:
    enum class Shape { within, tail };

    explicit LatencyDistributionView(Selection& selection, QWidget* parent = nullptr);

    void setShape(Shape shape);
    /// Of those of the result.
    void setMetric(scenarios::SloSpec::Metric metric);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    void cursorMoved(const std::optional<QPointF>& position) override;

private:
    [[nodiscard]] Shape shape() const;
    [[nodiscard]] scenarios::SloSpec::Metric metric() const;
    [[nodiscard]] bool has(const Result& result, int deployment) const;
    void offerMetrics();
    [[nodiscard]] QList<int> drawn() const;  ///< shown and with a distribution
    [[nodiscard]] std::vector<scenarios::SloSpec> objectivesOfMetric() const;
    void drawAxes();
    void drawGuides();
    void drawCurve(const Result& result, int deployment, int owner, const QPen& pen, const QString& name);
    void drawReference();
    [[nodiscard]] QString valueText(int deployment, double seconds) const;
    [[nodiscard]] double placeOf(double share) const;

    QComboBox* metrics_;  ///< their data: which; hidden where there is latency alone
    QComboBox* shapes_;
    AxisScale latencyScale_;
    double leastTail_ = 1;  ///< the smallest share above 0 that is slower than some point
    CursorReadOut* readOut_ = nullptr;
};

}  // namespace plimsoll::gui
