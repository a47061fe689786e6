// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/actuals/variance.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// What the bill says of the months that are not billed yet: the projection times how much more was billed than was
/// projected.
struct CalibratedForecast {
    double factor = 1;                  ///< billed over projected, of the whole months
    std::size_t months = 0;             ///< from which that is known
    std::vector<ProjectedMonth> ahead;  ///< the months that are left, their predictions calibrated
};

/// A bill beside the projection of one deployment.
struct Actuals {
    std::string scenario;
    std::string deployment;
    std::string path;  ///< of the bill
    std::string currency = "USD";
    BillCost cost = BillCost::billed;
    std::size_t rows = 0, taken = 0;
    std::vector<VarianceMonth> months;                   ///< that are both billed and projected
    std::vector<std::chrono::year_month> not_projected;  ///< billed, beyond the projection
    pricing::Money not_projected_cost;                   ///< of these
    std::size_t within = 0;                              ///< whole months that were billed between P10 and P90
    std::size_t whole = 0;                               ///< months that the bill covers
    std::optional<CalibratedForecast> forecast;          ///< empty: no month is whole, or none is left
    [[nodiscard]] VarianceCauses causes() const;
};

/// \param deployment its name; empty: the only one
/// \throws InputError where there is no such deployment, several and none is named, or no month is both billed and
/// projected
[[nodiscard]] Actuals compare_with_bill(const Projection& projection, const std::string& deployment,
                                        const FocusBill& bill, BillCost cost);

/// For people, no wider than so many columns.
[[nodiscard]] std::string actuals_text(const Actuals& actuals, std::size_t width);
/// `plimsoll.actuals/1` (docs/actuals.md).
[[nodiscard]] std::string actuals_json(const Actuals& actuals);

}  // namespace plimsoll::sim
