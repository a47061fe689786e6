// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/deployment_style.hpp"
#include "gui/views/note_items.hpp"
#include "gui/views/view.hpp"

#include <QHash>
#include <QPen>
#include <QRect>

#include <optional>

class QCPAbstractPlottable;
class QCPAxis;
class QCPAxisRect;
class QCPGraph;
class QCPLayer;
class QCPLayoutElement;
class QCPScatterStyle;
class QCustomPlot;
class QKeyEvent;
class QLabel;
class QMenu;
class QMouseEvent;

namespace plimsoll::gui {

class CaptionElement;
class LegendStrip;
struct LegendEntry;

/// A view that is one QCustomPlot: colours from the palette, a legend above and a caption below, a scene description of
/// everything in the plot, and a sentence in its place while there is nothing to draw. Subclasses fill the plot in
/// draw(), say what is at a position, and what they let be dragged; the mouse and the keys work alike in all of them:
/// a click selects the deployment under it and one beside everything deselects, the arrows up and down go from one
/// deployment to the next, Escape deselects, dragging and the wheel move and zoom, dragging with Shift zooms to a
/// rectangle and Backspace back again (with Shift, forward), a double click shows everything, a click in the legend
/// shows its deployment alone or all again, with Ctrl it hides or shows that one, Space does the same with the selected
/// one, plus and minus zoom, Home shows everything, N or the menu puts a note there, which is dragged and, by a double
/// click, edited, and a menu copies the picture and the table. A frame says that the plot has the keyboard.
class PlotView : public View {
    Q_OBJECT

public:
    explicit PlotView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;

    [[nodiscard]] QCustomPlot& plot() const { return *plot_; }
    [[nodiscard]] QWidget* controls() const override { return controls_; }

protected:
    /// Fills the emptied plot; the result is there and has deployments.
    virtual void draw() = 0;
    /// The deployments that are drawn, in the order of their indices: those of the result, unless a view shows
    /// something else.
    [[nodiscard]] virtual QStringList deploymentNames() const;
    /// Why nothing can be drawn of this result ("This scenario has no load curve. Add ..."); empty: it can.
    [[nodiscard]] virtual QString emptyReason() const { return {}; }
    /// What is drawn, in a sentence or two for screen readers; the verdict unless a view knows better.
    [[nodiscard]] virtual QString spoken() const;

    /// Says whose a drawn line, point or bar is, for the mouse.
    void setOwner(const QCPAbstractPlottable& plottable, int deployment) { owners_.insert(&plottable, deployment); }
    /// The deployment that is drawn at a position of the plot; empty: none is. The owner of what is nearest, unless a
    /// view knows better.
    [[nodiscard]] virtual std::optional<int> deploymentAt(const QPointF& position) const;
    /// The exact numbers of what is at a position, or its name where the legend has no room for it; empty: nothing to
    /// tell.
    [[nodiscard]] virtual QString toolTipAt(const QPointF& position) const;
    /// The cursor moved to a position, or left the plot (empty). Must be cheap.
    virtual void cursorMoved(const std::optional<QPointF>& position);
    /// Whether something that can be dragged sideways is at a position; then it gets dragTo() and, where it was moved,
    /// drop().
    [[nodiscard]] virtual bool grabsAt(const QPointF& position) const;
    virtual void dragTo(const QPointF& position);
    virtual void drop() {}
    /// What the pointer looks like over it.
    [[nodiscard]] virtual Qt::CursorShape grabCursor() const { return Qt::SplitHCursor; }
    /// A click beside the legend: selects what is there.
    virtual void clicked(const QPointF& position, bool withControl);
    /// A double click. \returns whether there was something to open; else everything is shown.
    virtual bool opened(const QPointF& /*position*/) { return false; }
    /// The plot has got other room: what was counted in pixels is counted anew. Must not draw; a replot follows.
    virtual void roomChanged() {}
    /// \returns whether the key was for the view.
    virtual bool keyPressed(const QKeyEvent& event);
    /// Whether Escape lets go of something here, and is not for the window.
    [[nodiscard]] virtual bool holds() const { return selection().deployment().has_value(); }
    virtual void letGo() { selection().select({}); }
    /// Where the cursor of all views is along the x axis; empty: nowhere.
    [[nodiscard]] virtual std::optional<double> cursorX() const { return {}; }
    /// What the coordinates of its notes mean (Note::space), and whether only x counts; without a name it has none.
    struct NoteSpace {
        QString name;
        bool lines = false;
    };
    [[nodiscard]] virtual NoteSpace noteSpace() const { return {}; }
    /// More for the menu at a position of the plot.
    virtual void addToMenu(QMenu& /*menu*/, const QPointF& /*position*/) {}
    /// Whether redrawing for another result keeps the ranges that the user zoomed to.
    [[nodiscard]] bool isZoomed() const { return zoomed_; }

