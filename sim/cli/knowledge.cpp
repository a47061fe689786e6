// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/knowledge.hpp"

#include "scenarios/data_folder.hpp"

namespace plimsoll::cli {

sim::Knowledge& knowledge() {
    static sim::Knowledge known(scenarios::data_folder());
    return known;
}

}  // namespace plimsoll::cli
