// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/projection/projection.hpp"

#include <filesystem>
#include <string>

/// Projections as finance reads them.
namespace plimsoll::sim {

/// What a report says of itself.
struct ReportFacts {
    std::string date;     ///< ISO 8601, on which it was made
    std::string program;  ///< "plimsoll 0.1.0"
};

/// A workbook whose totals are formulas over its line items and assumptions: sheets Summary, Assumptions, Monthly, Line
/// items, What moves it, Provenance. \throws IoError
void write_report_workbook(const Projection& projection, const ReportFacts& facts, const std::filesystem::path& file);

/// Projected charges, everything in the middle, by the columns of FOCUS 1.2 (focus.finops.org): a row for each line of
/// each month's bill, with costs paid once, support and tax as charges of their own.
[[nodiscard]] std::string focus_csv(const Projection& projection);

/// A page that stands alone, with pictures, made to be printed and signed.
[[nodiscard]] std::string report_page(const Projection& projection, const ReportFacts& facts);

}  // namespace plimsoll::sim
