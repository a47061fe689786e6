// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/projected_bills.hpp"

#include "gui/models/commitment_text.hpp"
#include "gui/models/projection_selection.hpp"
#include "gui/models/projection_text.hpp"
#include "tests/gui/made_projection.hpp"

#include <QTextDocument>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using ::testing::HasSubstr;
using testing::madeCommitments;
using testing::madeProjection;
using ::testing::Not;

std::string plain(const QString& html) {
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText().toStdString();
}

TEST(ProjectedBills, AreRead) {
    const ProjectedBills bills(madeProjection());
    EXPECT_EQ(bills.names(), (QStringList{QStringLiteral("api"), QStringLiteral("machine"), QStringLiteral("gone")}));
    EXPECT_EQ(bills.months(), (QStringList{QStringLiteral("2027-01"), QStringLiteral("2027-02")}));
    EXPECT_EQ(bills.budgetPerMonth, 120);
    EXPECT_EQ(bills.budgetPerYear, std::nullopt);
    const auto& api = bills.deployments[0];
    EXPECT_EQ(api.months[1].bill.p90, 190);
    EXPECT_EQ(api.months[1].middle, 150);
    EXPECT_EQ(api.months[1].aboveBudget, 0.9);
    EXPECT_FALSE(api.months[1].meetsObjectives);
    EXPECT_EQ(api.movedBy.first().name.toStdString(), "demand");
    EXPECT_TRUE(bills.deployments[2].lost);
    EXPECT_THROW(ProjectedBills(R"({"schema": "plimsoll.plan/1"})"), std::runtime_error);
}

TEST(ProjectedBills, SayWhoIsTheCheapestWhenAndWhatDecides) {
    const auto text = plain(projectionHtml(ProjectedBills(madeProjection()), {}));
    EXPECT_THAT(text, HasSubstr("2027-01 to 2027-02: api, $250"));
    EXPECT_THAT(text,
                HasSubstr("From 2027-01 on api is the cheapest that meets its objectives; from 2027-02 on machine"));
    EXPECT_THAT(text, HasSubstr("api misses an objective from 2027-02 on"));
    EXPECT_THAT(text, HasSubstr("gone is lost"));
    EXPECT_THAT(text, HasSubstr("$230 to $290"));
    EXPECT_THAT(text, HasSubstr("90.0 % in 2027-02"));
    EXPECT_THAT(text, HasSubstr("api: demand 75.0 %, chance 25.0 %"));
    EXPECT_THAT(text, HasSubstr("machine: nothing that is known"));
    EXPECT_THAT(text, HasSubstr("api: 1,000 requests $0.120 ($0.100 to $0.200)"));
    EXPECT_THAT(text, HasSubstr("it loses money with a probability of 70.0 %"));
}

TEST(ProjectedBills, AreATableOfMonths) {
    const auto table = projectionTable(ProjectedBills(madeProjection()));
    ASSERT_EQ(table.rows.size(), 4);
    EXPECT_EQ(table.rows[1][1].toString().toStdString(), "api");
    EXPECT_EQ(table.rows[1][7].toDouble(), 190);
}

TEST(ProjectionSelection, LooksAtTheCheapestUntilOneIsSelected) {
    ProjectionSelection selection;
    selection.setBills(std::make_shared<const ProjectedBills>(madeProjection()));
    EXPECT_EQ(selection.lookedAt(), 0);
    selection.select(1);
    EXPECT_EQ(selection.lookedAt(), 1);
}

TEST(CommitmentAdvice, SaysWhatItSavesAndWhatLiesIdle) {
    const CommitmentAdvice advice(madeCommitments());
    const auto text = plain(commitmentsHtml(advice, {}));
    EXPECT_THAT(text, HasSubstr("Reserved Instance (rate not confirmed)"));
    EXPECT_THAT(text,
                HasSubstr("$1,138 a month instead of $1,500: it saves $362 ($300 to $424). Paid back in month 1."));
    EXPECT_THAT(text, HasSubstr("66.0 % of the use is covered; 90.0 % of what is paid for is used; $43.80 a month lies "
                                "idle; worth it from 60.0 % on."));
    EXPECT_THAT(text, HasSubstr("Nothing here is bought by the hour on demand."));
    EXPECT_THAT(text, HasSubstr("No commitment is known for it. On demand, it is $20.00 a month."));
    EXPECT_THAT(text, Not(HasSubstr("not worth")));
    EXPECT_EQ(commitmentsTable(advice).rows.size(), 3);
    EXPECT_THROW(CommitmentAdvice("{}"), std::runtime_error);
}

}  // namespace
}  // namespace plimsoll::gui
