// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::pricing {

/// With which meters of an account a meter shares what counts by the month: sizes of one service do.
struct SharedMonth {
    std::string tiers;  ///< those of the same text share their tiers, and their grant; empty: with nobody
    std::string grant;  ///< and those of this one their grant alone: functions on several kinds of processors
};

}  // namespace plimsoll::pricing
