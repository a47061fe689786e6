// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/token_plane.hpp"
#include "gui/views/estimate_bars.hpp"
#include "gui/views/plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class FigureBox;

/// Answers that come token by token: prefill against decode, with the objectives of both, or the tokens that a dollar
/// buys against the pace at which an answer comes. An API, whose times are not known token by token, is a line.
class TokenPlaneView : public PlotView {
    Q_OBJECT

public:
    explicit TokenPlaneView(Selection& selection, QWidget* parent = nullptr);

    void setPlane(TokenPlane plane);
    [[nodiscard]] FigureBox& figureBox() const { return *figureBox_; }

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    [[nodiscard]] TokenPlane plane() const;
    [[nodiscard]] bool isOfTimes() const { return plane() != TokenPlane::value; }
    /// The objectives of the figure that is shown: on one of the times, and on that of the tokens behind the first.
    [[nodiscard]] std::vector<scenarios::SloSpec> limitsOn(scenarios::SloSpec::Metric metric) const;
    [[nodiscard]] std::vector<scenarios::SloSpec> limitsOnNext() const;
    void drawAxes();
    void drawLimits();
    void drawLevels();
    void drawPoint(const TokenPoint& point);
    void drawLabels();
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QString acrossTitle() const;
    [[nodiscard]] QString upTitle() const;
    [[nodiscard]] QPointF placeOf(const TokenPoint& point) const;
    [[nodiscard]] QString nameOfDeployment(int deployment) const;

    QComboBox* planes_;
    FigureBox* figureBox_;
    QList<TokenPoint> points_;  ///< of the deployments that are shown
    QList<TokenLevel> levels_;
    AxisScale acrossScale_, upScale_;
};

}  // namespace plimsoll::gui
