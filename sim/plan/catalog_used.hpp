// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::results {

/// A catalog of one's own, or an overlay of negotiated prices, in which offers were looked up.
struct CatalogUsed {
    std::string file;          ///< or a folder, as it was given
    std::string hash;          ///< of its content
    std::string source;        ///< who says so, and when
    bool in_scenario = false;  ///< the scenario names it; else --catalog does
};

}  // namespace plimsoll::results
