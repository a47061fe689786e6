// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_signals.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include <sys/signalfd.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

/// Linux keeps a blocked signal even where it is ignored, so those must not be watched at all.
bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Interrupted::Interrupted(int signal)
    : std::runtime_error(signal == SIGINT ? "interrupted" : "terminated"), signal_(signal) {}

SignalWatch::SignalWatch() {
    sigset_t watched;
    ::sigemptyset(&watched);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!is_ignored(signal)) ::sigaddset(&watched, signal);
    descriptor_ = ::signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC);
    if (descriptor_ < 0) throw IoError(fmt::format("cannot watch for signals: {}", std::strerror(errno)));
    ::sigprocmask(SIG_BLOCK, &watched, &before_);
}

SignalWatch::~SignalWatch() {
    ::close(descriptor_);
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> SignalWatch::take() const {
    signalfd_siginfo info{};
    if (::read(descriptor_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return std::nullopt;
    return static_cast<int>(info.ssi_signo);
}

}  // namespace plimsoll::sim
