// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view.hpp"

class QTableView;

namespace plimsoll::gui {

class TableModel;

/// Every figure of every deployment, also those that no other view knows: the deployments are columns, so that they
/// are read side by side.
class FieldsView : public View {
    Q_OBJECT

public:
    explicit FieldsView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;

protected:
    void rebuild() override;

private:
    TableModel* model_;
    QTableView* view_;
};

}  // namespace plimsoll::gui
