// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/cheapest_spans.hpp"
#include "gui/views/load_view.hpp"
#include "gui/views/time_cursor.hpp"

namespace plimsoll::gui {

/// Who is the cheapest that meets its objectives, over the load, as a ribbon: hatched where the next one does not
/// clearly cost more, slanted where it changes at a load that is not known.
class LoadRibbonView : public LoadView {
    Q_OBJECT

public:
    explicit LoadRibbonView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    void placeCursor() override;

private:
    void drawLineOver();
    [[nodiscard]] const CheapestSpan* spanAt(double rate) const;
    [[nodiscard]] QString textOf(const CheapestSpan& span) const;

    QList<CheapestSpan> spans_;
    SpanStrip* strip_ = nullptr;
    TimeCursor cursor_;
};

}  // namespace plimsoll::gui
