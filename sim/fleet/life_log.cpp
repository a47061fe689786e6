// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/life_log.hpp"

namespace plimsoll::sim {

using results::LifeEnd;
using results::LifePhase;

void LifeLog::begin(std::uint64_t launch, std::size_t pool, scenarios::Purchase purchase, SimTime t) {
    if (launch >= most_) return;
    Noted& noted = noted_.emplace_back();
    noted.life.pool = pool;
    noted.life.purchase = purchase;
    noted.life.requested = t.time_since_epoch();
    noted.since = t;
}

LifeLog::Noted* LifeLog::present(std::uint64_t launch) {
    return launch < noted_.size() && !noted_[launch].ended ? &noted_[launch] : nullptr;
}

void LifeLog::close_phase(Noted& noted, SimTime t) {
    if (t > noted.since) noted.life.phases.push_back({noted.phase, t.time_since_epoch()});
    noted.since = t;
}

void LifeLog::enter(std::uint64_t launch, LifePhase next, SimTime t) {
    Noted* noted = present(launch);
    if (noted == nullptr) return;
    close_phase(*noted, t);
    noted->phase = next;
}

void LifeLog::end(std::uint64_t launch, LifeEnd how, SimTime t) {
    Noted* noted = present(launch);
    if (noted == nullptr) return;
    close_phase(*noted, t);
    noted->life.end = how;
    noted->ended = true;
}

std::vector<results::InstanceLife> LifeLog::lives() const {
    std::vector<results::InstanceLife> lives;
    lives.reserve(noted_.size());
    for (const Noted& noted : noted_) lives.push_back(noted.life);
    return lives;
}

}  // namespace plimsoll::sim
