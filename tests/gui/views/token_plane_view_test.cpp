// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/token_plane_view.hpp"
#include "gui/views/figure_box.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QToolTip>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::moveMouse;
using testing::pixelAt;
using testing::resultOf;
using Shown = testing::ShownView<TokenPlaneView>;
using namespace std::chrono_literals;

results::LatencySummary times(double p99) {
    results::LatencySummary summary;
    for (auto* figure : {&summary.mean, &summary.p50, &summary.p90, &summary.p95}) figure->value = p99 / 2;
    summary.p99.value = p99;
    return summary;
}

results::DeploymentResult answering(const char* name, const char* perHour, double ttft, double tpot,
                                    const char* perMillion) {
    auto deployment = madeDeployment(name, "on-demand gpu", perHour, 2);
    deployment.first_token = times(ttft);
    deployment.per_token = times(tpot);
    deployment.token_gaps = times(3 * tpot);
    deployment.cost.per_1m_tokens = pricing::Money::parse(perMillion);
    return deployment;
}

/// Two GPUs and an API, of which only latencies are known.
results::Comparison tokenComparison() {
    auto large = answering("large", "4.00", 0.1, 0.01, "2.00");
    large.cost.per_month_ci =
        results::Interval{0.8 * large.cost.per_month.approximate(), 1.25 * large.cost.per_month.approximate()};
    large.per_token->p99.ci = results::Interval{0.008, 0.0125};
    auto small = answering("small", "1.00", 0.4, 0.05, "0.50");
    auto api = madeDeployment("api", "model API", "1.00", 2);
    api.cost.per_1m_tokens = pricing::Money::parse("0.25");
    auto comparison = madeComparison({large, small, api});
    using Metric = scenarios::SloSpec::Metric;
    comparison.scenario.slos = {
        {Metric::ttft, 99, 300ms}, {Metric::tpot, 99, 40ms}, {Metric::tpot, 50, 20ms}, {Metric::itl, 99, 100ms}};
    return comparison;
}

/// What stands at the lines across the plot.
QStringList guideTexts(const View& view) {
    QStringList all;
    for (const auto item :
         view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("items")].toArray())
        if (const auto text = item.toObject()[QStringLiteral("text")].toString(); !text.isEmpty()) all.append(text);
    return all;
}

TEST(TokenPlane, SetsFirstTokensAgainstTheNextOnes) {
    const auto result = resultOf(tokenComparison());
    const auto points = tokenPoints(*result, result->indices(), TokenPlane::phases, LatencyFigure::p99);
    ASSERT_EQ(points.size(), 2) << "an API tells neither";
    EXPECT_EQ(points[1].deployment, 1);
    EXPECT_EQ(points[1].across.value, 0.4);
    EXPECT_EQ(points[1].up.value, 0.05);
    EXPECT_EQ(tokenPoints(*result, result->indices(), TokenPlane::phases, LatencyFigure::p50)[1].up.value, 0.025);
}

// $2 a million are half a million a dollar; between 0.8 and 1.25 times the cost lie 1 / 1.6 and 1 / 2.5.
TEST(TokenPlane, SetsTokensPerDollarAgainstPace) {
    const auto result = resultOf(tokenComparison());
    const auto points = tokenPoints(*result, result->indices(), TokenPlane::value, LatencyFigure::p99);
    ASSERT_EQ(points.size(), 2);
    EXPECT_DOUBLE_EQ(points[0].across.value, 100);
    EXPECT_DOUBLE_EQ(points[0].across.ci->lo, 80);
    EXPECT_DOUBLE_EQ(points[0].across.ci->hi, 125);
    EXPECT_DOUBLE_EQ(points[0].up.value, 0.5);
    EXPECT_DOUBLE_EQ(points[0].up.ci->lo, 0.4);
    EXPECT_DOUBLE_EQ(points[0].up.ci->hi, 0.625);
    const auto levels = tokenLevels(*result, result->indices());
    ASSERT_EQ(levels.size(), 1);
    EXPECT_EQ(levels[0].deployment, 2);
    EXPECT_DOUBLE_EQ(levels[0].millionPerDollar, 4);
}

TEST(TokenPlane, LeavesOutWhatCostsNothingOrHasNoSecondToken) {
    auto comparison = tokenComparison();
    comparison.deployments[0].cost.per_1m_tokens = pricing::Money{};
    comparison.deployments[1].per_token = results::LatencySummary{};
    const auto result = resultOf(comparison);
    const auto all = result->indices();
    EXPECT_TRUE(tokenPoints(*result, all, TokenPlane::value, LatencyFigure::p99).isEmpty());
    EXPECT_EQ(tokenPoints(*result, all, TokenPlane::phases, LatencyFigure::p99).size(), 1);
    EXPECT_EQ(tokenLevels(*result, all).size(), 2) << "what is billed is known of the second and the third";
}

TEST(TokenPlaneView, DrawsTheObjectivesOfBothPhases) {
    Shown shown(resultOf(tokenComparison()));
    EXPECT_EQ(guideTexts(shown.view), (QStringList{QStringLiteral("p99 ≤ 300 ms"), QStringLiteral("p99 ≤ 40 ms")}));
    shown.view.setPlane(TokenPlane::gaps);
    EXPECT_EQ(guideTexts(shown.view), (QStringList{QStringLiteral("p99 ≤ 300 ms"), QStringLiteral("p99 ≤ 100 ms")}));
    EXPECT_DOUBLE_EQ(shown.view.table().rows[1][4].toDouble(), 3 * 0.05);
    shown.view.setPlane(TokenPlane::phases);
    shown.view.figureBox().setFigure(LatencyFigure::p50);
    EXPECT_EQ(guideTexts(shown.view), QStringList{QStringLiteral("p50 ≤ 20 ms")});
}

TEST(TokenPlaneView, NamesTheApiAtItsLine) {
    Shown shown(resultOf(tokenComparison()));
    EXPECT_FALSE(guideTexts(shown.view).contains(QStringLiteral("api")));
    shown.view.setPlane(TokenPlane::value);
    EXPECT_EQ(guideTexts(shown.view), (QStringList{QStringLiteral("p99 ≤ 40 ms a token"), QStringLiteral("api")}));
    EXPECT_EQ(shown.view.table().rows[2][4].toDouble(), 4);
}

TEST(TokenPlaneView, TellsTheNumbersUnderTheMouse) {
    Shown shown(resultOf(tokenComparison()));
    auto& plot = shown.view.plot();
    moveMouse(plot, pixelAt(plot, 0.4, 0.05));
    EXPECT_EQ(QToolTip::text().toStdString(), std::string("small\n"
                                                          "p99 time to first token 400 ms\n"
                                                          "p99 time per token behind it 50.0 ms\n"
                                                          "objectives: ✗ missed, 87.5 %"));
}

TEST(TokenPlaneView, SaysWhoAnswersTokenByTokenWhereNobodyDoes) {
    Shown shown(resultOf(testing::latencyComparison()));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("token by token")))
        << QJsonDocument(shown.view.scene()).toJson().toStdString();
}

}  // namespace
}  // namespace plimsoll::gui
