// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_style.hpp"
#include "gui/models/deployment_text.hpp"
#include "gui/models/summary_page.hpp"
#include "gui/models/summary_sections.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <QTextDocument>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

/// All lines of a section, their signs in front.
QString textOf(const SummarySection& section) {
    QStringList lines{section.title};
    for (const auto& line : section.lines) lines.append((line.sign + QLatin1Char(' ') + line.text).trimmed());
    return lines.join(QLatin1Char('\n'));
}

SummarySection recommendationIn(const Result& result) { return recommendation(result, ShownComparison(result)); }
SummarySection certaintyIn(const Result& result) { return certainty(result, ShownComparison(result)); }
SummarySection whatWouldChangeItIn(const Result& result) { return whatWouldChangeIt(result, ShownComparison(result)); }
SummarySection warningsIn(const Result& result) { return warningsOf(result, ShownComparison(result)); }
SummarySection differencesIn(const Result& reference, const Result& result) {
    return differencesOf(reference, result, ShownComparison(result));
}

#define EXPECT_SAYS(section, words) \
    EXPECT_TRUE(textOf(section).contains(QStringLiteral(words))) << qPrintable(textOf(section))
#define EXPECT_SAYS_NOT(section, words) \
    EXPECT_FALSE(textOf(section).contains(QStringLiteral(words))) << qPrintable(textOf(section))

TEST(SummarySections, RecommendWithCostLatencyObjectivesAndReasons) {
    const auto section = recommendationIn(*resultOf(sampleComparison()));
    EXPECT_EQ(section.title, QStringLiteral("Recommended: model API"));
    EXPECT_SAYS(section, "✓ 'model API' is the cheapest that meets its objectives: $91.25 a month.");
    EXPECT_SAYS(section, "p99 latency 200 ± 10 ms; objectives ✓ met, 99.7 %");
    EXPECT_SAYS(section, "100 % of cost: input tokens; 75 % of latency: compute");
    EXPECT_SAYS(section, "'functions' would cost $55.12 a month, but its p99 latency is 2.00 s instead of 1 s.");
}

TEST(SummarySections, LeaveWhatChangesWithTheLoadToItsOwnSection) {
    const auto result = resultOf(sampleComparison());
    ASSERT_FALSE(result->comparison().verdict.changes.empty());
    EXPECT_SAYS_NOT(recommendationIn(*result), "From about load");
    EXPECT_SAYS_NOT(recommendationIn(*result), "flip");
    EXPECT_SAYS(whatWouldChangeItIn(*result), "Flips with input tokens at $1.60");
    EXPECT_SAYS(whatWouldChangeItIn(*result), "From about load 1.5");
    EXPECT_SAYS(whatWouldChangeItIn(*result), "At this load 'spot' wins once it costs $54.75 a month less, 37.5 % of");
}

TEST(SummarySections, SayHowSureTheAnswerIs) {
    const auto section = certaintyIn(*resultOf(sampleComparison()));
    EXPECT_SAYS(section, "✓ That it is the cheapest is clear.");
    EXPECT_SAYS(section, "'model API' costs $91.00 to $91.50 a month and has a p99 latency of 190 ms to 210 ms");
    EXPECT_SAYS(section, "✓ That it meets p99 latency <= 1 s is clear.");
    EXPECT_SAYS(section, "⚠ Step times of 'on demand' are from the datasheet of NVIDIA T4, 2019-03.");
    EXPECT_SAYS(
        section,
        "✓ Step times of 'spot' are from the profile t4-bert (measured, NVIDIA T4), 2026-05-01, with an error of ±3 %");
    EXPECT_SAYS(section, "Note: oldest price: 2026-01-02.");
    EXPECT_SAYS_NOT(section, "The oldest price is of") << "a note says so already";
}

TEST(SummarySections, SayWhatIsNotClear) {
    auto comparison = sampleComparison();
    comparison.verdict.clear = false;
    comparison.verdict.largest_doubt = results::Doubt::chance;
    comparison.deployments[3].slo[0].clear = false;
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "≈ That it is the cheapest is not clear: more replications narrow");
    comparison.verdict.largest_doubt = results::Doubt::step_times;
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "which a measured profile narrows down.");
    comparison.verdict.largest_doubt = results::Doubt::prices;
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "no primary source confirmed: ask your provider.");
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "≈ That it meets p99 latency <= 1 s is not clear.");
    comparison.verdict.clear.reset();
    comparison.notes.notes.clear();
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "? Whether it is really the cheapest cannot be told from chance");
    EXPECT_SAYS(certaintyIn(*resultOf(comparison)), "The oldest price is of 2026-01-02.");
}

