// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// Numbers as people write them ("50,000").
class PlainTicker : public QCPAxisTicker {
public:
    explicit PlainTicker(int ticks) { setTickCount(ticks); }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
};

/// As many ticks of a horizontal axis as have room, once it is laid out.
inline constexpr int kMostTicks = 5;
void fitTicks(QCPAxis& axis);

/// Times as clockText() writes them, at whole seconds, minutes, hours and days.
class ClockTicker : public QCPAxisTickerTime {
public:
    /// `axis` is the one that it is set on: its length says how many labels have room.
    explicit ClockTicker(const QCPAxis* axis = nullptr) : axis_(axis) {
        constexpr int kTicks = 5;
        setTickCount(kTicks);
        setTimeFormat(QStringLiteral("%d %h:%m:%s"));
    }

protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    const QCPAxis* axis_;
};

/// Powers of ten as people write them ("0.01", "1,000"), as many as have room in a low plot.
class PowerTicker : public QCPAxisTickerLog {
public:
    explicit PowerTicker(int mostTicks) : mostTicks_(mostTicks) {}

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    int mostTicks_;
};

/// Names of the rows 0, 1, 2, …; where there is no room for all, of every second, fifth or tenth.
class RowTicker : public QCPAxisTicker {
public:
    /// `axis` is the one that it is set on: its length says how many names have room.
    RowTicker(const QCPAxis& axis, QStringList names) : axis_(axis), names_(std::move(names)) {}

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    const QCPAxis& axis_;
    QStringList names_;
};

}  // namespace plimsoll::gui
