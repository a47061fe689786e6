// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/latency_figure.hpp"

#include <QList>

namespace plimsoll::gui {

/// Two figures of answers that come token by token, against each other.
enum class TokenPlane {
    phases,  ///< prefill against decode: seconds to the first token, and for each one behind it
    gaps,    ///< the same, with the seconds between any two tokens: long prompts of others show in its percentiles
    value,   ///< how fast an answer goes on, in tokens per second, and how many million tokens a dollar buys
};

/// A deployment in that plane.
struct TokenPoint {
    int deployment = 0;
    results::Estimate across, up;
    bool feasible = false;
};

/// Of the deployments at these places that tell both. The pace of an answer is one over its time per token, so that of
/// p99 is what 99 % of the answers reach; tokens are those of prompts and answers together.
[[nodiscard]] QList<TokenPoint> tokenPoints(const Result& result, const QList<int>& deployments, TokenPlane plane,
                                            LatencyFigure figure);

/// Of those whose answers have no times token by token, as an API's: the million tokens that a dollar buys.
struct TokenLevel {
    int deployment = 0;
    double millionPerDollar = 0;
};
[[nodiscard]] QList<TokenLevel> tokenLevels(const Result& result, const QList<int>& deployments);

}  // namespace plimsoll::gui