TEST(SummarySections, SayThatAnAnswerIsTheFirstOne) {
    const Result full(resultOf(sampleComparison())->text(), {});
    Result coarse(full.text(), {});
    coarse.markCoarse();
    EXPECT_SAYS(certaintyIn(coarse), "⚠ This is the first answer, from 3 replications; the full one follows.");
    EXPECT_SAYS_NOT(certaintyIn(full), "first answer");
}

TEST(SummarySections, GiveWarningsWithWhatToDo) {
    const auto section = warningsIn(*resultOf(sampleComparison()));
    EXPECT_SAYS(section, "⚠ 'functions': p99 is made of cold starts: 25.0 % of the requests wait for one");
    EXPECT_SAYS(section, "keep idle instances longer");
    EXPECT_SAYS(section, "⚠ 'broken': no replication gave a result: run it again, or leave the deployment out");
    EXPECT_SAYS(warningsIn(*resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)}))), "✓ None.");
}

TEST(SummarySections, SayNothingOfWhatIsHiddenSinceTheReference) {
    auto later = sampleComparison();
    later.deployments[1] = madeDeployment("spot", "spot m", "0.20", 0.05);
    const auto result = resultOf(madeComparison(std::move(later.deployments)));
    const auto section = differencesOf(*resultOf(sampleComparison()), *result, ShownComparison(*result, {1}));
    EXPECT_SAYS_NOT(section, "'spot':");
}

TEST(SummarySections, SayWhetherTheAuditPassed) {
    EXPECT_SAYS(auditOf(*resultOf(sampleComparison())), "✓ All 12 checks passed; fingerprint 0123456789abcdef.");
    auto comparison = sampleComparison();
    comparison.deployments[1].audit[0].passed = false;
    comparison.deployments[1].audit[0].detail = "7200 = 7199";
    EXPECT_SAYS(auditOf(*resultOf(comparison)), "✗ FAILED for 'spot': arrived = completed");
    EXPECT_SAYS(auditOf(*resultOf(comparison)), "7200 = 7199");
    EXPECT_SAYS(auditOf(*resultOf(comparison)), "Do not rely on these figures");
}

TEST(SummarySections, AnswerWhereNothingMeetsItsObjectives) {
    const auto result =
        resultOf(madeComparison({madeDeployment("slow", "m", "1", 0.8), madeDeployment("slower", "m", "1", 5)}));
    EXPECT_EQ(recommendationIn(*result).title, QStringLiteral("No deployment meets its objectives"));
    EXPECT_SAYS(recommendationIn(*result), "✗ No deployment meets its objectives. The nearest is 'slow'");
    EXPECT_SAYS(whatWouldChangeItIn(*result), "This scenario has no load curve");
}

TEST(SummarySections, AnswerWhereNothingGaveAResult) {
    results::DeploymentResult broken;
    broken.name = "broken";
    const auto result = resultOf(madeComparison({broken}));
    EXPECT_EQ(recommendationIn(*result).title, QStringLiteral("No deployment gave a result"));
    EXPECT_SAYS(auditOf(*result), "All 0 checks passed");
}

TEST(SummarySections, SayWhatChangedSinceTheReference) {
    auto later = sampleComparison();
    later.deployments[1] = madeDeployment("spot", "spot m", "0.20", 0.05);
    later.deployments[2].name = "Lambda";
    const auto section =
        differencesIn(*resultOf(sampleComparison()), *resultOf(madeComparison(std::move(later.deployments))));
    EXPECT_SAYS(section, "≠ Recommended was 'model API', now it is 'spot'.");
    EXPECT_SAYS(section, "≠ 'spot': cost $146 → $73.00 a month (−50 %).");
    EXPECT_SAYS(section, "+ 'Lambda' is new: $55.12 a month");
    EXPECT_SAYS(section, "− 'functions' is gone.");
    EXPECT_SAYS(section, "= Unchanged: 'on demand', 'model API', 'broken'.");
}

TEST(SummarySections, SayThatAChangeMayBeChanceAndThatObjectivesAreMissedNow) {
    auto later = sampleComparison().deployments;
    later[1].latency.p99 = {0.095, results::Interval{0.085, 0.105}, 0};
    later[0].latency.p99 = {1.5, std::nullopt, 0};
    const auto section = differencesIn(*resultOf(sampleComparison()), *resultOf(madeComparison(std::move(later))));
    EXPECT_SAYS(section, "'spot': p99 latency 100 ms → 95.0 ms (−5 %), within the uncertainty of both.");
    EXPECT_SAYS(section, "'on demand': p99 latency 100 ms → 1.50 s (×15); no longer meets its objectives.");
}

