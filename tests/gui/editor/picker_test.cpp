// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/picker.hpp"

#include "editor_test_base.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/templates.hpp"
#include "samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCompleter>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

const CatalogNames& catalog(const char* kind) {
    static const Catalogs catalogs;
    return catalogs[QString::fromLatin1(kind)];
}

TEST(Catalogs, KnowEveryNameThatTheSchemaAsksFor) {
    forEachField([](const std::string& pointer, const SchemaNode& node) {
        if (node.names().isEmpty()) return;
        const CatalogNames& names = catalog(node.names().toLatin1().constData());
        EXPECT_EQ(names.error.toStdString(), "") << pointer;
        EXPECT_FALSE(names.names.empty()) << pointer << " " << node.names().toStdString();
        EXPECT_EQ(names.table.rows.size(), static_cast<qsizetype>(names.names.size()));
        for (const auto& row : names.table.rows) {
            EXPECT_EQ(row.size(), names.table.columns.size());
            EXPECT_TRUE(names.names.contains(row.front().toString()));
        }
    });
}

TEST(Catalogs, SayPriceSourceAndDateOfEveryOffer) {
    const CatalogNames& offers = catalog("offers");
    QStringList titles;
    for (const Column& column : offers.table.columns) titles.append(heading(column));
    EXPECT_EQ(titles.join(QStringLiteral("|")).toStdString(),
              "Offer|Region|Device|On demand (USD/h)|Spot (USD/h)|Reserved (USD/h)|By use|Source|Date");
    for (const auto& row : offers.table.rows) {
        const bool isPriced = !row[3].isNull() || !row[4].isNull() || !row[5].isNull() || !row[6].toString().isEmpty();
        EXPECT_TRUE(isPriced) << row[0].toString().toStdString();
        EXPECT_FALSE(row[7].toString().isEmpty());
        const QString date = row[8].toString();
        EXPECT_TRUE(date.size() == 10 || date == QStringLiteral("age unknown")) << date.toStdString();
    }
    EXPECT_TRUE(
        offers.names.at(QStringLiteral("example/global/bert-base-api")).summary.contains(QStringLiteral("(example)")));
    EXPECT_TRUE(
        offers.names.at(QStringLiteral("aws/us-east-1/g4dn.xlarge")).details.contains(QStringLiteral("(unverified)")));
    EXPECT_TRUE(offers.names.at(QStringLiteral("aws/us-east-1/lambda-4096mb"))
                    .summary.contains(QStringLiteral("0.0000166667 USD/GB-second")));
}

TEST(Catalogs, AreThoseThatTheScenarioNamesAtTheMomentToo) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ours.json")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"plimsoll_catalog": 1, "currency": "USD", "provenance": {"source": "ours", "date": "2026-01-15"},
"offers": [{"id": "ours/cellar/box", "title": "Box", "kind": "instance",
"meters": [{"meter": "instance", "on_demand_per_hour": "2.50"}]}]})");
    file.close();
    QStringList own;
    const Catalogs catalogs([&own] { return own; });
    const QString box = QStringLiteral("ours/cellar/box");
    const CatalogNames& before = catalogs[QStringLiteral("offers")];
    EXPECT_FALSE(before.names.contains(box));
    own.append(file.fileName());
    EXPECT_TRUE(catalogs[QStringLiteral("offers")].names.at(box).summary.contains(QStringLiteral("2.50 USD/h")));
    EXPECT_TRUE(before.names.contains(QStringLiteral("aws/us-east-1/g4dn.xlarge")));  // a picker may be open
}

TEST(Catalogs, OfABrokenFolderAreEmptyAndSayWhy) {
    qputenv("PLIMSOLL_DATA", "/no/such/folder");
    const Catalogs catalogs;
    EXPECT_TRUE(catalogs[QStringLiteral("offers")].names.empty());
    EXPECT_TRUE(catalogs[QStringLiteral("offers")].error.contains(QStringLiteral("/no/such/folder")));
    EXPECT_TRUE(templates().empty());
    qunsetenv("PLIMSOLL_DATA");
}

TEST(Picker, FiltersByWordsInAnyColumnAndTakesWithEnter) {
    Picker picker(catalog("offers"), QStringLiteral("aws/us-east-1/g4dn.xlarge"));
    picker.show();
    auto* filter = picker.findChild<QLineEdit*>(QStringLiteral("filter"));
    auto* table = picker.findChild<QTableView*>(QStringLiteral("names"));
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(picker.selected().toStdString(), "aws/us-east-1/g4dn.xlarge");
    QTest::keyClicks(filter, QStringLiteral("L4 CLOUD-run"));
    ASSERT_GT(table->model()->rowCount(), 0);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        EXPECT_THAT(table->model()->index(row, 0).data().toString().toStdString(), testing::HasSubstr("cloud-run"));
    EXPECT_THAT(picker.selected().toStdString(), testing::HasSubstr("l4"));
    QSignalSpy chosen(&picker, &Picker::chosen);
    const QString first = picker.selected();
    filter->clear();
    QTest::keyClick(filter, Qt::Key_Down);
    EXPECT_NE(picker.selected(), first);
    const QString second = picker.selected();
    QTest::keyClick(filter, Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toString(), second);
    EXPECT_FALSE(picker.isVisible());
}

