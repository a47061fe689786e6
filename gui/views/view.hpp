// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/shown_comparison.hpp"
#include "gui/models/table.hpp"

#include <QJsonObject>
#include <QWidget>

namespace plimsoll::gui {

/// One way of looking at a result. A view knows its drawing and its table twin, nothing of other views: what they have
/// in common goes through Selection. To add one, derive, and add a line to view_kinds.cpp.
class View : public QWidget {
    Q_OBJECT

public:
    explicit View(Selection& selection, QWidget* parent = nullptr);

    /// Shows this result, or keeps what is shown where the view waitsFor() more than it tells.
    void setResult(ResultPtr result);
    /// Another result to show the difference to, e.g. of a second scenario; may be null.
    void setReference(ResultPtr reference);
    /// What keeps the result from being a fact of the scenario as it stands there: a what-if, a preview, its age;
    /// empty: nothing.
    void setStamp(const QString& stamp);
    [[nodiscard]] const QString& stamp() const { return stamp_; }
    /// The part of the horizon that the view is about, "from 08:00 to 09:30"; empty: all of it, or it has no time.
    [[nodiscard]] QString range() const;
    /// What it shows, for pictures of it that leave the window: the scenario, and the fingerprint of its result.
    [[nodiscard]] virtual QString source() const;
    [[nodiscard]] const Result* result() const { return result_.get(); }
    [[nodiscard]] const Result* reference() const { return reference_.get(); }

    /// The numbers of the picture. Fields of the result that this program does not know belong to it, too.
    [[nodiscard]] virtual Table table() const = 0;
    /// What is drawn, in words and numbers, for tests and screen readers; empty without a result.
    [[nodiscard]] virtual QJsonObject scene() const = 0;
    /// Draws the picture, without buttons and cursors, on an image, a vector file or a printer's page; nothing else is
    /// painting on it.
    virtual void paintTo(QPaintDevice& device, const QSize& size) = 0;

    /// What chooses how it is drawn, for the panel around the view; null where there is nothing to choose.
    [[nodiscard]] virtual QWidget* controls() const { return nullptr; }

signals:
    void resultChanged();
    void stampChanged(const QString& stamp);
    void rangeChanged(const QString& range);
    /// Asks to see where a value comes from in the scenario: a JSON pointer.
    void pointerActivated(const QString& pointer);
    /// Asks for the assumptions of the result to be varied, which it lacks.
    void sensitivitiesWanted();

protected:
    [[nodiscard]] Selection& selection() const { return selection_; }
    [[nodiscard]] bool isDark() const;

    /// The comparison of the deployments that are not hidden; there must be a result.
    [[nodiscard]] const ShownComparison& shownComparison() const;

    /// Whether this coarse result tells nothing that could be drawn here, so that what is shown should stay until the
    /// full one comes. Asked where there is something to stay.
    [[nodiscard]] virtual bool waitsFor(const Result& /*coarse*/) const { return false; }
    /// What is shown is older than the newest result.
    [[nodiscard]] bool isBehind() const { return behind_; }

    /// Draws everything anew: the result, the reference or the palette changed. Called with and without a result.
    virtual void rebuild() = 0;
    /// The selection, the baseline or what is hidden changed.
    virtual void selectionChanged() { rebuild(); }
    /// Whether it is about a part of the horizon, once one is chosen (Selection::shownTime).
    [[nodiscard]] virtual bool hasTime() const { return false; }
    /// Another part was chosen; must be quick.
    virtual void shownTimeChanged() {}
    /// The hover cursor moved; must be cheap.
    virtual void hoverChanged() {}

    /// Rebuilds now or, while the view is not visible, when it is shown; the table twin follows.
    void update();
    /// Rebuilds what was put off while the view was not visible.
    void refresh();

    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    Selection& selection_;
    ResultPtr result_;
    ResultPtr reference_;
    mutable std::optional<ShownComparison> shown_;  ///< made when it is asked for
    mutable QSet<int> hiddenThen_;
    QString stamp_;
    bool stale_ = false;   ///< changed while it was not visible
    bool behind_ = false;  ///< keeps an older result until the full one comes
};

}  // namespace plimsoll::gui
