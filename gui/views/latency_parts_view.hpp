// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/latency_parts.hpp"
#include "gui/views/plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

/// Where latency goes: for each deployment a bar for the mean and one for each percentile, made up of its parts. As
/// shares, since one deployment answers within milliseconds and another one within hours; or in seconds.
class LatencyPartsView : public PlotView {
    Q_OBJECT

public:
    enum class Measure { shares, seconds };

    explicit LatencyPartsView(Selection& selection, QWidget* parent = nullptr);

    void setMeasure(Measure measure);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    void roomChanged() override;

private:
    /// A bar and where it lies; headings of deployments have a place of their own above their bars.
    struct Bar {
        double y = 0;
        PartsRow row;
    };

    [[nodiscard]] Measure measure() const;
    void placeBars();
    void drawAxes();
    void drawBars(bool faint);
    void drawTexts();
    void showFirstPlaces();
    [[nodiscard]] double latencyOf(const PartsRow& row) const;
    [[nodiscard]] double lengthOf(const PartsRow& row, double seconds) const;
    [[nodiscard]] const Bar* barAt(const QPointF& position) const;

    QComboBox* measures_;
    QList<Bar> bars_;
    double places_ = 0;  ///< of bars and headings
};

}  // namespace plimsoll::gui
