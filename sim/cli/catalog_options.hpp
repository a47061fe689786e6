// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// Catalogs and negotiated prices of one's own: the same for every command that prices something.
struct CatalogOptions {
    std::vector<std::string> paths;

    void add_to(CLI::App& command);
    /// From here on offers are looked up in them, too. To be called before any is. \throws IoError
    void use() const;
};

}  // namespace plimsoll::cli
