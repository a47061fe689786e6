// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/application.hpp"

#include "gui/app/main_window.hpp"
#include "gui/app/screenshot.hpp"
#include "gui/app/theme.hpp"
#include "gui/run/program.hpp"

#include <plimsoll_version.hpp>

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTextStream>

#include <cstdlib>
#include <cstring>

/// The resources of a static library are registered by hand, from outside any namespace.
static void registerResources() { Q_INIT_RESOURCE(app); }

namespace plimsoll::gui {

namespace {

constexpr int kUsage = 2;

/// "1280x800"; empty where the text is none.
QSize sizeOf(const QString& text) {
    static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const auto match = form.match(text);
    return match.hasMatch() ? QSize(match.captured(1).toInt(), match.captured(2).toInt()) : QSize();
}

bool wants(int argc, char** argv, const char* option) {
    const auto length = std::strlen(option);
    for (int i = 1; i < argc; ++i)
        if (std::strncmp(argv[i], option, length) == 0 && (argv[i][length] == '\0' || argv[i][length] == '='))
            return true;
    return false;
}

/// Painted here, so that it does not depend on an image plugin.
QIcon icon() {
    QSvgRenderer drawing(QStringLiteral(":/icon.svg"));
    QIcon icon;
    for (const int side : {16, 32, 48, 128}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawing.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

/// Pictures and answers need no display.
void useNoDisplay(int argc, char** argv) {
    if (std::getenv("QT_QPA_PLATFORM") != nullptr) return;
    for (const char* option : {"--screenshot", "--help", "-h", "--version", "-v"})
        if (wants(argc, argv, option)) qputenv("QT_QPA_PLATFORM", "offscreen");
}

}  // namespace

int runApplication(int argc, char** argv) {
    useNoDisplay(argc, argv);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("plimsoll"));
    QCoreApplication::setApplicationName(QStringLiteral("plimsoll-gui"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Plimsoll"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.plimsoll.Plimsoll"));
    registerResources();
    QGuiApplication::setWindowIcon(icon());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Explore what each way of serving an AI workload costs and how fast it is."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("SCENARIO"),
                                 QStringLiteral("Scenarios, or results of plimsoll compare."),
                                 QStringLiteral("[SCENARIO…]"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QStringLiteral(
            "Draw the last SCENARIO into FILE (png; of a view also svg, pdf, csv) and end; needs no display."),
        QStringLiteral("FILE"));
    const QCommandLineOption view(QStringLiteral("view"), QStringLiteral("With --screenshot: draw only this view."),
                                  QStringLiteral("NAME"));
    const QCommandLineOption select(QStringLiteral("select"),
                                    QStringLiteral("With --screenshot: select this deployment."),
                                    QStringLiteral("DEPLOYMENT"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QStringLiteral("With --screenshot: width and height; the default is 1280x800."),
                                  QStringLiteral("WxH"), QStringLiteral("1280x800"));
    const QCommandLineOption scale(QStringLiteral("scale"),
                                   QStringLiteral("With --screenshot of a view as png: pixels per pixel, e.g. 2."),
                                   QStringLiteral("FACTOR"), QStringLiteral("1"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("system, light or dark."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption arrangement(
        QStringLiteral("arrangement"),
        QStringLiteral("With --screenshot of the window: architect, finance or engineer."), QStringLiteral("NAME"));
    parser.addOptions({screenshot, view, select, size, scale, theme, arrangement});
    parser.process(application);

    const auto usage = [&](const QString& message) {
        QTextStream(stderr) << QStringLiteral("plimsoll-gui: ") << message << QStringLiteral("; see --help")
                            << Qt::endl;
        return kUsage;
    };
    if (parser.isSet(theme) && !themes().contains(parser.value(theme)))
        return usage(QStringLiteral("there is no theme '%1'").arg(parser.value(theme)));
    const QStringList paths = parser.positionalArguments();

    if (parser.isSet(screenshot)) {
        Screenshot wanted{parser.value(screenshot),       parser.value(view),
                          parser.value(select),           sizeOf(parser.value(size)),
                          parser.value(scale).toDouble(), parser.value(arrangement)};
        if (wanted.size.isEmpty()) return usage(QStringLiteral("--size wants WxH, such as 1280x800"));
        constexpr double kLargestScale = 8;
        if (!(wanted.scale > 0) || wanted.scale > kLargestScale)
            return usage(QStringLiteral("--scale wants a number above 0, at most 8"));
        if (paths.isEmpty()) return usage(QStringLiteral("--screenshot needs a SCENARIO"));
        applyTheme(parser.isSet(theme) ? parser.value(theme) : QStringLiteral("light"));
        return takeScreenshot(wanted, paths, plimsollProgram());
    }

    MainWindow window(plimsollProgram());
    window.restoreSession(paths.isEmpty());
    if (parser.isSet(theme)) applyTheme(parser.value(theme));
    window.openAll(paths);
    window.show();
    return QApplication::exec();
}

}  // namespace plimsoll::gui
