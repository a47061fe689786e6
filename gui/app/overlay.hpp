// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace plimsoll::gui {

/// Lies over an edge of the window, as large as what it holds: what comes and goes in it moves nothing below it.
class Overlay : public QWidget {
    Q_OBJECT

public:
    enum class Edge { upper, lower, left, all };

    /// Over the part of the window between two widgets of it; either may be null: then the window ends there.
    Overlay(Edge edge, QWidget* window, QWidget* above, QWidget* below);

    void add(QWidget* content);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void placeAnew();
    void placeBetween(int top, int bottom);

    Edge edge_;
    QWidget* above_;
    QWidget* below_;
    QVBoxLayout* layout_;
};

}  // namespace plimsoll::gui
