// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view.hpp"

class QTextBrowser;
class QTextDocument;

namespace plimsoll::gui {

struct SummaryLook;

/// The answer in words: what to deploy, why, how sure that is, and what would change it. Links select deployments.
class SummaryView : public View {
    Q_OBJECT

public:
    explicit SummaryView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;

protected:
    /// Whether there is nothing to say yet.
    [[nodiscard]] virtual bool isEmpty() const { return result() == nullptr; }
    /// A link of the page was clicked.
    virtual void follow(const QString& link);
    /// The page of the result, which is there.
    [[nodiscard]] virtual QString pageOf(const SummaryLook& look) const;
    void rebuild() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QString html(bool wide) const;
    /// Fills a document for a page of that width, in pixels of the font's device.
    void fill(QTextDocument& document, const QFontMetricsF& metrics, double width) const;
    void setPage();

    QTextBrowser* browser_;
    bool wide_ = false;
};

}  // namespace plimsoll::gui
