// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"

#include <ostream>

namespace plimsoll::pricing {

/// Found by GoogleTest, so that a failed comparison prints amounts.
inline std::ostream& operator<<(std::ostream& out, const Money& money) { return out << money.text(); }

}  // namespace plimsoll::pricing
