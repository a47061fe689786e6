// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/tornado.hpp"
#include "gui/views/plot_view.hpp"

class QCPMarginGroup;

namespace plimsoll::gui {

/// Which assumption matters most: for one deployment, how far its monthly cost and its p99 go with each assumption at
/// either end of what it may be, the widest first. Where the result does not know, it asks for that when it is seen.
class SensitivitiesView : public PlotView {
    Q_OBJECT

public:
    explicit SensitivitiesView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;

protected:
    void rebuild() override;
    void draw() override;
    [[nodiscard]] bool waitsFor(const Result& coarse) const override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;

private:
    /// One of the two tornadoes: what it is of, and where it is drawn.
    struct Half {
        QCPAxisRect* rect = nullptr;
        QString title;
        QString (*text)(double) = nullptr;
        Tornado tornado = {};
    };

    [[nodiscard]] std::optional<int> shownDeployment() const;
    void drawHalf(Half& half, int deployment);
    void labelRows(const Half& half);
    [[nodiscard]] static QString rowText(const Half& half, const TornadoRow& row);

    Half cost_, p99_;
};

}  // namespace plimsoll::gui
