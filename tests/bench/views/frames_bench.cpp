// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many frames of each view are drawn in a second where a result is large, beside the same view of a small one.
#include "gui/models/selection.hpp"
#include "gui/views/plot_view.hpp"
#include "gui/views/view_kinds.hpp"
#include "tests/gui/made_result.hpp"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <memory>

#include <qcustomplot.h>

namespace plimsoll::gui {
namespace {

constexpr QSize kSize(1280, 800);

ResultPtr manyDeployments(int count) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < count; ++i) {
        const auto number = std::to_string(i);
        auto deployment = testing::madeDeployment("deployment " + number, "item " + std::to_string(i % 20),
                                                  std::to_string(1 + i), 0.001 * (1 + i));
        for (const double load : {0.5, 1.0, 2.0, 4.0, 8.0}) {
            results::LoadPoint point;
            point.load = point.requests_per_s = load;
            point.latency = deployment.latency;
            point.latency.p99.value *= load;
            point.per_month = pricing::Money::parse(std::to_string(300 + i + static_cast<int>(10 * load)));
            point.slo_met = i % 2 == 0;
            deployment.load_curve.push_back(point);
        }
        many.push_back(std::move(deployment));
    }
    constexpr std::size_t kLives = 500;
    const auto rented = testing::sampleComparison().deployments[1];
    many.front().instances = rented.instances;
    many.front().lives.assign(kLives, rented.lives.front());
    return testing::resultOf(testing::madeComparison(std::move(many)));
}

/// Four deployments whose every bucket differs from its neighbours.
ResultPtr longSeries(std::size_t buckets) {
    std::vector<results::DeploymentResult> deployments;
    for (int i = 0; i < 4; ++i) {
        auto deployment = testing::madeDeployment("deployment " + std::to_string(i), "item", "1", 0.001 * (1 + i));
        const auto pattern = deployment.series.front();
        deployment.series.assign(buckets, pattern);
        deployment.bucket = std::chrono::milliseconds(
            static_cast<std::int64_t>(testing::kMadeHorizon * 1000 / static_cast<double>(buckets)));
        for (std::size_t b = 0; b < buckets; ++b) {
            const double wave =
                2 + std::sin(static_cast<double>(b) * 0.37 + i) + std::sin(static_cast<double>(b) * 1e-4);
            auto& bucket = deployment.series[b];
            bucket.arrived = static_cast<std::uint64_t>(100 * wave);
            bucket.ready_mean = wave;
            bucket.in_system_mean = wave * (i + 1);
            bucket.latency_p99_s = bucket.latency_p50_s = 0.01 * wave;
            bucket.cost_per_hour = wave;
        }
        deployments.push_back(std::move(deployment));
    }
    return testing::resultOf(testing::madeComparison(std::move(deployments)));
}

/// A view in a window of its own, drawn over and over.
class Frames {
public:
    Frames(const ViewKind& kind, const ResultPtr& result) : view_(kind.make(selection_, nullptr)), picture_(kSize) {
        selection_.restrictTo(static_cast<int>(result->deployments().size()));
        view_->resize(kSize);
        view_->show();
        view_->setResult(result);
        QApplication::processEvents();
    }

    void draw() {
        if (auto* plot = qobject_cast<PlotView*>(view_.get()))
            plot->plot().replot(QCustomPlot::rpImmediateRefresh);
        else
            view_->render(&picture_);
    }

    [[nodiscard]] double secondsPerFrame() {
        constexpr int kFrames = 10;
        draw();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kFrames; ++i) draw();
        return static_cast<double>(timer.nsecsElapsed()) * 1e-9 / kFrames;
    }

private:
    Selection selection_;
    std::unique_ptr<View> view_;
    QPixmap picture_;
};

void draw(benchmark::State& state, const ViewKind& kind, const ResultPtr& large, const ResultPtr& small) {
    const double reference = Frames(kind, small).secondsPerFrame();
    Frames frames(kind, large);
    QElapsedTimer timer;
    timer.start();
    for (auto each : state) frames.draw();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9 / static_cast<double>(state.iterations());
    state.counters["frames_per_s"] = 1 / seconds;
    state.counters["times_small"] = seconds / reference;
}

void addAll() {
    constexpr int kMany = 500;
    constexpr std::size_t kBuckets = 1'000'000;
    constexpr std::size_t kUsual = 288;
    for (const auto& kind : viewKinds())
        benchmark::RegisterBenchmark(("500 deployments/" + kind.name.toStdString()).c_str(),
                                     [&kind](benchmark::State& state) {
                                         static const auto large = manyDeployments(kMany);
                                         static const auto small = manyDeployments(5);
                                         draw(state, kind, large, small);
                                     })
            ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("1 M buckets/timeline", [](benchmark::State& state) {
        const auto& kinds = viewKinds();
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [](const ViewKind& each) { return each.name == QStringLiteral("timeline"); });
        draw(state, *kind, longSeries(kBuckets), longSeries(kUsual));
    })->Unit(benchmark::kMillisecond);
}

}  // namespace
}  // namespace plimsoll::gui

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    plimsoll::gui::addAll();
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
