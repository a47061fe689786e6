// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace plimsoll::gui {

/// Text under a plot that wraps at the plot's width; in pictures, too. In a low plot it is cut short.
class CaptionElement : public QCPLayoutElement {
    Q_OBJECT

public:
    explicit CaptionElement(QCustomPlot* plot);

    void setText(const QString& text) { text_ = text; }
    [[nodiscard]] const QString& text() const { return text_; }
    void setStyle(const QFont& font, const QColor& colour);

    [[nodiscard]] QSize minimumOuterSizeHint() const override;
    [[nodiscard]] QSize maximumOuterSizeHint() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] int heightOf(const QString& text, int width) const;
    [[nodiscard]] int mostHeight() const;
    /// As much of the text as there is room for.
    [[nodiscard]] QString fitting(int width) const;
    [[nodiscard]] int heightFor(int width) const;

    QString text_;
    QFont font_;
    QColor colour_;
};

}  // namespace plimsoll::gui
