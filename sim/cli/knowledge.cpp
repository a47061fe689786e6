// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/knowledge.hpp"

#include "scenarios/data_folder.hpp"

namespace plimsoll::cli {

sim::Knowledge& knowledge() {
    static sim::Knowledge known(scenarios::data_folder());
    return known;
}

pricing::CommitmentCatalog known_commitments(const std::string& own) {
    const auto offers = knowledge().catalog().ids();
    auto catalog = pricing::load_commitments(scenarios::data_folder() / "pricing" / "commitments", offers);
    if (!own.empty()) pricing::add_commitments(catalog, own, offers);
    return catalog;
}

}  // namespace plimsoll::cli
