// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/catalogs_json.hpp"

#include "sim/report/describe_comparison.hpp"
#include "sim/report/json_writer.hpp"

namespace plimsoll::results {

nlohmann::ordered_json catalogs_json(const std::vector<CatalogUsed>& catalogs) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& catalog : catalogs) {
        JsonWriter writer;
        describe(writer, catalog);
        list.push_back(writer.take());
    }
    return list;
}

}  // namespace plimsoll::results
