// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plot_view.hpp"

#include "gui/models/text.hpp"
#include "gui/views/caption_element.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/marker_style.hpp"
#include "gui/views/plot_scene.hpp"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <numeric>

namespace plimsoll::gui {

namespace {

constexpr double kFaintAlpha = 0.25;
constexpr int kFocusFrame = 2;  // px

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](float x, float y) { return static_cast<float>(x * (1 - share) + y * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

constexpr const char* kTitle = "title";
constexpr const char* kShownTitle = "shownTitle";

/// The title that an axis was drawn with, whatever there is room for.
QString titleOf(QCPAxis& axis) {
    if (axis.label() != axis.property(kShownTitle).toString()) axis.setProperty(kTitle, axis.label());
    return axis.property(kTitle).toString();
}

void showTitle(QCPAxis& axis, const QString& title) {
    axis.setProperty(kShownTitle, title);
    axis.setLabel(title);
}

}  // namespace

PlotView::PlotView(Selection& selection, QWidget* parent)
    : View(selection, parent),
      plot_(new QCustomPlot(this)),
      message_(new QLabel(this)),
      legend_(new LegendStrip(plot_)),
      caption_(new CaptionElement(plot_)),
      cursorLayer_(plot_->layer(QStringLiteral("overlay"))),
      notes_(*plot_) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kFocusFrame, kFocusFrame, kFocusFrame, kFocusFrame);
    layout->addWidget(plot_);
    layout->addWidget(message_);
    setFocusProxy(plot_);
    constexpr int kMessageMargin = 24;
    message_->setMargin(kMessageMargin);
    message_->setWordWrap(true);
    message_->setAlignment(Qt::AlignCenter);
    plot_->hide();
    plot_->setAccessibleName(tr("Plot"));
    // Rather a plot that is too small than a window that is too large for its screen.
    constexpr QSize kSmallest(160, 100);
    plot_->setMinimumSize(kSmallest);
    plot_->setFocusPolicy(Qt::StrongFocus);
    plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot_->setNoAntialiasingOnDrag(true);
    plot_->setAutoAddPlottableToLegend(false);  // its own legend would slow down hundreds of plottables
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    auto* rows = plot_->plotLayout();
    rows->insertRow(0);
    rows->addElement(0, 0, legend_);
    rows->addElement(rows->rowCount(), 0, caption_);
    rows->setRowSpacing(0);
    connect(plot_, &QCustomPlot::mousePress, this, [this](const QMouseEvent* event) { mousePressed(*event); });
    connect(plot_, &QCustomPlot::mouseMove, this, [this](const QMouseEvent* event) { mouseMoved(*event); });
    connect(plot_, &QCustomPlot::mouseRelease, this, [this](const QMouseEvent* event) { mouseReleased(*event); });
    connect(plot_, &QCustomPlot::mouseWheel, this, [this] { zoomed_ = true; });
    connect(plot_, &QCustomPlot::afterLayout, this, &PlotView::followLayout);
    connect(plot_, &QCustomPlot::mouseDoubleClick, this, [this](const QMouseEvent* event) { doubleClicked(*event); });
    connect(plot_, &QCustomPlot::beforeReplot, this, [this] { notes_.turn(); });
    connect(&selection.notes(), &Notes::changed, this, [this] {
        draggedNote_ = -1;
        update();
    });
    showMessage(tr("Nothing has been simulated yet."));
}

QJsonObject PlotView::scene() const {
    if (plot_->isHidden()) return {{QStringLiteral("message"), message_->text()}};
    QJsonObject scene = sceneOf(*plot_);
    QJsonArray legend;
    for (const auto& entry : legend_->entries())
        if (!entry.hidden) legend.append(entry.text);
    if (!legend.isEmpty()) scene.insert(QStringLiteral("legend"), legend);
    if (!caption_->text().isEmpty()) scene.insert(QStringLiteral("caption"), caption_->text());
    return scene;
}

