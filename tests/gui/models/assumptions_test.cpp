// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/assumptions_filter.hpp"
#include "gui/models/assumptions_model.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

QStringList fieldsOf(const AssumptionPart& part) {
    QStringList fields;
    for (const auto& entry : part.entries) fields.append(entry.field);
    return fields;
}

TEST(AssumptionParts, GroupByPartOfTheScenarioAndNameDeployments) {
    const auto parts = assumptionParts(*resultOf(sampleComparison()), nullptr);
    ASSERT_EQ(parts.size(), 4u);
    EXPECT_EQ(parts[0].title, QStringLiteral("Workload"));
    EXPECT_EQ(parts[1].title, QStringLiteral("Experiment"));
    EXPECT_EQ(parts[2].title, QStringLiteral("Deployment 'on demand'"));
    EXPECT_EQ(parts[3].title, QStringLiteral("Deployment 'spot'"));
    EXPECT_EQ(fieldsOf(parts[3]),
              QStringList({QStringLiteral("pools/0/offer/price"), QStringLiteral("pools/0/offer/price"),
                           QStringLiteral("pools/0/queue")}));
    EXPECT_TRUE(parts[3].entries[2].isDefault());
    EXPECT_TRUE(parts[3].entries[0].isPrice());
}

TEST(AssumptionParts, AreTheSameAsThemselves) {
    const auto result = resultOf(sampleComparison());
    for (const auto& part : assumptionParts(*result, result.get()))
        for (const auto& entry : part.entries) EXPECT_EQ(entry.change, Change::same) << qPrintable(entry.pointer);
}

TEST(AssumptionParts, CompareDeploymentsByNameAlsoWhereOneIsPutInFront) {
    const auto reference = resultOf(sampleComparison());
    auto later = sampleComparison();
    later.deployments.insert(later.deployments.begin(), testing::madeDeployment("new", "m", "1", 0.1));
    for (auto& note : later.notes.assumptions)
        for (const char digit : {'1', '0'}) {
            const std::string head = std::string("/deployments/") + digit;
            if (note.pointer.starts_with(head)) note.pointer[head.size() - 1] = static_cast<char>(digit + 1);
        }
    for (const auto& part : assumptionParts(*resultOf(later), reference.get()))
        for (const auto& entry : part.entries) EXPECT_EQ(entry.change, Change::same) << qPrintable(entry.pointer);
}

TEST(AssumptionParts, MatchPricesOfOneOfferByValueFirst) {
    const auto reference = resultOf(sampleComparison());
    auto later = sampleComparison();
    std::swap(later.notes.assumptions[3], later.notes.assumptions[4]);  // the same prices in another order
    later.notes.assumptions[4].value = "spot 0.2 USD/h";                // and one of them changed
    const auto parts = assumptionParts(*resultOf(later), reference.get());
    EXPECT_EQ(parts[3].entries[0].change, Change::same);
    EXPECT_EQ(parts[3].entries[1].change, Change::changed);
    EXPECT_EQ(parts[3].entries[1].before, QStringLiteral("spot 0.15 USD/h"));
}

TEST(AssumptionParts, TellWhatWasAddedAndRemoved) {
    const auto reference = resultOf(sampleComparison());
    auto later = sampleComparison();
    later.notes.assumptions[1].pointer = "/experiment/replications";
    const auto parts = assumptionParts(*resultOf(later), reference.get());
    ASSERT_EQ(parts[1].entries.size(), 2u);
    EXPECT_EQ(parts[1].entries[0].change, Change::added);
    EXPECT_EQ(parts[1].entries[1].change, Change::removed);
    EXPECT_EQ(parts[1].entries[1].field, QStringLiteral("seed"));
    EXPECT_EQ(parts[1].entries[1].before, QStringLiteral("1"));
}

TEST(AssumptionParts, KeepPartsThatOnlyTheReferenceHas) {
    const auto reference = resultOf(sampleComparison());
    auto later = sampleComparison();
    later.notes.assumptions.resize(2);
    const auto parts = assumptionParts(*resultOf(later), reference.get());
    ASSERT_EQ(parts.size(), 4u);
    EXPECT_EQ(parts[3].entries[0].change, Change::removed);
}

class AssumptionsModelTest : public ::testing::Test {
protected:
    AssumptionsModelTest() { filter_.setSourceModel(&model_); }

    void show(const ResultPtr& result, const ResultPtr& reference = nullptr, const QDate& today = QDate(2026, 8, 1)) {
        model_.setParts(assumptionParts(*result, reference.get()), today);
    }
    [[nodiscard]] QString cell(int part, int row, int column) const {
        return model_.index(row, column, model_.index(part, 0)).data().toString();
    }

