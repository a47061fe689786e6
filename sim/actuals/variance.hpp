// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/actuals/focus_bill.hpp"
#include "sim/projection/projection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Why a bill is not what was projected. The parts add up to the difference.
struct VarianceCauses {
    double volume = 0;         ///< more or less of the whole, at the projected prices and shares
    double mix = 0;            ///< other shares of the kinds that a service has
    double price = 0;          ///< other prices of a unit
    double not_projected = 0;  ///< charges of which the projection has no item
    double not_billed = 0;     ///< items of which the bill has no charge; below 0
    double untold = 0;         ///< of items whose units differ, so that use and price cannot be told apart

    VarianceCauses& operator+=(const VarianceCauses& other);
    [[nodiscard]] double sum() const;
};

/// A kind of use in one month: an item of the projection, the charges that are of it, or both.
struct VarianceLine {
    std::string service;  ///< by the bill where it says so
    std::string item;     ///< as the projection calls it, else the bill
    std::string unit;
    bool projected = false, billed = false;
    double projected_cost = 0, projected_quantity = 0;
    double billed_quantity = 0;
    pricing::Money billed_cost;
    VarianceCauses causes;
};

/// A month that was billed and projected.
struct VarianceMonth {
    std::chrono::year_month month{};
    Prediction predicted;  ///< of the whole bill
    double projected = 0;  ///< the middle, which the lines add up to
    pricing::Money billed;
    std::vector<VarianceLine> lines;
    bool whole = true;  ///< the bill covers the month from its first day to its last
    [[nodiscard]] VarianceCauses causes() const;
    /// Whether the bill lies below P10 (-1), between P10 and P90 (0), or above (1), to half a cent.
    [[nodiscard]] int side() const;
};

/// What the charges of a month differ by from the items of one deployment.
///
/// A charge is of an item if provider and region agree and it names the offer (its description has the offer's name as
/// a word, or its SKU is the offer), as bought: on demand, at spot prices or
/// committed. Compute Engine bills machines in parts: vCPUs, memory and cards of the family are of the first machine of
/// it, whose hours are those of its vCPUs. Of what remains, a charge is of an item whose service and unit agree. With
/// equal units the difference of a line is
///   billed - projected = (Q - q) p + (P - p) Q,  q and Q the projected and billed quantity, p and P the prices of a
///   unit,
/// where (Q - q) p is split within a service: volume q p (sum Q / sum q - 1), and mix the rest.
[[nodiscard]] VarianceMonth compare_month(const BilledMonth& billed, const ProjectedDeployment& deployment,
                                          const ProjectedMonth& projected, double weekend);

}  // namespace plimsoll::sim
