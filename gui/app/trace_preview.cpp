// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/trace_preview.hpp"

#include "gui/editor/scenario_document.hpp"
#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

namespace {

constexpr int kHistogramHeight = 56;
constexpr int kPreviewMargin = 8;

double horizonOf(const ScenarioDocument& document) {
    const auto* horizon = document.valueAt("/experiment/horizon");
    if (horizon == nullptr || !horizon->is_string()) return 0;
    const auto parsed = scenarios::parse_duration(horizon->get<std::string>());
    constexpr double kNanoseconds = 1e9;
    return parsed.value ? static_cast<double>(parsed.value->count()) / kNanoseconds : 0;
}

QString tokensText(const QString& which, double p50, double p99) {
    return TracePreview::tr("%1 tokens: median %2, p99 %3").arg(which, numberText(p50), numberText(p99));
}

}  // namespace

std::optional<TraceQuestion> traceQuestion(const ScenarioDocument& document) {
    const auto text = [&](const char* pointer) {
        const auto* value = document.valueAt(pointer);
        return value != nullptr && value->is_string() ? qstring(value->get<std::string>()) : QString();
    };
    TraceQuestion question;
    question.path = text("/workload/traffic/trace");
    if (question.path.isEmpty()) return std::nullopt;
    question.folder = document.path().isEmpty() ? QString() : QFileInfo(document.path()).absolutePath();
    question.format = text("/workload/traffic/format");
    question.timeUnit = text("/workload/traffic/time_unit");
    const auto* columns = document.valueAt("/workload/traffic/columns");
    if (columns != nullptr && columns->is_object())
        for (const auto& [role, column] : columns->items())
            if (column.is_string())
                question.columns.append(QStringLiteral("%1=%2").arg(qstring(role), qstring(column.get<std::string>())));
    return question;
}

QStringList traceLines(const TraceFigures& figures, double horizonSeconds) {
    QStringList lines{TracePreview::tr("%1 requests over %2, %3 /s on average; read as %4")
                          .arg(numberText(figures.requests), durationText(figures.spanSeconds),
                               numberText(figures.ratePerSecond), figures.format)};
    if (horizonSeconds > 0 && figures.spanSeconds > 0) {
        const double share = figures.spanSeconds / horizonSeconds;
        lines.append(share < 1 ? TracePreview::tr("It covers %1 of the horizon of %2.")
                                     .arg(shareText(share), durationText(horizonSeconds))
                               : TracePreview::tr("It covers the horizon of %1.").arg(durationText(horizonSeconds)));
    }
    if (figures.dispersion)
        lines.append(TracePreview::tr("Dispersion of the counts in seconds: %1 (Poisson: 1)")
                         .arg(numberText(*figures.dispersion)));
    if (figures.inputP99 > 0) lines.append(tokensText(TracePreview::tr("Input"), figures.inputP50, figures.inputP99));
    if (figures.outputP99 > 0)
        lines.append(tokensText(TracePreview::tr("Output"), figures.outputP50, figures.outputP99));
    return lines;
}

TracePreview::TracePreview(ScenarioDocument& document, QString program, QWidget* parent)
    : QWidget(parent), document_(document), program_(std::move(program)), text_(new QLabel(this)) {
    setObjectName(QStringLiteral("tracePreview"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setAccessibleName(tr("What is in the trace"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPreviewMargin, kHistogramHeight + kPreviewMargin, kPreviewMargin, kPreviewMargin);
    layout->addWidget(text_);
    pause_.setSingleShot(true);
    constexpr int kPauseMs = 300;  // while somebody types
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, &TracePreview::ask);
    connect(&document_, &ScenarioDocument::changed, this, &TracePreview::follow);
    connect(&document_, &ScenarioDocument::pathChanged, this, &TracePreview::follow);
    follow();
}

TracePreview::~TracePreview() = default;

void TracePreview::follow() {
    const auto question = traceQuestion(document_);
    setVisible(question.has_value());
    if (!question) {
        process_.reset();
        asked_ = {};
        return;
    }
    if (*question != asked_)
        pause_.start();
    else if (!figures_.counts.isEmpty())
        show(figures_);  // the horizon may be another one
}

void TracePreview::ask() {
    const auto question = traceQuestion(document_);
    if (!question || *question == asked_) return;
    asked_ = *question;
    figures_ = {};
    say(tr("Reading the trace…"));
    process_ = std::make_unique<TraceProcess>(program_, asked_);
    connect(process_.get(), &TraceProcess::finished, this, &TracePreview::show);
    connect(process_.get(), &TraceProcess::failed, this, &TracePreview::say);
}

void TracePreview::show(const TraceFigures& figures) {
    figures_ = figures;
    say(traceLines(figures_, horizonOf(document_)).join(QLatin1Char('\n')));
}

void TracePreview::say(const QString& text) {
    text_->setText(text);
    update();
}

void TracePreview::paintEvent(QPaintEvent* /*event*/) {
    if (figures_.counts.isEmpty()) return;
    const double most = *std::max_element(figures_.counts.begin(), figures_.counts.end());
    if (most <= 0) return;
    QPainter painter(this);
    const double bar = (width() - 2.0 * kPreviewMargin) / static_cast<double>(figures_.counts.size());
    const double foot = kPreviewMargin + kHistogramHeight;
    const QColor fill = palette().color(QPalette::Highlight);
    for (qsizetype i = 0; i < figures_.counts.size(); ++i) {
        const double height = kHistogramHeight * figures_.counts[i] / most;
        painter.fillRect(
            QRectF(kPreviewMargin + static_cast<double>(i) * bar, foot - height, std::max(bar, 1.0), height), fill);
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawLine(QPointF(kPreviewMargin, foot), QPointF(width() - kPreviewMargin, foot));
}

}  // namespace plimsoll::gui
