// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/sweep/sqlite.hpp"

#include <filesystem>

namespace plimsoll::sim {

/// The rows of a query as a workbook (Office Open XML, .xlsx) of one sheet with a header line. Numbers are numbers,
/// texts are texts and never formulas or links, nulls are empty. Memory is flat in the number of rows. The file appears
/// whole or not at all.
/// \throws IoError; InputError where a sheet has no room for so many rows or so long a text
void write_workbook(Statement& rows, const std::filesystem::path& file);

}  // namespace plimsoll::sim
