// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/cost_drivers.hpp"

#include "pricing/quantity.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace plimsoll::results {
namespace {

using pricing::BilledFor;
using pricing::Money;

/// How many machines a line bills, on average over the horizon, where that is not those that are rented.
double billed_machines(const CostLine& line, double rented, Duration horizon) {
    const double quantity = std::strtod(line.quantity.c_str(), nullptr);
    if (line.unit == "machine-month") return quantity * seconds_of(pricing::kMonth) / seconds_of(horizon);
    constexpr double kSecondsPerHour = 3600;
    if (line.purchase == scenarios::Purchase::reserved) return quantity * kSecondsPerHour / seconds_of(horizon);
    return rented;
}

class Drivers {
public:
    void add(CostDriver driver, const Money& amount) { amounts_[driver] += amount; }

    void add_machine_time(const CostLine& line, const PoolFigures<double>& pool, Duration horizon) {
        const double rented = pool.instances.mean;
        const double billed = billed_machines(line, rented, horizon);
        if (rented <= 0 || billed <= 0) return add(CostDriver::serving, line.amount);
        const double ready = std::min(pool.ready, rented);
        const auto part = [&](double machines) {
            return line.amount.times(pricing::quantity_from(std::clamp(machines / billed, 0.0, 1.0)));
        };
        const Money working = part(std::min(pool.utilization, 1.0) * ready);
        const Money interrupted = working.times(pricing::quantity_from(std::clamp(pool.lost, 0.0, 1.0)));
        const Money starting = part(rented - ready);
        const Money unused = part(billed - rented);
        add(CostDriver::serving, working - interrupted);
        add(CostDriver::interrupted, interrupted);
        add(CostDriver::starting, starting);
        add(CostDriver::unused_commitment, unused);
        add(CostDriver::idle, line.amount - working - starting - unused);
    }

    [[nodiscard]] std::vector<DriverCost> take() const {
        std::vector<DriverCost> costs;
        for (const auto& [driver, amount] : amounts_)
            if (amount != Money{}) costs.push_back({driver, amount});
        return costs;
    }

private:
    std::map<CostDriver, Money> amounts_;
};

}  // namespace

std::vector<DriverCost> costs_by_driver(const std::vector<CostLine>& lines,
                                        const std::vector<PoolFigures<double>>& pools, Duration horizon) {
    Drivers drivers;
    for (const auto& line : lines) {
        switch (line.what_for) {
            case BilledFor::machine_time:
                if (line.pool && *line.pool < pools.size())
                    drivers.add_machine_time(line, pools[*line.pool], horizon);
                else
                    drivers.add(CostDriver::serving, line.amount);
                break;
            case BilledFor::work:
                drivers.add(CostDriver::serving, line.amount);
                break;
            case BilledFor::start:
                drivers.add(CostDriver::starting, line.amount);
                break;
            case BilledFor::requests:
                drivers.add(CostDriver::requests, line.amount);
                break;
            case BilledFor::tokens:
                drivers.add(CostDriver::tokens, line.amount);
                break;
            case BilledFor::beside:
            case BilledFor::billed_share:
            case BilledFor::on_demand_share:
                drivers.add(CostDriver::beside, line.amount);
                break;
        }
    }
    return drivers.take();
}

double machine_hours_at_work(const std::vector<PoolFigures<double>>& pools, Duration horizon) {
    constexpr double kSecondsPerHour = 3600;
    double machines = 0;
    for (const auto& pool : pools) machines += pool.utilization * pool.ready * (1 - pool.lost);
    return machines * seconds_of(horizon) / kSecondsPerHour;
}

}  // namespace plimsoll::results
