// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/views/plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class CursorReadOut;

/// Which share of the requests is answered within a time, for every time; or, by powers of ten, which share is not.
class LatencyDistributionView : public PlotView {
    Q_OBJECT

public:
    enum class Shape { within, tail };

    explicit LatencyDistributionView(Selection& selection, QWidget* parent = nullptr);

    void setShape(Shape shape);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    void cursorMoved(const std::optional<QPointF>& position) override;

private:
    [[nodiscard]] Shape shape() const;
    [[nodiscard]] QList<int> drawn() const;  ///< shown and with a distribution
    [[nodiscard]] std::vector<scenarios::SloSpec> objectivesOfLatency() const;
    void drawAxes();
    void drawGuides();
    void drawCurve(const Result& result, int deployment, int owner, const QPen& pen, const QString& name);
    void drawReference();
    [[nodiscard]] QString valueText(int deployment, double seconds) const;
    [[nodiscard]] double placeOf(double share) const;

    QComboBox* shapes_;
    AxisScale latencyScale_;
    double leastTail_ = 1;  ///< the smallest share above 0 that is slower than some point
    CursorReadOut* readOut_ = nullptr;
};

}  // namespace plimsoll::gui