void PlotView::paintTo(QPaintDevice& device, const QSize& size) {
    // At the size of the picture, as if the window were so large: what has room there is not what has room here.
    const QSize onScreen = plot_->size();
    plot_->resize(size);
    refresh();
    constexpr int kPasses = 2;  // what is counted in pixels follows the first layout
    for (int pass = 0; pass < kPasses && !plot_->isHidden(); ++pass) {
        plot_->replot();
        refresh();
    }
    QCPPainter painter(&device);
    painter.fillRect(QRect({}, size), palette().color(QPalette::Base));
    if (plot_->isHidden()) {
        painter.setPen(textColour());
        painter.drawText(QRect({}, size), Qt::AlignCenter | Qt::TextWordWrap, message_->text());
        plot_->resize(onScreen);
        return;
    }
    painter.setMode(QCPPainter::pmVectorized);
    cursorLayer_->setVisible(false);
    const auto entries = legend_->entries();
    auto drawn = entries;
    drawn.removeIf([](const LegendEntry& entry) { return entry.hidden; });
    legend_->setEntries(drawn);
    plot_->toPainter(&painter, size.width(), size.height());
    legend_->setEntries(entries);
    cursorLayer_->setVisible(true);
    plot_->resize(onScreen);
}

QString PlotView::spoken() const {
    QStringList sentences;
    if (result() == nullptr) return {};
    for (const auto& sentence : shownComparison().verdict().sentences) sentences.append(toldText(sentence));
    return sentences.join(QLatin1Char(' '));
}

QStringList PlotView::deploymentNames() const {
    QStringList names;
    if (result() == nullptr) return names;
    for (const auto& deployment : result()->deployments()) names.append(qstring(deployment.name));
    return names;
}

DeploymentStyle PlotView::styleOf(int deployment) const {
    return gui::styleOf(selection().lookOf(deployment), isDark());
}

QPen PlotView::penOf(int deployment, bool faint) const {
    const auto style = styleOf(deployment);
    QColor colour = style.colour;
    if (faint) colour.setAlphaF(kFaintAlpha);
    if (crowd_) return {colour, 0};
    constexpr double kWidth = 1.6;
    QPen pen(colour, kWidth);
    pen.setCapStyle(Qt::FlatCap);
    if (!style.dashes.isEmpty()) pen.setDashPattern(style.dashes);
    return pen;
}

QColor PlotView::colourOf(int deployment) const { return styleOf(deployment).colour; }

QCPScatterStyle PlotView::markerOf(int deployment, double size, bool filled) const {
    const auto style = styleOf(deployment);
    QColor colour = style.colour;
    if (isFaint(deployment)) colour.setAlphaF(kFaintAlpha);
    return markerStyle(style.marker, colour, palette().color(QPalette::Base), size, filled);
}

QColor PlotView::textColour() const { return palette().color(QPalette::Text); }

QColor PlotView::faintColour() const {
    constexpr double kTowardsBase = 0.8;
    return mixed(textColour(), palette().color(QPalette::Base), kTowardsBase);
}

QColor PlotView::softColour() const {
    constexpr double kTowardsBase = 0.35;
    return mixed(textColour(), palette().color(QPalette::Base), kTowardsBase);
}

bool PlotView::isFaint(int deployment) const {
    const auto selected = selection().deployment();
    return selected && *selected != deployment && !selection().isHidden(*selected);
}

QList<int> PlotView::shown() const {
    QList<int> deployments;
    for (int deployment = 0; deployment < static_cast<int>(deploymentNames().size()); ++deployment)
        if (!selection().isHidden(deployment)) deployments.append(deployment);
    return deployments;
}

std::optional<int> PlotView::baseline() const {
    const auto index = selection().baseline();
    return index && *index < static_cast<int>(deploymentNames().size()) ? index : std::nullopt;
}