    AssumptionsModel model_;
    AssumptionsFilter filter_;
    QAbstractItemModelTester modelRules_{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QAbstractItemModelTester filterRules_{&filter_, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(AssumptionsModelTest, IsATreeOfPartsAndValues) {
    show(resultOf(sampleComparison()));
    EXPECT_EQ(model_.rowCount(), 4);
    const QModelIndex spot = model_.index(3, 0);
    EXPECT_EQ(model_.rowCount(spot), 3);
    EXPECT_EQ(model_.parent(model_.index(2, 1, spot)), spot);
    EXPECT_EQ(model_.rowCount(model_.index(0, 0, spot)), 0);
    EXPECT_EQ(spot.siblingAtColumn(AssumptionsModel::ValueColumn).data().toString(), QStringLiteral("3 values"));
    EXPECT_EQ(spot.siblingAtColumn(AssumptionsModel::OriginColumn).data().toString(), QStringLiteral("1 default"));
}

TEST_F(AssumptionsModelTest, MarksDefaultsBySignAndWord) {
    show(resultOf(sampleComparison()));
    EXPECT_EQ(cell(3, 2, AssumptionsModel::OriginColumn), QStringLiteral("○ default"));
    EXPECT_EQ(cell(0, 0, AssumptionsModel::OriginColumn), QStringLiteral("file"));
}

TEST_F(AssumptionsModelTest, MarksPricesOnceTheyAreOlderThanResultsWarnOf) {
    // 2026-01-02 and 180 days are 2026-07-01: old from the next day on.
    show(resultOf(sampleComparison()), nullptr, QDate(2026, 7, 1));
    EXPECT_EQ(cell(2, 0, AssumptionsModel::DateColumn), QStringLiteral("2026-01-02"));
    show(resultOf(sampleComparison()), nullptr, QDate(2026, 7, 2));
    EXPECT_EQ(cell(2, 0, AssumptionsModel::DateColumn), QStringLiteral("! 2026-01-02, old"));
    EXPECT_EQ(cell(3, 0, AssumptionsModel::DateColumn), QStringLiteral("2026-07-20"));
    EXPECT_TRUE(model_.index(0, 0, model_.index(2, 0)).data(AssumptionsModel::StaleRole).toBool());
    EXPECT_TRUE(model_.index(0, 0, model_.index(2, 0))
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("More than 180 days old")));
}

TEST_F(AssumptionsModelTest, SaysHowValuesDifferFromTheReference) {
    auto later = sampleComparison();
    later.notes.assumptions[1].value = "7";
    later.notes.assumptions[0].pointer = "/workload/load";
    show(resultOf(later), resultOf(sampleComparison()));
    EXPECT_EQ(cell(1, 0, AssumptionsModel::BeforeColumn), QStringLiteral("≠ 1"));
    EXPECT_EQ(cell(0, 0, AssumptionsModel::BeforeColumn), QStringLiteral("+ added"));
    EXPECT_EQ(cell(0, 1, AssumptionsModel::ValueColumn), QStringLiteral("− removed"));
    EXPECT_EQ(model_.index(0, AssumptionsModel::BeforeColumn).data().toString(), QStringLiteral("2 differ"));
    const QModelIndex removed = model_.index(1, 0, model_.index(0, 0));
    EXPECT_TRUE(removed.data(AssumptionsModel::PointerRole).toString().isEmpty()) << "the scenario has it no more";
    EXPECT_EQ(model_.index(0, 0, model_.index(1, 0)).data(AssumptionsModel::PointerRole).toString(),
              QStringLiteral("/experiment/seed"));
}

TEST_F(AssumptionsModelTest, FiltersByAllWordsInAnyColumn) {
    show(resultOf(sampleComparison()));
    EXPECT_EQ(filter_.valueCount(), 6);
    filter_.setWords(QStringLiteral("SPOT price"));  // in the part's name, and in the field
    EXPECT_EQ(filter_.valueCount(), 2);
    EXPECT_EQ(filter_.rowCount(), 1);
    filter_.setWords(QStringLiteral("no such thing"));
    EXPECT_EQ(filter_.rowCount(), 0);
    filter_.setWords({});
    EXPECT_EQ(filter_.valueCount(), 6);
}

TEST_F(AssumptionsModelTest, FiltersDefaultsAndDifferences) {
    auto later = sampleComparison();
    later.notes.assumptions[1].value = "7";
    show(resultOf(later), resultOf(sampleComparison()));
    filter_.setOnlyDefaults(true);
    EXPECT_EQ(filter_.valueCount(), 2);
    filter_.setOnlyDifferences(true);
    EXPECT_EQ(filter_.valueCount(), 1);
    filter_.setOnlyDefaults(false);
    EXPECT_EQ(filter_.valueCount(), 1);
}

TEST_F(AssumptionsModelTest, StaysAProperModelWhenResultsComeAndGo) {
    show(resultOf(sampleComparison()));
    filter_.setWords(QStringLiteral("price"));
    model_.setParts({}, {});
    EXPECT_EQ(filter_.rowCount(), 0);
    show(resultOf(sampleComparison()));
    EXPECT_EQ(filter_.valueCount(), 3);
    EXPECT_EQ(model_.table().rows.size(), 6);
}

}  // namespace
}  // namespace plimsoll::gui
