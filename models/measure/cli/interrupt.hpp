// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace plimsoll::measure::cli {

/// From here on SIGINT, SIGTERM and SIGHUP are noted instead of ending the program; a second one ends it at once.
void watch_interrupts();
/// The signal that came, or 0.
[[nodiscard]] int interrupt_signal();

}  // namespace plimsoll::measure::cli