void PlotView::styleAxes(QCPAxisRect& rect) const {
    QMargins least = rect.minimumMargins();
    constexpr int kTop = 4;  // px: the legend is above
    least.setTop(kTop);
    rect.setMinimumMargins(least);
    const QColor soft = softColour();
    for (auto* axis : rect.axes()) {
        axis->setBasePen(QPen(soft, 1));
        axis->setTickPen(QPen(soft, 1));
        axis->setSubTickPen(QPen(faintColour(), 1));
        axis->setLabelColor(textColour());
        axis->setTickLabelColor(soft);
        axis->setLabelFont(font());
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(faintColour(), 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

void PlotView::setLogarithmic(QCPAxis& axis) const {
    axis.setScaleType(QCPAxis::stLogarithmic);
    axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    axis.setNumberFormat(QStringLiteral("gbc"));
    axis.setNumberPrecision(3);
}

LegendEntry PlotView::legendEntryOf(int deployment) const {
    constexpr double kSize = 8;
    return {.text = deploymentNames()[deployment],
            .line = penOf(deployment, isFaint(deployment)),
            .marker = markerOf(deployment, kSize),
            .deployment = deployment,
            .hidden = selection().isHidden(deployment)};
}

void PlotView::showLegend() { showLegend({}); }

void PlotView::showLegend(const QList<LegendEntry>& more) {
    QList<LegendEntry> entries;
    QList<int> deployments(deploymentNames().size());
    std::iota(deployments.begin(), deployments.end(), 0);
    if (deployments.size() > kMostInLegend) deployments = shown();
    for (const int deployment : deployments)
        if (deployments.size() <= kMostInLegend || selection().deployment() == deployment)
            entries.append(legendEntryOf(deployment));
    if (entries.isEmpty() && !deployments.isEmpty())
        entries.append({.text = tr("%1 deployments: point at one, or select it, for its name").arg(deployments.size()),
                        .line = QPen(Qt::NoPen)});
    showLegendOf(entries + more);
}

void PlotView::showLegendOf(const QList<LegendEntry>& entries) {
    legend_->setStyle(font(), textColour());
    legend_->setEntries(entries);
}

void PlotView::setCaption(const QString& text) {
    caption_->setStyle(font(), softColour());
    caption_->setText(text);
}

void PlotView::showAll() {
    zoomed_ = false;
    zoomHistory_.clear();
    zoomFuture_.clear();
    update();
}

void PlotView::addControl(QWidget* control) {
    if (controls_ == nullptr) {
        controls_ = new QWidget(this);
        controls_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        auto* row = new QHBoxLayout(controls_);
        row->setContentsMargins(0, 0, 0, 0);
        static_cast<QVBoxLayout*>(layout())->insertWidget(0, controls_, 0, Qt::AlignLeft);
    }
    controls_->layout()->addWidget(control);
}

void PlotView::addBelow(QCPLayoutElement* element) {
    auto* rows = plot_->plotLayout();
    const int last = rows->rowCount() - 1;
    rows->insertRow(last);
    rows->addElement(last, 0, element);
}

void PlotView::paintEvent(QPaintEvent* event) {
    View::paintEvent(event);
    if (!plot_->hasFocus()) return;
    QPainter painter(this);
    constexpr QMargins kAround(kFocusFrame, kFocusFrame, kFocusFrame, kFocusFrame);
    painter.fillRect(plot_->geometry().marginsAdded(kAround), palette().color(QPalette::Highlight));
}

void PlotView::rebuild() {
    if (isEmpty()) {
        showMessage(tr("Nothing has been simulated yet."));
        return;
    }
    if (const QString reason = emptyReason(); !reason.isEmpty()) {
        showMessage(reason);
        return;
    }
    message_->hide();
    plot_->show();
    plot_->clearItems();
    plot_->clearPlottables();
    owners_.clear();
    room_.clear();  // what is counted in pixels is counted again once it is laid out
    plot_->setBackground(palette().color(QPalette::Base));
    constexpr qsizetype kCrowd = 50;
    crowd_ = shown().size() > kCrowd;
    showLegendOf({});
    setCaption({});
    draw();
    notes_.build(selection().notes().all(), noteSpace().name, noteSpace().lines, font(), palette());
    plot_->setAccessibleName(accessibleName());
    plot_->setAccessibleDescription(spoken());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// A plot chooses its ticks before it lays itself out, and a view draws before it is shown: both for other room than
/// they get.
void PlotView::followLayout() {
    QList<QRect> room;
    for (const auto* rect : plot_->axisRects()) room.append(rect->rect());
    if (room == room_) return;
    room_ = std::move(room);
    fitTitles();
    roomChanged();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// A title that is longer than its axis would run into what is above, and one below a tiny plot takes a row of it.
void PlotView::fitTitles() {
    constexpr int kTiny = 220;  // px
    for (const auto* rect : plot_->axisRects()) {
        for (auto* axis : rect->axes(QCPAxis::atLeft)) {
            const QFontMetrics metrics(axis->labelFont());
            const QString title = titleOf(*axis);
            const QString brief = title.section(QStringLiteral(" ("), 0, 0);  // without its unit
            const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= rect->height(); };
            showTitle(*axis, fits(title) ? title : fits(brief) ? brief : QString());
        }
        auto* below = rect->axis(QCPAxis::atBottom);
        showTitle(*below, plot_->height() < kTiny ? QString() : titleOf(*below));
    }
}

void PlotView::showMessage(const QString& message) {
    plot_->hide();
    message_->setText(message);
    message_->show();
}

}  // namespace plimsoll::gui
