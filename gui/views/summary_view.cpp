// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/summary_view.hpp"

#include "gui/models/summary_page.hpp"
#include "gui/views/mixed_colour.hpp"

#include <QAbstractTextDocumentLayout>
#include <QJsonArray>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStyle>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextFrame>
#include <QVBoxLayout>

namespace plimsoll::gui {

namespace {

// Widths in average characters: two columns from that width on, and no line longer than a reader can follow.
constexpr double kTwoColumns = 150;
constexpr double kLongestLine = 100;
constexpr double kLongestPair = 230;

double marginOf(const QFontMetricsF& metrics) { return 2 * metrics.averageCharWidth(); }

}  // namespace

SummaryView::SummaryView(Selection& selection, QWidget* parent)
    : View(selection, parent), browser_(new QTextBrowser(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(browser_);
    setFocusProxy(browser_);
    browser_->setOpenLinks(false);
    browser_->setFrameShape(QFrame::NoFrame);
    browser_->setAccessibleName(tr("Summary"));
    browser_->setObjectName(QStringLiteral("page"));
    connect(browser_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { follow(url.toString()); });
}

void SummaryView::follow(const QString& link) {
    if (const QString pointer = pointerOfLink(link); !pointer.isEmpty()) {
        emit pointerActivated(pointer);
        return;
    }
    const auto deployment = deploymentOfLink(link);
    selection().select(deployment == selection().deployment() ? std::nullopt : deployment);
}

Table SummaryView::table() const { return result() == nullptr ? Table{} : summaryTable(*result()); }

QJsonObject SummaryView::scene() const {
    const QStringList lines = browser_->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return {{QStringLiteral("lines"), QJsonArray::fromStringList(lines)}};
}

void SummaryView::paintTo(QPaintDevice& device, const QSize& size) {
    QPainter painter(&device);
    painter.fillRect(QRect({}, size), palette().color(QPalette::Base));
    // A page that is too long is set wider, and then drawn smaller, until all of it fits.
    constexpr double kSmaller = 0.93;
    constexpr double kSmallest = 0.2;
    double scale = 1;
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    for (;; scale *= kSmaller) {
        fill(document, QFontMetricsF(font(), &device), size.width() / scale);
        if (document.size().height() * scale <= size.height() || scale < kSmallest) break;
    }
    painter.scale(scale, scale);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = palette();
    document.documentLayout()->draw(&painter, context);
}

void SummaryView::rebuild() { setPage(); }

void SummaryView::resizeEvent(QResizeEvent* event) {
    View::resizeEvent(event);
    setPage();
}

QString SummaryView::html(bool wide) const {
    if (isEmpty()) return QStringLiteral("<p>%1</p>").arg(tr("Nothing has been simulated yet."));
    constexpr double kSoft = 0.35;
    const QColor text = palette().color(QPalette::Text);
    const QColor base = palette().color(QPalette::Base);
    SummaryLook look;
    look.text = text;
    look.soft = mixedColour(text, base, kSoft);
    look.link = palette().color(QPalette::Link);
    look.dark = isDark();
    look.good = look.dark ? QColor(0x5FD0A8) : QColor(0x00705A);
    look.bad = look.dark ? QColor(0xFF9E5E) : QColor(0xB04A00);
    constexpr double kHint = 0.85;
    look.highlight = mixedColour(palette().color(QPalette::Highlight), base, kHint);
    look.wide = wide;
    look.selected = selection().deployment();
    look.baseline = selection().baseline();
    look.budget = selection().budget();
    look.hidden = selection().hidden();
    look.stamp = stamp();
    const QList<int> deployments = result() != nullptr ? result()->indices() : QList<int>();
    for (const int index : deployments) look.looks.append(selection().lookOf(index));
    return pageOf(look);
}

QString SummaryView::pageOf(const SummaryLook& look) const { return summaryHtml(*result(), reference(), look); }

void SummaryView::fill(QTextDocument& document, const QFontMetricsF& metrics, double width) const {
    const double character = metrics.averageCharWidth();
    const bool wide = width > kTwoColumns * character;
    document.setDefaultFont(font());
    document.setDefaultStyleSheet(
        QStringLiteral("h1 {margin-top:0px; margin-bottom:2px} h2, h3 {margin-bottom:2px} "
                       "p {margin-top:3px; margin-bottom:3px}"));
    document.setHtml(html(wide));
    const double longest = (wide ? kLongestPair : kLongestLine) * character;
    const double margin = marginOf(metrics);
    QTextFrameFormat format = document.rootFrame()->frameFormat();
    format.setMargin(margin);
    format.setRightMargin(std::max(margin, width - margin - longest));
    document.rootFrame()->setFrameFormat(format);
    document.setTextWidth(width);
}

/// Sets the page anew, where the reader was.
void SummaryView::setPage() {
    const int place = browser_->verticalScrollBar()->value();
    // The browser gets its own size later, where the window is not shown yet.
    fill(*browser_->document(), QFontMetricsF(font()), width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    // What reaches into the margin is nothing to scroll for.
    const double beyond = browser_->document()->size().width() - browser_->viewport()->width();
    browser_->setHorizontalScrollBarPolicy(beyond <= marginOf(QFontMetricsF(font())) ? Qt::ScrollBarAlwaysOff
                                                                                     : Qt::ScrollBarAsNeeded);
    browser_->moveCursor(QTextCursor::Start);  // filling has moved it to the end, and the browser follows it
    browser_->verticalScrollBar()->setValue(place);
}

}  // namespace plimsoll::gui
