// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>
#include <vector>

/// A verdict in plain words.
namespace plimsoll::results {

/// The deployment's name, quoted; of one with an invented price never without saying so.
[[nodiscard]] std::string named(const DeploymentResult& deployment);

/// For how long costs are told.
struct CostPeriod {
    double months = 1;
    std::string each = "a month";
};

/// Which is the cheapest, how sure that is, what it would take instead, and where it changes.
[[nodiscard]] std::vector<std::string> verdict_sentences(const std::vector<DeploymentResult>& deployments,
                                                         const Verdict& verdict, const CostPeriod& period = {});

}  // namespace plimsoll::results