TEST(SummarySections, SayThatNothingChanged) {
    const auto result = resultOf(sampleComparison());
    EXPECT_SAYS(differencesIn(*result, *result), "= Nothing changed in cost, p99 latency and objectives.");
}

SummaryLook plainLook() {
    SummaryLook look;
    for (QColor* colour : {&look.text, &look.soft, &look.link, &look.good, &look.bad, &look.line, &look.highlight})
        *colour = Qt::black;
    return look;
}

QString plainText(const QString& html) {
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText();
}

TEST(SummaryPage, LinksNamesToTheirDeployments) {
    const QString html = summaryHtml(*resultOf(sampleComparison()), nullptr, plainLook());
    EXPECT_TRUE(html.contains(QStringLiteral("<a href=\"deployment:3\"")));
    EXPECT_FALSE(html.contains(QStringLiteral("'model API'"))) << "every name is a link";
    EXPECT_EQ(deploymentOfLink(QStringLiteral("deployment:3")), 3);
    EXPECT_EQ(deploymentOfLink(QStringLiteral("deployment:x")), std::nullopt);
    EXPECT_EQ(deploymentOfLink(QStringLiteral("https://example.org")), std::nullopt);
}

TEST(SummaryPage, ShowsNamesAsTheyAreWhateverTheyHold) {
    auto odd = madeDeployment("<b>a & 'b'</b> 100 % ✓", "m", "1", 0.1);
    const auto result = resultOf(madeComparison({odd, madeDeployment("b", "m", "2", 0.1)}));
    const QString text = plainText(summaryHtml(*result, nullptr, plainLook()));
    EXPECT_TRUE(text.contains(QStringLiteral("Recommended: <b>a & 'b'</b>"))) << qPrintable(text);
}

TEST(SummaryPage, TellsSelectionBaselineAndHiddenOnesInWords) {
    const auto result = resultOf(sampleComparison());
    auto look = plainLook();
    look.selected = 1;
    look.baseline = 0;
    look.hidden = {2};
    const QString text = plainText(summaryHtml(*result, nullptr, look));
    EXPECT_TRUE(text.contains(QStringLiteral("▸"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("baseline")));
    EXPECT_TRUE(text.contains(QStringLiteral("−$219 (−60 %)")));
    EXPECT_TRUE(text.contains(QStringLiteral("1 hidden.")));
    EXPECT_FALSE(text.contains(QStringLiteral("▲"))) << "the marker of the hidden one";
}

TEST(SummaryPage, GivesDeploymentsTheirOwnColoursAndMarkers) {
    auto look = plainLook();
    look.looks = {4, 1, 2, 3, 0};
    const QString html = summaryHtml(*resultOf(sampleComparison()), nullptr, look);
    const auto style = styleOf(4, false);
    EXPECT_TRUE(html.contains(QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;<a href=\"deployment:0\"")
                                  .arg(style.colour.name(), glyphOf(style.marker))));
}

TEST(SummaryPage, SaysLoudlyWhatIsNoFact) {
    auto look = plainLook();
    look.stamp = QStringLiteral("Preview of one replication");
    auto comparison = sampleComparison();
    comparison.warnings.push_back({"traffic-ends-early", "the trace covers 4 % of the horizon"});
    const QString text = plainText(summaryHtml(*resultOf(comparison), nullptr, look));
    EXPECT_TRUE(text.contains(QStringLiteral("⚠ Preview of one replication"))) << qPrintable(text);
    EXPECT_TRUE(text.indexOf(QStringLiteral("⚠ The trace covers 4 % of the horizon.")) <
                text.indexOf(QStringLiteral("Recommended")))
        << "above the answer";
    EXPECT_SAYS(warningsIn(*resultOf(comparison)), "⚠ the trace covers 4 % of the horizon");
}