    static constexpr qsizetype kMostInLegend = 12;

    // How things look in every view.
    void styleAxes(QCPAxisRect& rect) const;
    void setLogarithmic(QCPAxis& axis) const;
    [[nodiscard]] DeploymentStyle styleOf(int deployment) const;
    /// Thin and not dashed in a crowd.
    [[nodiscard]] QPen penOf(int deployment, bool faint = false) const;
    /// More deployments are shown than can be told apart: what is drawn of each must be cheap.
    [[nodiscard]] bool isCrowd() const { return crowd_; }
    [[nodiscard]] QColor colourOf(int deployment) const;
    /// Of that width in pixels, filled or hollow, and faint where the deployment is.
    [[nodiscard]] QCPScatterStyle markerOf(int deployment, double size, bool filled = true) const;
    [[nodiscard]] QColor textColour() const;
    /// Between text and background: for axes and what explains.
    [[nodiscard]] QColor softColour() const;
    [[nodiscard]] QColor faintColour() const;
    /// Drawn faintly, because another one is selected.
    [[nodiscard]] bool isFaint(int deployment) const;
    /// The deployments that are not hidden, in the result's order.
    [[nodiscard]] QList<int> shown() const;
    /// The deployment that differences are taken against, where the result has it.
    [[nodiscard]] std::optional<int> baseline() const;
    /// Above the plot: an entry for each of the deployments that are shown (for the selected one alone where they are
    /// more than twelve), then `more`. With no more than twelve in all, those that are hidden have pale ones, for the
    /// mouse; pictures have not.
    void showLegend();
    void showLegend(const QList<LegendEntry>& more);
    [[nodiscard]] LegendEntry legendEntryOf(int deployment) const;
    /// These and no others.
    void showLegendOf(const QList<LegendEntry>& entries);
    /// How to read the picture, below it.
    void setCaption(const QString& text);
    /// Above the plot, from left to right; not part of the picture.
    void addControl(QWidget* control);
    /// Below the plot, above its caption; part of the picture.
    void addBelow(QCPLayoutElement* element);

    /// Draws anew with ranges that show everything: a setting of the view changed.
    virtual void showAll();
    /// What is shown now can be come back to, before other ranges are chosen.
    void noteRanges();

    /// On top of everything and redrawn alone: for what follows the cursor. Not part of pictures.
    [[nodiscard]] QCPLayer& cursorLayer() const { return *cursorLayer_; }

    void rebuild() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showMessage(const QString& message);
    void followLayout();
    void fitTitles();

    void mousePressed(const QMouseEvent& event);
    void mouseMoved(const QMouseEvent& event);
    void mouseReleased(const QMouseEvent& event);
    /// Of the caption, a note or the legend, else of what is drawn there.
    [[nodiscard]] QString tipAt(const QPointF& position) const;
    void mouseLeft();
    void clickedAt(const QPointF& position, bool withControl);
    /// Shows it alone, or all again; with Ctrl, hides or shows that one.
    void chooseInLegend(int deployment, bool withControl);
    void selectNext(int step);
    [[nodiscard]] bool isEmpty() const { return deploymentNames().isEmpty(); }
    void showMenu(const QPoint& position);
    void copyPicture();
    /// Where the keyboard acts: at the cursor, else in the middle.
    [[nodiscard]] QPointF cursorPlace() const;
    void doubleClicked(const QMouseEvent& event);
    void addNote(const QPointF& position);
    void editNote(qsizetype index);
    void addNotesTo(QMenu& menu, const QPointF& position);
    void addNoteActions(QMenu& menu, qsizetype index, const QPointF& position);
    /// The note, dragged until the pointer is at a position.
    [[nodiscard]] Note dragged(qsizetype index, const QPointF& position) const;
    using Ranges = QList<QPair<double, double>>;
    [[nodiscard]] Ranges ranges() const;
    void showRanges(const Ranges& ranges);
    void zoomBy(double factor);
    void zoomBack();
    void zoomForward();

    QCustomPlot* plot_;
    QLabel* message_;
    QWidget* controls_ = nullptr;
    LegendStrip* legend_;
    CaptionElement* caption_;
    QCPLayer* cursorLayer_ = nullptr;
    QHash<const QCPAbstractPlottable*, int> owners_;
    QList<QRect> room_;  ///< of the axis rects, when they were laid out last
    QPointF pressedAt_;
    bool grabbed_ = false;
    bool zoomed_ = false;
    QList<Ranges> zoomHistory_;  ///< those of all axes before each rectangle
    QList<Ranges> zoomFuture_;   ///< and those that Backspace has left
    bool crowd_ = false;
    NoteItems notes_;
    qsizetype draggedNote_ = -1;
    QPointF grip_;  ///< from the place of the note that is dragged to the pointer
};

}  // namespace plimsoll::gui
