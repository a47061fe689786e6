// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/load_curve_view.hpp"

namespace plimsoll::gui {

class FigureBox;

/// How long each deployment takes at each load, by the mean or a percentile, and the objectives on just that.
class LatencyCurveView : public LoadCurveView {
    Q_OBJECT

public:
    explicit LatencyCurveView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] FigureBox& figureBox() const { return *figureBox_; }

protected:
    [[nodiscard]] QList<CurvePoint> curveOf(const results::DeploymentResult& deployment) const override;
    [[nodiscard]] Quantity quantity() const override { return Quantity::duration; }
    [[nodiscard]] Column column() const override;
    [[nodiscard]] QString path() const override;
    [[nodiscard]] QString intervalPath() const override;
    [[nodiscard]] QString axisTitle() const override;
    [[nodiscard]] QString valueText(const results::Estimate& value) const override;
    [[nodiscard]] QList<Limit> limits() const override;

private:
    FigureBox* figureBox_;
};

}  // namespace plimsoll::gui
