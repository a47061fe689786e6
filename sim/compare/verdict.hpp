// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <vector>

namespace plimsoll::results {

/// Which deployment is the cheapest among those that meet every objective, whether the difference to the next one is
/// clear, where on the load curve that changes, and each of these in plain words. Of equally cheap ones
/// the earlier in the list wins.
[[nodiscard]] Verdict decide(const std::vector<DeploymentResult>& deployments);

/// Changes of the cheapest feasible deployment along the load curve. Where both deployments are feasible at both
/// neighbouring points, their costs cross between them (crossing.hpp); otherwise the change is one of feasibility,
/// somewhere between the points.
[[nodiscard]] std::vector<LoadChange> load_changes(const std::vector<DeploymentResult>& deployments);

/// Index of the cheapest feasible deployment at that load of the load curve.
[[nodiscard]] std::optional<std::size_t> cheapest_at(const std::vector<DeploymentResult>& deployments, double load);

/// Every load of any deployment's load curve, ascending.
[[nodiscard]] std::vector<double> loads_of(const std::vector<DeploymentResult>& deployments);

/// The point of a deployment's load curve; null where it has none.
[[nodiscard]] const LoadPoint* point_at(const DeploymentResult& deployment, double load);

}  // namespace plimsoll::results
