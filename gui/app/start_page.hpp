// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QBoxLayout;
class QVBoxLayout;

namespace plimsoll::gui {

/// What the window shows while nothing is open: three questions to start from, the scenarios that come with the
/// program, a trace of one's own, and the files of before.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecent(const QStringList& paths);

signals:
    void templateChosen(const QString& path);
    void fileChosen(const QString& path);
    void fileWanted();
    void traceWanted();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void paintPictures();

    QBoxLayout* columns_;
    QVBoxLayout* recent_;
    QList<QPair<QAbstractButton*, QJsonObject>> pictured_;
};

}  // namespace plimsoll::gui
