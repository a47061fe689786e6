// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "models/step_time/profile_times.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// What `plimsoll profile show` and `compare` tell of profiles.
namespace plimsoll::cli {

/// Where it comes from, the grid, law and errors of each table, what is assumed, validations.
[[nodiscard]] std::string profile_text(const models::Profile& profile, std::size_t width);
[[nodiscard]] nlohmann::json profile_json(const models::Profile& profile);

/// One work that two profiles know, and what they say.
struct SharedWork {
    models::Work work;
    double seconds_a = 0;
    double seconds_b = 0;
    [[nodiscard]] double ratio() const { return seconds_b / seconds_a; }
};

/// The shared works of one kind of table, by ratio.
struct SharedTable {
    std::string title;
    std::vector<SharedWork> works;
};

/// Every sample of either that lies inside a table of the other. fp16 and bf16 count as the same.
[[nodiscard]] std::vector<SharedTable> shared_works(const models::Profile& a, const models::Profile& b);

/// The distribution of B / A per table, and the works that differ most.
[[nodiscard]] std::string comparison_text(const models::Profile& a, const models::Profile& b);
[[nodiscard]] nlohmann::json comparison_json(const models::Profile& a, const models::Profile& b);

/// "m 512, n 4,096, k 4,096".
[[nodiscard]] std::string sizes_text(const models::Work& work);

}  // namespace plimsoll::cli
