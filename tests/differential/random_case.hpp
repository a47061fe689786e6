// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/traffic/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// What a random case is mainly about; the rest of it is random too.
enum class Family {
    central,
    per_replica,
    windows,
    autoscaled,
    spot,
    slots,         ///< on replicas, each request at its own pace
    shared_slots,  ///< on replicas, whose requests share them
    token_by_token,
    serverless,
    sharing,
    api,
    token_windows,     ///< token by token, in batch windows
    token_serverless,  ///< and on instances that requests ask for
    token_roles        ///< and on servers some of which compute prompts, and others answer
};

std::string_view name_of(Family family);

/// A small deployment with its traffic, drawn from a family and a number: same numbers, same case.
struct Case {
    Family family{};
    std::uint64_t number = 0;
    DeploymentPlan plan;
    std::vector<Request> requests;
    std::vector<std::vector<SharedPart>> beginnings;  ///< of their prompts, by request; empty: nobody knows
    /// Requests begin such, instead of `requests`.
    std::optional<scenarios::GeneratedTraffic> conversations{};
    Duration horizon{};
    /// Processor sharing divides: the two engines may round to neighbouring nanoseconds.
    bool whole_nanoseconds = true;
};

Case random_case(Family family, std::uint64_t number);

/// About as many requests, in conversations that follow from the answers.
void converse(Case& drawn);

/// Every field, one per line, for the message of a failure.
std::string describe(const Case& drawn);

}  // namespace plimsoll::sim
