// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/simulator_module.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <dlfcn.h>

namespace plimsoll::sim {

namespace {

const Simulator* load() {
    // Found through the program's own run path: beside it in a build, in lib/plimsoll/modules once installed. It stays
    // loaded until the program ends.
    void* module = dlopen("plimsoll_simulator.so", RTLD_LAZY | RTLD_LOCAL);
    if (module == nullptr) throw IoError(fmt::format("cannot load the simulator: {}", dlerror()));
    const auto entry = reinterpret_cast<decltype(&plimsoll_simulator)>(dlsym(module, "plimsoll_simulator"));
    if (entry == nullptr) throw IoError(fmt::format("cannot use the simulator: {}", dlerror()));
    return entry();
}

}  // namespace

const Simulator& simulator() {
    static const Simulator* const kLoaded = load();
    return *kLoaded;
}

std::future<void> simulator_in_advance() {
    return std::async(std::launch::async, [] { static_cast<void>(simulator()); });
}

}  // namespace plimsoll::sim
