// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/traffic_sparkline.hpp"

#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/text.hpp"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr int kHeight = 36;
constexpr std::size_t kMostPoints = 240;

}  // namespace

TrafficSparkline::TrafficSparkline(QWidget* parent) : QWidget(parent), text_(new QLabel(this)) {
    setObjectName(QStringLiteral("traffic"));
    text_->setWordWrap(true);
    text_->setAccessibleName(tr("Traffic and objectives"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kHeight, 0, 0);
    layout->addWidget(text_);
}

void TrafficSparkline::setResult(const ResultPtr& result) {
    arrivals_.clear();
    setVisible(result != nullptr && !result->deployments().empty());
    if (isHidden()) return;
    const auto& scenario = result->comparison().scenario;
    double rate = 0;
    for (const auto& deployment : result->deployments()) rate = std::max(rate, deployment.requests_per_s);
    QStringList lines{tr("%1 requests/s over %2").arg(numberText(rate), qstring(scenarios::text_of(scenario.horizon)))};
    for (const auto& slo : scenario.slos) lines.append(qstring(results::slo_text(slo)));
    text_->setText(lines.join(QLatin1Char('\n')));

    const auto& series = result->deployments().front().series;
    const std::size_t step = std::max<std::size_t>(1, series.size() / kMostPoints);
    for (std::size_t i = 0; i < series.size(); i += step) {
        double most = 0;  // a burst stays as high as it is
        for (std::size_t j = i; j < std::min(series.size(), i + step); ++j)
            most = std::max(most, static_cast<double>(series[j].arrived));
        arrivals_.append(most);
    }
    setToolTip(tr("Arrivals over the horizon"));
    update();
}

void TrafficSparkline::paintEvent(QPaintEvent* /*event*/) {
    if (arrivals_.size() < 2) return;
    const double most = *std::max_element(arrivals_.begin(), arrivals_.end());
    if (most <= 0) return;
    constexpr double kTop = 2;
    const double step = width() / static_cast<double>(arrivals_.size() - 1);
    QPolygonF line;
    for (qsizetype i = 0; i < arrivals_.size(); ++i)
        line.append({static_cast<double>(i) * step, kHeight - (kHeight - 2 * kTop) * arrivals_[i] / most - kTop});
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(fill, 1));
    painter.drawPolyline(line);
    constexpr float kFaint = 0.2F;
    fill.setAlphaF(kFaint);
    line << QPointF(width(), kHeight) << QPointF(0, kHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(line);
}

}  // namespace plimsoll::gui
