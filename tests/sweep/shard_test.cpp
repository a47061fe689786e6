// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/shard.hpp"

#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>

#include <map>

namespace plimsoll::sim {
namespace {

Environment with(const std::map<std::string, std::string>& variables) {
    return [variables](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return {};
        return found->second;
    };
}

void expect_shard(const std::string& text, const std::map<std::string, std::string>& variables, std::size_t index,
                  std::size_t of) {
    const auto shard = parse_shard(text, with(variables));
    EXPECT_EQ(shard.index, index);
    EXPECT_EQ(shard.of, of);
}

TEST(Shards, AreCountedFromOneByPeople) {
    expect_shard("1/8", {}, 0, 8);
    expect_shard("8/8", {}, 7, 8);
    for (const char* bad : {"0/8", "9/8", "1/0", "1", "/", "a/b", "1/2/3", "-1/2", ""})
        EXPECT_THROW(static_cast<void>(parse_shard(bad, with({}))), InputError) << bad;
}

TEST(Shards, AreWhatASchedulerSays) {
    expect_shard("auto", {}, 0, 1);
    expect_shard("auto", {{"SLURM_ARRAY_TASK_ID", "3"}, {"SLURM_ARRAY_TASK_MIN", "1"}, {"SLURM_ARRAY_TASK_COUNT", "4"}},
                 2, 4);
    expect_shard("auto", {{"SLURM_ARRAY_TASK_ID", "0"}, {"SLURM_ARRAY_TASK_COUNT", "4"}}, 0, 4);
    expect_shard("auto", {{"JOB_COMPLETION_INDEX", "5"}, {"PLIMSOLL_SHARDS", "6"}}, 5, 6);
    expect_shard("auto", {{"AWS_BATCH_JOB_ARRAY_INDEX", "2"}, {"AWS_BATCH_JOB_ARRAY_SIZE", "10"}}, 2, 10);
    // What is named counts.
    expect_shard("1/2", {{"SLURM_ARRAY_TASK_ID", "3"}, {"SLURM_ARRAY_TASK_COUNT", "4"}}, 0, 2);
}

TEST(Shards, OfWhichASchedulerSaysTooLittleAreRefused) {
    EXPECT_THROW(static_cast<void>(parse_shard("auto", with({{"JOB_COMPLETION_INDEX", "5"}}))), InputError);
    EXPECT_THROW(static_cast<void>(parse_shard("auto", with({{"SLURM_ARRAY_TASK_ID", "3"}}))), InputError);
    EXPECT_THROW(
        static_cast<void>(parse_shard("auto", with({{"JOB_COMPLETION_INDEX", "6"}, {"PLIMSOLL_SHARDS", "6"}}))),
        InputError);
}

}  // namespace
}  // namespace plimsoll::sim
