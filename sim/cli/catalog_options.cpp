// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/catalog_options.hpp"

#include "sim/cli/common_options.hpp"
#include "sim/cli/knowledge.hpp"

#include <CLI/CLI.hpp>

namespace plimsoll::cli {

void CatalogOptions::add_to(CLI::App& command) {
    command
        .add_option("--catalog", paths,
                    "A catalog of your own, an overlay of negotiated prices, or a folder of them; can be repeated. An "
                    "offer in it stands in for one of the same id")
        ->type_name("PATH")
        ->check(not_empty())
        ->allow_extra_args(false);
}

void CatalogOptions::use() const { knowledge().use_catalogs(paths); }

}  // namespace plimsoll::cli
