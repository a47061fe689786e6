// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <optional>
#include <stdexcept>

namespace plimsoll::sim {

/// A signal asked the program to end while it did something that must not be cut in two.
class Interrupted : public std::runtime_error {
public:
    explicit Interrupted(int signal);
    [[nodiscard]] int signal() const noexcept { return signal_; }

private:
    int signal_;
};

/// While it lives, SIGINT, SIGTERM and SIGHUP wait in a descriptor instead of ending the program; afterwards what is
/// still there takes its usual course. Signals that the program was started to ignore (nohup) stay ignored.
class SignalWatch {
public:
    /// \throws IoError when the system has no descriptor to spare.
    SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;
    ~SignalWatch();

    /// Readable once a signal has arrived.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Takes the signal that has arrived, if any. Never blocks.
    [[nodiscard]] std::optional<int> take() const;

private:
    sigset_t before_{};
    int descriptor_ = -1;
};

}  // namespace plimsoll::sim
