// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/sweep_run.hpp"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

class SweepRunTest : public ::testing::Test {
protected:
    static constexpr int kPatienceMs = 60000;

    /// Machines at $730 a month each, at two prices of them.
    static QByteArray scenario(const QByteArray& axes) {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "poisson", "rate": "2 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "slo": [{"metric": "latency", "at_most": "1 s"}],
  "deployments": [{"name": "one", "serving": "real-time",
    "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]}],
  "experiment": {"horizon": "10 min", "replications": 2}, "sweep": {"axes": [)" +
               axes + "]}}";
    }
    static QByteArray prices() {
        return R"({"pointer": "/deployments/0/pools/0/offer/price", "values": ["1.00 USD/h", "2.00 USD/h"]})";
    }

    SweepRunTest() {
        QObject::connect(&run_, &SweepRun::loaded, &run_, [this](const SweepPtr& sweep) { sweep_ = sweep; });
        QObject::connect(&run_, &SweepRun::failed, &run_,
                         [this](const RunFailure& failure) { failure_ = failure.message; });
    }
    bool waitForTheEnd() {
        return QTest::qWaitFor([&] { return !run_.isBusy(); }, kPatienceMs);
    }

    QTemporaryDir folder_;
    const QString store_ = folder_.filePath(QStringLiteral("out.sqlite"));
    SweepRun run_{QStringLiteral(PLIMSOLL_BINARY)};
    SweepPtr sweep_;
    QString failure_;
};

TEST_F(SweepRunTest, FillsAStoreAndReadsIt) {
    run_.start({scenario(prices()), folder_.path(), store_});
    ASSERT_TRUE(waitForTheEnd()) << failure_.toStdString();
    ASSERT_NE(sweep_, nullptr) << failure_.toStdString();
    ASSERT_EQ(sweep_->points().size(), 2);
    EXPECT_EQ(sweep_->row(0).cost.value, 730);
    EXPECT_EQ(sweep_->row(1).cost.value, 1460);
    EXPECT_TRUE(sweep_->row(0).cheapest);
    EXPECT_TRUE(sweep_->row(0).p99.has_value());
    EXPECT_NEAR(*sweep_->row(0).slack, 1 - sweep_->row(0).p99->value, 1e-12);  // of a limit of 1 s
    EXPECT_EQ(sweep_->axes()[0].numbers, (QList<double>{1, 2}));
}

TEST_F(SweepRunTest, GoesOnWithWhatIsInTheStore) {
    run_.start({scenario(prices()), folder_.path(), store_});
    ASSERT_TRUE(waitForTheEnd());
    qint64 open = -1;
    QObject::connect(&run_, &SweepRun::progressed, &run_, [&](const SweepProgress& progress) { open = progress.of; });
    run_.start({scenario(prices()), folder_.path(), store_});
    ASSERT_TRUE(waitForTheEnd());
    EXPECT_LE(open, 0);
    EXPECT_EQ(sweep_->points().size(), 2);
}

TEST_F(SweepRunTest, ReadsWhatACancelledRunLeft) {
    const QByteArray many = R"({"pointer": "/experiment/seed", "from": 1, "to": 100000, "points": 100000})";
    qint64 done = 0;
    QObject::connect(&run_, &SweepRun::progressed, &run_, [&](const SweepProgress& progress) { done = progress.done; });
    run_.start({scenario(many), folder_.path(), store_});
    ASSERT_TRUE(QTest::qWaitFor([&] { return done > 0 && sweep_ != nullptr; }, kPatienceMs)) << failure_.toStdString();
    run_.cancel();
    ASSERT_TRUE(waitForTheEnd());
    EXPECT_GT(sweep_->points().size(), 0);
    EXPECT_LT(sweep_->points().size(), 100000);
}

TEST_F(SweepRunTest, SaysWhyThereIsNoResult) {
    run_.start({scenario({}), folder_.path(), store_});
    ASSERT_TRUE(waitForTheEnd());
    EXPECT_EQ(sweep_, nullptr);
    EXPECT_FALSE(failure_.isEmpty());
    failure_.clear();
    QFile file(folder_.filePath(QStringLiteral("none.sqlite")));
    run_.read(file.fileName());
    ASSERT_TRUE(waitForTheEnd());
    EXPECT_FALSE(failure_.isEmpty());
}

TEST_F(SweepRunTest, KeepsEachScenarioInAStoreOfItsOwn) {
    const QString program = QStringLiteral(PLIMSOLL_BINARY);
    const QString one = sweepCache(program, "{1}", QStringLiteral("/a"));
    EXPECT_EQ(sweepCache(program, "{1}", QStringLiteral("/a")), one);
    EXPECT_NE(sweepCache(program, "{2}", QStringLiteral("/a")), one);
    EXPECT_NE(sweepCache(program, "{1}", QStringLiteral("/b")), one);
}

}  // namespace
}  // namespace plimsoll::gui
