// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/what_if.hpp"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QSlider;

namespace plimsoll::gui {

/// Sliders that lay factors over the scenario: load, growth, objectives, interruptions, prices.
class WhatIfPanel : public QWidget {
    Q_OBJECT

public:
    explicit WhatIfPanel(QWidget* parent = nullptr);

    /// As they were set, or as the sliders were moved since.
    [[nodiscard]] const WhatIf& factors() const { return factors_; }
    /// Shows factors without reporting them as a change.
    void setFactors(const WhatIf& factors);

signals:
    void factorsChanged(const plimsoll::gui::WhatIf& factors);

private:
    /// A slider over an exponent of two (factors) or over a share.
    struct Row {
        double WhatIf::*value;
        bool isShare;
        QSlider* slider;
        QLabel* reading;
    };
    void addRow(const QString& name, const QString& title, const QString& help, double WhatIf::*value, bool isShare);
    void showReading(const Row& row) const;

    std::vector<Row> rows_;
    WhatIf factors_;
};

}  // namespace plimsoll::gui
