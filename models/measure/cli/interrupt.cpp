// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace plimsoll::measure::cli {
namespace {

volatile std::sig_atomic_t came = 0;

void note(int signal) {
    came = signal;
    std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_interrupts() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (std::signal(signal, note) == SIG_IGN) std::signal(signal, SIG_IGN);  // nohup stays nohup
}

int interrupt_signal() { return came; }

}  // namespace plimsoll::measure::cli
