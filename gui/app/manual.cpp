// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/manual.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QTextBrowser>
#include <QUrl>

namespace plimsoll::gui {

namespace {

/// Pages of the manual that are part of the program; links to others open nothing.
class Manual : public QTextBrowser {
public:
    explicit Manual(QWidget* parent) : QTextBrowser(parent) {
        setObjectName(QStringLiteral("manual"));
        setWindowFlag(Qt::Window);
        setWindowTitle(QCoreApplication::translate("Manual", "The manual of Plimsoll"));
        setAccessibleName(windowTitle());
        constexpr QSize kSize(820, 700);
        resize(kSize);
        constexpr int kMargin = 16;
        document()->setDocumentMargin(kMargin);
        setSource(QUrl(QStringLiteral("qrc:/manual/desktop.md")), QTextDocument::MarkdownResource);
    }

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override {
        const QString path = QLatin1Char(':') + name.path();
        if (QFile::exists(path)) QTextBrowser::doSetSource(name, type);
    }
};

}  // namespace

void showManual(QWidget& parent) {
    auto* manual = parent.findChild<QTextBrowser*>(QStringLiteral("manual"), Qt::FindDirectChildrenOnly);
    if (manual == nullptr) manual = new Manual(&parent);
    manual->show();
    manual->raise();
    manual->activateWindow();
}

}  // namespace plimsoll::gui
