// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/plan_answer.hpp"

#include "gui/models/plan_text.hpp"
#include "tests/gui/made_plan.hpp"

#include <QTextDocument>

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::madeHopelessPlan;
using testing::madePlan;

std::string linesOf(const PlanAnswer& plan) {
    QTextDocument document;
    document.setHtml(planHtml(plan, {}));
    return document.toPlainText().toStdString();
}

TEST(PlanAnswer, NamesEachCandidateOnce) {
    const PlanAnswer plan(madePlan());
    ASSERT_EQ(plan.candidates.size(), 3);
    EXPECT_EQ(plan.front, (QList<int>{0, 1, 2}));
    EXPECT_EQ(plan.winner, 1);
    EXPECT_EQ(plan.cheaper, 0);
    EXPECT_EQ(plan.runnerUp, 2);
    EXPECT_EQ(plan.faster, 2);
    EXPECT_EQ(plan.at(1).name().toStdString(), "small at min = 3");
    EXPECT_EQ(plan.at(2).name().toStdString(), "large");
    EXPECT_EQ(plan.at(1).cost.value, 300);
    EXPECT_EQ(plan.at(1).p99->ci->hi, 0.2);
    EXPECT_EQ(plan.at(1).sets, QStringList{QStringLiteral("/deployments/0/pools/0/replicas/min=3")});
    EXPECT_EQ(plan.deployments(), (QStringList{QStringLiteral("small"), QStringLiteral("large")}));
    EXPECT_EQ(plan.roleOf(0).toStdString(), "cheaper, too slow");
}

TEST(PlanAnswer, NamesWhatVariesWithoutThePlaceOfItsDeployment) {
    QByteArray json = madePlan();
    json.replace(R"("min": 3)", R"("0_pools_0_replicas_min": 3, "1_pools_2_max_batch": 8, "max_batch": 4)");
    EXPECT_EQ(PlanAnswer(json).at(1).at.toStdString(), "replicas min = 3, pools 2 max batch = 8, max_batch = 4");
}

TEST(PlanAnswer, IsNoOtherJson) {
    EXPECT_THROW(PlanAnswer("{}"), std::runtime_error);
    EXPECT_THROW(PlanAnswer("plimsoll"), std::runtime_error);
}

TEST(PlanPage, SaysWhoWinsWhyAndWhatWouldFlipIt) {
    const std::string text = linesOf(PlanAnswer(madePlan()));
    for (const char* sentence :
         {"small at min = 3: $300 a month", "It is the cheapest of 66 candidates that meets the objectives.",
          "What binds: p99 latency <= 150 ms: 142 ms.", "a probability of at least 97.4 %",
          "large meets them, too, and costs $150 more a month ($140 to $160)",
          "A tenth less of what binds costs $150 more a month: large, p99 latency <= 150 ms: 67.0 ms.",
          "A price: once the winner costs $150 more a month, its place is taken by large.",
          "A limit: with 280 ms instead of 150 ms, small at min = 2 is enough, which costs $100 less a month.",
          "29 simulations; an exhaustive search with as many replications takes 660."})
        EXPECT_NE(text.find(sentence), std::string::npos) << sentence << "\n" << text;
}

TEST(PlanPage, SaysThatNothingMeetsTheObjectives) {
    const PlanAnswer plan(madeHopelessPlan());
    EXPECT_FALSE(plan.winner.has_value());
    ASSERT_TRUE(plan.nearest.has_value());
    const std::string text = linesOf(plan);
    EXPECT_NE(text.find("Nothing meets the objectives"), std::string::npos) << text;
    EXPECT_NE(text.find("Nearest to them is small at min = 2"), std::string::npos) << text;
}

TEST(PlanPage, LinksToEachCandidateThatCanBeUsed) {
    EXPECT_EQ(candidateOfLink(QStringLiteral("use:2")), 2);
    EXPECT_EQ(candidateOfLink(QStringLiteral("deployment:2")), std::nullopt);
    EXPECT_TRUE(planHtml(PlanAnswer(madePlan()), {}).contains(QStringLiteral("href=\"use:1\"")));
}

}  // namespace
}  // namespace plimsoll::gui