TEST(SummaryPage, NamesNoHiddenDeployment) {
    auto look = plainLook();
    look.hidden = {3};
    const QString text = plainText(summaryHtml(*resultOf(sampleComparison()), nullptr, look));
    EXPECT_FALSE(text.contains(QStringLiteral("model API"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("Recommended: spot")));
}

TEST(SummaryPage, HoldsEveryDeploymentAgainstTheBudgetInAnyWidth) {
    auto look = plainLook();
    look.budget = 150;
    const QString text = plainText(summaryHtml(*resultOf(sampleComparison()), nullptr, look));
    EXPECT_TRUE(text.contains(QStringLiteral("Budget: $150 a month"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("✓ model API leaves $58.75 of the budget.")));
    EXPECT_TRUE(text.contains(QStringLiteral("Within it and within their objectives: spot, model API.")));
    EXPECT_TRUE(text.contains(QStringLiteral("✗ is $215 over the budget"))) << "on demand";
    EXPECT_TRUE(text.contains(QStringLiteral("≈ leaves $4.00 of the budget, not clearly"))) << "spot, $130 to $162";
    EXPECT_TRUE(text.contains(QStringLiteral("? gave no result to hold against the budget")));
    EXPECT_TRUE(text.contains(QStringLiteral("✗ p99 latency 2.00 s of 1 s"))) << "functions";
    EXPECT_TRUE(text.contains(QStringLiteral("of latency: compute"))) << "why, in a narrow dock, too";
}

TEST(SummaryPage, SaysHowADeadlineWent) {
    auto comparison = sampleComparison();
    comparison.deployments[0].deadline = results::DeadlineOutcome{std::chrono::hours(24), 21600, true, 1};
    comparison.deployments[1].deadline = results::DeadlineOutcome{std::chrono::hours(4), 21600, false, 0.5};
    const QString text = plainText(summaryHtml(*resultOf(comparison), nullptr, plainLook()));
    EXPECT_TRUE(text.contains(QStringLiteral("✓ done within 6.00 h of 24 h"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("✗ deadline: 6.00 h of 4 h")));
}

TEST(SummaryPage, TellsWhereTheCostsOfAPairAreEven) {
    auto look = plainLook();
    look.selected = 2;
    look.baseline = 3;
    const QString text = plainText(summaryHtml(*resultOf(sampleComparison()), nullptr, look));
    EXPECT_TRUE(text.contains(QStringLiteral("functions is cheaper than model API at every simulated load.")))
        << qPrintable(text);
}

TEST(SummaryPage, ShowsThoseThatMatterOfVeryMany) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 500; ++i)
        many.push_back(madeDeployment("d" + std::to_string(i), "m", std::to_string(1000 - i), 0.1));
    const auto result = resultOf(madeComparison(std::move(many)));
    auto look = plainLook();
    look.selected = 250;
    const QString html = summaryHtml(*result, nullptr, look);
    EXPECT_EQ(html.count(QStringLiteral("<td colspan")), 30) << "a line of reasons for each";
    for (const char* name : {">d499</a>", ">d498</a>", ">d250</a>", ">d0</a>"})
        EXPECT_TRUE(html.contains(QLatin1String(name))) << name;
    EXPECT_TRUE(plainText(html).contains(QStringLiteral("… and 470 more")));
}

TEST(SummaryTable, HasFiguresIntervalsAndReasonsOfEveryDeployment) {
    const Table table = summaryTable(*resultOf(sampleComparison()));
    ASSERT_EQ(table.rows.size(), 5);
    EXPECT_EQ(table.rows[3][1], QVariant(true));
    EXPECT_EQ(table.rows[1][3].toDouble(), 130);
    EXPECT_EQ(table.rows[1][8].toString(), QStringLiteral("✓ met"));
    EXPECT_EQ(table.rows[2][8].toString(), QStringLiteral("✗ missed"));
    EXPECT_EQ(table.rows[4][8].toString(), QStringLiteral("? no result"));
    EXPECT_FALSE(table.rows[4][2].isValid());
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
}

TEST(DeploymentText, TellsFiveStatesOfObjectivesApart) {
    auto deployments = sampleComparison().deployments;
    EXPECT_EQ(objectivesOf(deployments[0]), Objectives::met);
    deployments[1].slo[0].clear = false;
    EXPECT_EQ(objectivesOf(deployments[1]), Objectives::met_unclearly);
    EXPECT_EQ(objectivesOf(deployments[2]), Objectives::missed);
    EXPECT_EQ(objectivesOf(deployments[4]), Objectives::no_result);
    deployments[0].slo.clear();
    EXPECT_EQ(objectivesOf(deployments[0]), Objectives::none);
    EXPECT_EQ(objectivesText(deployments[2]), QStringLiteral("✗ missed, 87.5 %"));
}

}  // namespace
}  // namespace plimsoll::gui
