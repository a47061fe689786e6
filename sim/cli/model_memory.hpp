// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/command.hpp"

#include <CLI/CLI.hpp>

namespace plimsoll::cli {

/// `plimsoll model memory`: what stands in the memory of a server, and what its KV cache holds.
void add_model_memory(CLI::App& model, Action& chosen);

}  // namespace plimsoll::cli
