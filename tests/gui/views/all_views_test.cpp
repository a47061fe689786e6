// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/selection.hpp"
#include "gui/views/view.hpp"
#include "gui/views/view_kinds.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QImage>
#include <QSvgGenerator>
#include <QWidget>

#include <memory>

/// What holds for every view, whatever it shows.
namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

constexpr QSize kSize{900, 640};

class EveryView : public ::testing::TestWithParam<std::size_t> {
protected:
    EveryView() {
        view_->resize(kSize);
        view_->show();
    }

    void show(const results::Comparison& comparison) {
        selection_.restrictTo(static_cast<int>(comparison.deployments.size()));
        view_->setResult(resultOf(comparison));
        QApplication::processEvents();
        const Table table = view_->table();
        for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
        EXPECT_FALSE(view_->scene().isEmpty());
    }

    [[nodiscard]] QImage painted(const QSize& size = kSize) const {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        view_->paintTo(image, size);
        return image;
    }

    Selection selection_;
    std::unique_ptr<View> view_{viewKinds()[GetParam()].make(selection_, nullptr)};
};

/// With something to draw for every view.
results::Comparison fullComparison() {
    auto comparison = testing::sensitiveComparison();
    auto& answering = comparison.deployments.front();
    answering.first_token = answering.per_token = answering.token_gaps = answering.latency;
    answering.cost.per_1m_tokens = pricing::Money::parse("0.5");
    return comparison;
}

/// Shares of the image that are of its most frequent colour, and of the colour that it was filled with before.
std::pair<double, double> blankness(const QImage& image) {
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) ++counts[image.pixel(x, y)];
    const double all = image.width() * image.height();
    const auto most = std::max_element(counts.begin(), counts.end());
    return {*most / all, counts.value(QColor(Qt::magenta).rgb()) / all};
}

TEST_P(EveryView, SaysThatNothingHasBeenSimulated) {
    EXPECT_TRUE(view_->table().rows.isEmpty());
    view_->setResult(resultOf(sampleComparison()));
    view_->setResult(nullptr);
    QApplication::processEvents();
    EXPECT_TRUE(view_->table().rows.isEmpty());
    EXPECT_NO_FATAL_FAILURE(painted());
}

TEST_P(EveryView, PaintsAllOfAPictureInLightAndDark) {
    show(fullComparison());
    const auto [same, unpainted] = blankness(painted());
    EXPECT_LT(same, 0.999);
    EXPECT_EQ(unpainted, 0);
    const QImage light = painted();
    view_->setPalette(testing::darkPalette());
    QApplication::processEvents();
    const QImage dark = painted();
    EXPECT_EQ(dark.pixelColor(0, kSize.height() - 1), QColor(0x1E1E1E));
    EXPECT_NE(light, dark);
    EXPECT_EQ(blankness(painted({320, 240})).second, 0) << "small pictures, too";
}

TEST_P(EveryView, PaintsWhatItShowsWhetherShownOrNot) {
    show(fullComparison());
    const QImage shown = painted();
    Selection selection;
    const std::unique_ptr<View> hidden(viewKinds()[GetParam()].make(selection, nullptr));
    hidden->resize(kSize);
    hidden->setResult(resultOf(testing::sensitiveComparison()));
    QImage image(kSize, QImage::Format_RGB32);
    hidden->paintTo(image, kSize);
    EXPECT_LT(blankness(image).first, 0.999) << "a view in a closed dock is exported, too";
}

TEST_P(EveryView, PaintsVectors) {
    show(fullComparison());
    QBuffer buffer;
    {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(kSize);
        svg.setViewBox(QRect({}, kSize));
        view_->paintTo(svg, kSize);
    }
    EXPECT_GT(buffer.data().count("<"), 20);
}

TEST_P(EveryView, KeepsTheCursorOutOfPictures) {
    show(sampleComparison());
    const QImage before = painted();
    selection_.hoverTime(3000);
    selection_.hoverLoad(1.0);
    QApplication::processEvents();
    EXPECT_EQ(painted(), before);
}

TEST_P(EveryView, BearsAnySelection) {
    show(sampleComparison());
    for (int i = 0; i < 5; ++i) {
        selection_.select(i);
        selection_.setBaseline(4 - i);
        selection_.setBudget(i * 100.0);
        QApplication::processEvents();
        EXPECT_FALSE(view_->scene().isEmpty());
    }
    for (int i = 0; i < 5; ++i) selection_.setHidden(i, true);
    QApplication::processEvents();
    EXPECT_FALSE(view_->scene().isEmpty());
    EXPECT_NO_FATAL_FAILURE(painted());
}

TEST_P(EveryView, BearsAReferenceAndItsRemoval) {
    show(sampleComparison());
    view_->setReference(resultOf(madeComparison({madeDeployment("spot", "m", "2", 0.3)})));
    QApplication::processEvents();
    EXPECT_FALSE(view_->scene().isEmpty());
    view_->setReference(nullptr);
    QApplication::processEvents();
    EXPECT_FALSE(view_->scene().isEmpty());
}

TEST_P(EveryView, BearsDegenerateResults) {
    show(madeComparison({}));
    show(madeComparison({madeDeployment("alone", "m", "1", 0.1)}));

    auto free = madeDeployment("free and at once", "m", "0", 0);
    free.slo.clear();
    show(madeComparison({free, madeDeployment("other", "m", "1", 0.1)}));

    results::DeploymentResult broken;
    broken.name = "broken";
    show(madeComparison({broken}));
    show(madeComparison({broken, madeDeployment("fine", "m", "1", 0.1)}));

    auto unstable = sampleComparison();
    for (auto& deployment : unstable.deployments)
        for (auto& point : deployment.load_curve) point.unstable = true;
    show(unstable);

    auto noObjective = sampleComparison();
    noObjective.scenario.slos.clear();
    for (auto& deployment : noObjective.deployments) {
        deployment.slo.clear();
        deployment.load_curve.clear();
    }
    show(noObjective);
}

TEST_P(EveryView, BearsVeryManyDeployments) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 500; ++i)
        many.push_back(madeDeployment("deployment " + std::to_string(i), "item " + std::to_string(i % 20),
                                      std::to_string(1 + i), 0.001 * (1 + i)));
    show(madeComparison(std::move(many)));
    EXPECT_NO_FATAL_FAILURE(painted());
    selection_.select(250);
    QApplication::processEvents();
    EXPECT_FALSE(view_->scene().isEmpty());
}

INSTANTIATE_TEST_SUITE_P(Views, EveryView, ::testing::Range(std::size_t{0}, viewKinds().size()),
                         [](const auto& instance) {
                             std::string name = viewKinds()[instance.param].name.toStdString();
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace plimsoll::gui