TEST(Picker, TakesNothingWhereNothingIsLeftOrOnEscape) {
    Picker picker(catalog("models"), QStringLiteral("no such model"));
    picker.show();
    EXPECT_EQ(picker.selected().toStdString(), "bert-base");
    QSignalSpy chosen(&picker, &Picker::chosen);
    auto* filter = picker.findChild<QLineEdit*>(QStringLiteral("filter"));
    QTest::keyClicks(filter, QStringLiteral("zzzz"));
    EXPECT_EQ(picker.selected().toStdString(), "");
    QTest::keyClick(filter, Qt::Key_Return);
    EXPECT_TRUE(picker.isVisible());
    QTest::keyClick(filter, Qt::Key_Escape);
    EXPECT_FALSE(picker.isVisible());
    EXPECT_EQ(chosen.count(), 0);
}

TEST(Picker, SortsPricesAsNumbers) {
    Picker picker(catalog("offers"), {});
    auto* table = picker.findChild<QTableView*>(QStringLiteral("names"));
    table->sortByColumn(3, Qt::DescendingOrder);
    double last = 1e9;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QVariant price = table->model()->index(row, 3).data(Qt::UserRole);
        if (price.isNull()) continue;
        EXPECT_LE(price.toDouble(), last);
        last = price.toDouble();
    }
}

class Picking : public EditorTest {};

TEST_F(Picking, AnOfferAModelAndAProfileByKey) {
    for (const auto& [pointer, filter, name] :
         {std::tuple("/deployments/0/pools/0/offer", "g5.xlarge", "aws/us-east-1/g5.xlarge"),
          std::tuple("/model/name", "resnet", "resnet-50"), std::tuple("/model/precision", "int8", "int8"),
          std::tuple("/model/profile", "zen4", "amd-epyc-zen4-1-thread")}) {
        goTo(pointer);
        QTest::keyClick(widgetAt<QLineEdit>(pointer), Qt::Key_F4);
        auto* picker = editor_.findChild<Picker*>();
        ASSERT_NE(picker, nullptr) << pointer;
        auto* line = picker->findChild<QLineEdit*>(QStringLiteral("filter"));
        QTest::keyClicks(line, QString::fromLatin1(filter));
        QTest::keyClick(line, Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(*document_.valueAt(pointer), name);
        EXPECT_EQ(widgetAt<QLineEdit>(pointer)->text().toStdString(), name);
        editor_.undoAction()->trigger();
    }
    EXPECT_FALSE(document_.isModified());
}

TEST_F(Picking, AnOfferInPlaceAndBackToItsName) {
    goTo("/deployments/0/pools/0/offer");
    auto* kind = widgetAt<QComboBox>("/deployments/0/pools/0/offer#kind");
    QTest::keyClick(kind, Qt::Key_Down);
    EXPECT_EQ(*document_.valueAt("/deployments/0/pools/0/offer"), Json::parse(R"({"price": "1.00 USD/h"})"));
    type("/deployments/0/pools/0/offer/price", QStringLiteral("2 USD/h"));
    EXPECT_EQ(*document_.valueAt("/deployments/0/pools/0/offer"), Json::parse(R"({"price": "2 USD/h"})"));
    QTest::keyClick(kind, Qt::Key_Up);
    EXPECT_EQ(*document_.valueAt("/deployments/0/pools/0/offer"), "aws/us-east-1/g4dn.xlarge");
    QTest::keyClick(kind, Qt::Key_Down);
    EXPECT_EQ(*document_.valueAt("/deployments/0/pools/0/offer"), Json::parse(R"({"price": "2 USD/h"})"));
}

TEST_F(Picking, AFileIsNamedRelativeToTheScenario) {
    QTemporaryDir folder;
    ASSERT_TRUE(document_.set("/workload/traffic", Json::parse(R"({"trace": "", "format": "mooncake"})")));
    auto* field = qobject_cast<FileField*>(goTo("/workload/traffic/trace"));
    ASSERT_NE(field, nullptr);
    ASSERT_EQ(document_.save(folder.filePath(QStringLiteral("scenario.json"))).toStdString(), "");
    field->take(folder.filePath(QStringLiteral("traces/day.csv")));
    EXPECT_EQ(*document_.valueAt("/workload/traffic/trace"), "traces/day.csv");
    field->take(QStringLiteral("/elsewhere/day.csv"));
    EXPECT_EQ(*document_.valueAt("/workload/traffic/trace"), "/elsewhere/day.csv");
}

TEST(Templates, AreTheShippedScenarios) {
    std::vector<std::string> paths, shipped;
    for (const Template& each : templates()) {
        paths.push_back(textOfFile(each.path));
        EXPECT_FALSE(each.name.isEmpty());
        EXPECT_FALSE(each.description.isEmpty());
    }
    for (const QString& path : shippedScenarios()) shipped.push_back(textOfFile(path));
    EXPECT_THAT(paths, testing::UnorderedElementsAreArray(shipped));
}

}  // namespace
}  // namespace plimsoll::gui
