// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/time_view.hpp"

#include <QSet>

namespace plimsoll::gui {

class LifePlot;

/// The lives of a deployment's instances, one below the other over time: how long each takes to start, what it serves,
/// and how it ends.
class InstancesView : public TimeView {
    Q_OBJECT

public:
    explicit InstancesView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    [[nodiscard]] QStringList readOut(double seconds) const override;
    void shownTimeChanged() override;

private:
    [[nodiscard]] std::optional<int> shownDeployment() const;
    [[nodiscard]] const results::DeploymentResult& deployment() const;
    void drawLegend();
    [[nodiscard]] QString captionText() const;

    LifePlot* lives_ = nullptr;
};

}  // namespace plimsoll::gui
