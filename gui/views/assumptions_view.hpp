// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view.hpp"

#include <QDate>

class QCheckBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace plimsoll::gui {

class AssumptionsFilter;
class AssumptionsModel;

/// Every value that a result rests on: what it is, where it comes from, of when, and how it differs from a reference
/// result. Double click or Enter asks for its place in the scenario.
class AssumptionsView : public View {
    Q_OBJECT

public:
    explicit AssumptionsView(Selection& selection, QWidget* parent = nullptr);

    /// The day at which prices are judged to be old; today unless it is set.
    void setToday(const QDate& today);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;

protected:
    void rebuild() override;
    void selectionChanged() override;

private:
    void activate(const QModelIndex& index);
    void refresh();
    /// What is shown, as rows.
    [[nodiscard]] Table shownTable() const;

    AssumptionsModel* model_;
    AssumptionsFilter* filter_;
    QLineEdit* words_;
    QCheckBox* onlyDefaults_;
    QCheckBox* onlyDifferences_;
    QLabel* count_;
    QTreeView* tree_;
    QDate today_;
};

}  // namespace plimsoll::gui
