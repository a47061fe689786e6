// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace plimsoll::gui {

class Result;

/// Factors laid over a scenario before it is simulated; the scenario itself stays as it is.
struct WhatIf {
    double load = 1;           ///< on the requests
    double growth = 0;         ///< of the load, e.g. 0.4: 40 % more
    double slo = 1;            ///< on the limits of all latency objectives
    double interruptions = 1;  ///< on the rate at which spot instances are taken away
    double onDemandPrice = 1;  ///< on prices of on-demand and reserved machines
    double spotPrice = 1;      ///< on prices of spot machines
    double usagePrice = 1;     ///< on prices of functions, containers and APIs

    bool operator==(const WhatIf&) const = default;
};

/// The scenario with the factors applied, and told in its name, where it has one. Times between interruptions that the
/// scenario leaves to the catalog are taken from the assumptions of the `last` result; where there is none, they stay.
/// The text itself where it is no JSON.
[[nodiscard]] QByteArray withWhatIf(const QByteArray& scenario, const WhatIf& factors, const Result* last);

/// "What if: load × 2, spot prices × 0.5"; empty where nothing is laid over the scenario.
[[nodiscard]] QString textOf(const WhatIf& factors);

}  // namespace plimsoll::gui
