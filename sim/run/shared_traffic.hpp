// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/point.hpp"
#include "sim/run/shared_requests.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// The traffic of simulations that run side by side and one after the other, each in its process: what several of them
/// see, all deployments at the same load and replication for example, is drawn or read from its file once.
class SharedTraffic {
public:
    /// `experiment` must outlive this. \param reach whether the simulations run in this process
    explicit SharedTraffic(const Experiment& experiment,
                           SharedRequests::Reach reach = SharedRequests::Reach::all_processes)
        : experiment_(experiment), reach_(reach) {}

    /// Before the processes start: the simulations that will run. What they share takes memory up to a bound; traffic
    /// beyond it is made by each for itself, so that memory does not grow with its length.
    void share(const std::vector<Point>& points);

    /// What the simulation of a point sees.
    [[nodiscard]] std::unique_ptr<RequestSource> open(const SimulationInput& input);
    /// The simulation of this point has ended; gives the memory back behind the last that sees the same.
    void finished(const Point& point);

private:
    using Key = std::pair<std::uint64_t, double>;  // seed and load
    struct Share {
        std::size_t users = 0;
        std::unique_ptr<SharedRequests> requests;  // none: each makes its own
    };
    [[nodiscard]] Key key_of(const Point& point) const;

    const Experiment& experiment_;
    SharedRequests::Reach reach_;
    std::map<Key, Share> shares_;
};

}  // namespace plimsoll::sim
