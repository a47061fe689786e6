// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/contour.hpp"

#include <QPointF>

namespace plimsoll::gui {
namespace {

struct Corner {
    QPointF at;
    double value;
};

/// Where the value is 0 between two points, if its sign changes there. 0 itself counts as positive.
std::optional<QPointF> crossing(const Corner& one, const Corner& other) {
    if ((one.value >= 0) == (other.value >= 0)) return std::nullopt;
    return one.at + (other.at - one.at) * (one.value / (one.value - other.value));
}

/// Inside a square or triangle of known corners, which follow each other around it.
void addLines(QList<QLineF>& lines, const QList<Corner>& corners) {
    QList<QPointF> crossings;
    double sum = 0;
    for (qsizetype i = 0; i < corners.size(); ++i) {
        sum += corners[i].value;
        if (const auto point = crossing(corners[i], corners[(i + 1) % corners.size()])) crossings.append(*point);
    }
    if (crossings.size() == 2) lines.append({crossings[0], crossings[1]});
    if (crossings.size() < 4) return;
    // A saddle: who has the sign of the middle is joined through it, so that the lines cut the other two off.
    const qsizetype first = (sum >= 0) == (corners[0].value >= 0) ? 0 : 1;
    lines.append({crossings[first], crossings[first + 1]});
    lines.append({crossings[first + 2], crossings[(first + 3) % 4]});
}

}  // namespace

QList<QLineF> zeroLines(const QList<std::optional<double>>& values, int columns) {
    QList<QLineF> lines;
    if (columns < 1) return lines;
    const auto rows = static_cast<int>(values.size() / columns);
    const auto corner = [&](int column, int row) -> std::optional<Corner> {
        const auto& value = values[row * columns + column];
        if (!value) return std::nullopt;
        return Corner{QPointF(column, row), *value};
    };
    if (rows == 1 || columns == 1) {
        const QPointF half = rows == 1 ? QPointF(0, 0.5) : QPointF(0.5, 0);
        for (int i = 0; i + 1 < values.size(); ++i) {
            const auto one = rows == 1 ? corner(i, 0) : corner(0, i);
            const auto other = rows == 1 ? corner(i + 1, 0) : corner(0, i + 1);
            const auto point = one && other ? crossing(*one, *other) : std::nullopt;
            if (point) lines.append({*point - half, *point + half});
        }
        return lines;
    }
    for (int row = 0; row + 1 < rows; ++row)
        for (int column = 0; column + 1 < columns; ++column) {
            QList<Corner> known;
            for (const auto& each :
                 {corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)})
                if (each) known.append(*each);
            if (known.size() > 2) addLines(lines, known);
        }
    return lines;
}

}  // namespace plimsoll::gui
