// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <vector>

namespace plimsoll::results {

/// Which deployment is the cheapest among those that meet every objective, whether the difference to the next one is
/// statistically clear, where on the load curve that changes, and each of these in plain words. Of equally cheap ones
/// the earlier in the list wins.
[[nodiscard]] Verdict decide(const std::vector<DeploymentResult>& deployments);

/// Whether the deployment stands for choice beside the others. A batch deployment does not answer while someone waits:
/// where others are held to latency objectives, it is an alternative for work that can wait, named in a sentence of its
/// own.
[[nodiscard]] bool competes(const std::vector<DeploymentResult>& deployments, std::size_t which);

/// Changes of the cheapest feasible deployment along the load curve. Where both deployments are feasible at both
/// neighbouring points, costs per month are taken as linear in log(load) between them, and `load` is where the two
/// lines cross; otherwise the change is one of feasibility, somewhere between the points.
[[nodiscard]] std::vector<LoadChange> load_changes(const std::vector<DeploymentResult>& deployments);

/// Index of the cheapest feasible deployment at that load of the load curve.
[[nodiscard]] std::optional<std::size_t> cheapest_at(const std::vector<DeploymentResult>& deployments, double load);

/// Every load of any deployment's load curve, ascending.
[[nodiscard]] std::vector<double> loads_of(const std::vector<DeploymentResult>& deployments);

/// The point of a deployment's load curve; null where it has none.
[[nodiscard]] const LoadPoint* point_at(const DeploymentResult& deployment, double load);

/// By how much the objectives are missed: the largest ratio of a value to its limit; infinite where requests never got
/// an answer, at most 1 where all are met.
[[nodiscard]] double worst_ratio(const DeploymentResult& deployment);
/// The attainment of the objective with the least to spare, which is its attainment less its percentile (100 % for a
/// deadline); 1 where the deployment has none.
[[nodiscard]] double decisive_attainment(const DeploymentResult& deployment);

}  // namespace plimsoll::results
