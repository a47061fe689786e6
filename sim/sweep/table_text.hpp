// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/sweep/sqlite.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace plimsoll::sim {

/// Where text goes, a piece at a time: a result may be larger than memory.
using Sink = std::function<void(std::string_view)>;

/// The rows of a query: RFC 4180 with a header line, cells safe for spreadsheets.
void write_csv(Statement& rows, const Sink& sink);
/// A JSON object per line, nulls left out.
void write_json_lines(Statement& rows, const Sink& sink);

}  // namespace plimsoll::sim
