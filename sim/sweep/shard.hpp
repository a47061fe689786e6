// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::sim {

/// Part `index` of `of`: every point whose number leaves that remainder.
struct Shard {
    std::size_t index = 0;  ///< from 0
    std::size_t of = 1;
};

/// Looks a variable of the environment up; nothing where it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// Reads "2/8", the second of eight. Or "auto": what an array job of Slurm (SLURM_ARRAY_TASK_ID, _MIN, _COUNT),
/// Kubernetes (JOB_COMPLETION_INDEX and PLIMSOLL_SHARDS, since Kubernetes does not tell its completions), or AWS Batch
/// (AWS_BATCH_JOB_ARRAY_INDEX, _SIZE) says of itself; all of it where none does.
/// \throws InputError with what is wrong
[[nodiscard]] Shard parse_shard(std::string_view text, const Environment& environment);

}  // namespace plimsoll::sim
