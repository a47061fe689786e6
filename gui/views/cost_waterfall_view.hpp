// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/cost_breakdown.hpp"
#include "gui/models/cost_waterfall.hpp"
#include "gui/views/plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class BasisBox;

/// Why one deployment costs more than another: from the baseline's cost to the selected one's, item by item.
class CostWaterfallView : public PlotView {
    Q_OBJECT

public:
    explicit CostWaterfallView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;

protected:
    void draw() override;
    void roomChanged() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    /// A row of the picture: a bar from one cost to another, and what stands beside it.
    struct Row {
        QString name;
        double from = 0, to = 0;  ///< on the basis
        QString label;
        QString detail;
        std::optional<int> deployment;  ///< of a total
    };

    /// To be taken apart by who asks is there only where the result tells.
    void offerTenants();
    [[nodiscard]] std::optional<Waterfall> waterfall() const;
    [[nodiscard]] QList<Row> rowsOf(const Waterfall& waterfall) const;
    [[nodiscard]] QString nameOf(int deployment) const;
    /// An hour or a month: there is no such way between costs per request of different deployments.
    [[nodiscard]] CostBasis basis() const;
    /// A monthly cost on the basis.
    [[nodiscard]] double onBasis(const pricing::Money& perMonth) const;

    BasisBox* basisBox_;
    QComboBox* steps_;  ///< items, drivers or tenants
    QList<Row> rows_;
};

}  // namespace plimsoll::gui
