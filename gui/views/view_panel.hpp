// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view_kinds.hpp"

#include <QWidget>

class QStackedLayout;
class QToolButton;

namespace plimsoll::gui {

class TableWidget;

/// A view with its table twin behind it and a strip of buttons: table or picture, and saving either as a file.
class ViewPanel : public QWidget {
    Q_OBJECT

public:
    ViewPanel(const ViewKind& kind, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] View& view() const { return *view_; }
    void showTable(bool table);

signals:
    void exportRequested(View* view);

private:
    void refreshTable();

    View* view_;
    TableWidget* table_;
    QStackedLayout* stack_;
    QToolButton* tableButton_;
};

}  // namespace plimsoll::gui
