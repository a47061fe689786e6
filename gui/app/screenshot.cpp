// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/screenshot.hpp"

#include "gui/app/arrangements.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/sweep_board.hpp"
#include "gui/app/sweep_page.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/export/export.hpp"
#include "gui/models/text.hpp"
#include "gui/views/sweep_view_kinds.hpp"
#include "gui/views/view.hpp"
#include "gui/views/view_kinds.hpp"

#include <QApplication>
#include <QDockWidget>
#include <QEventLoop>
#include <QTextStream>

namespace plimsoll::gui {

namespace {

constexpr int kDone = 0;
constexpr int kUsage = 2;
constexpr int kNoResult = 3;
constexpr int kNotWritten = 4;

int complain(int status, const QString& message) {
    QTextStream(stderr) << QStringLiteral("plimsoll-gui: ") << message << Qt::endl;
    return status;
}

bool runToItsEnd(Page& page) {
    if (page.document() == nullptr && page.boardViews() == nullptr) return true;
    QEventLoop loop;
    bool hasResult = false;
    QObject::connect(&page, &Page::runEnded, &loop, [&](bool result) {
        hasResult = result;
        loop.quit();
    });
    page.runNow();
    if (page.isBusy()) loop.exec();
    return hasResult;
}

/// A view may have asked for more of the result.
void waitWhileBusy(Page& page) {
    if (!page.isBusy()) return;
    QEventLoop loop;
    QObject::connect(&page, &Page::runEnded, &loop, &QEventLoop::quit);
    loop.exec();
    QApplication::processEvents();
}

std::optional<int> deploymentNamed(const Result& result, const QString& name) {
    for (std::size_t i = 0; i < result.deployments().size(); ++i)
        if (qstring(result.deployments()[i].name) == name) return static_cast<int>(i);
    return std::nullopt;
}

QStringList allViewNames() {
    QStringList names;
    for (const auto* kinds : {&viewKinds(), &sweepViewKinds()})
        for (const auto& kind : *kinds) names.append(kind.name);
    return names;
}

/// Brings it to the front. Null: the page has no such view.
View* bringUp(MainWindow& window, const Screenshot& screenshot) {
    if (auto* sweep = qobject_cast<SweepPage*>(window.currentPage())) {
        sweep->board().show(screenshot.view);
        return sweep->board().view(screenshot.view);
    }
    auto* dock = window.docks().dock(screenshot.view);
    if (dock == nullptr) return nullptr;
    dock->setFloating(true);
    dock->resize(screenshot.size);
    dock->show();
    return window.docks().view(screenshot.view);
}

QString viewNames() { return allViewNames().join(QStringLiteral(", ")); }

}  // namespace

int takeScreenshot(const Screenshot& screenshot, const QStringList& paths, const QString& program) {
    MainWindow window(program);
    if (!screenshot.view.isEmpty() && !allViewNames().contains(screenshot.view))
        return complain(kUsage,
                        QStringLiteral("there is no view '%1'; there are: %2").arg(screenshot.view, viewNames()));
    if (!screenshot.arrangement.isEmpty()) {
        if (arrangementNamed(screenshot.arrangement).name != screenshot.arrangement)
            return complain(kUsage, QStringLiteral("there is no arrangement '%1'").arg(screenshot.arrangement));
        window.arrangeAs(screenshot.arrangement);
    }
    for (const QString& path : paths) {
        if (!window.open(path)) return complain(kNoResult, window.message());
        auto* page = window.currentPage();
        page->setRunsByItself(false);
        if (!runToItsEnd(*page)) return complain(kNoResult, page->whyNoResult());
    }
    if (!screenshot.select.isEmpty()) {
        if (!window.currentPage()->result())
            return complain(kUsage, QStringLiteral("a deployment is selected in the result of a scenario"));
        const auto deployment = deploymentNamed(*window.currentPage()->result(), screenshot.select);
        if (!deployment) return complain(kUsage, QStringLiteral("there is no deployment '%1'").arg(screenshot.select));
        window.selection().select(deployment);
    }

    window.resize(screenshot.size);
    window.show();
    auto* view = screenshot.view.isEmpty() ? nullptr : bringUp(window, screenshot);
    if (view == nullptr && !screenshot.view.isEmpty())
        return complain(kUsage, QStringLiteral("%1 has no view '%2'").arg(paths.last(), screenshot.view));
    QApplication::processEvents();
    waitWhileBusy(*window.currentPage());
    if (view != nullptr) {
        const QString problem = exportView(*view, screenshot.file, screenshot.size, screenshot.scale);
        return problem.isEmpty() ? kDone : complain(kNotWritten, problem);
    }
    const QPixmap picture = window.grab();
    return picture.save(screenshot.file)
               ? kDone
               : complain(kNotWritten, QStringLiteral("%1 could not be written").arg(screenshot.file));
}

}  // namespace plimsoll::gui
