// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_child.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/worker_message.hpp"

#include <chrono>
#include <csignal>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include <malloc.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

using Kind = WorkerMessage::Kind;

bool send_text(int socket, Kind kind, std::string_view text) {
    return send_message(socket, kind, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool send(int socket, const WorkerResult& result) {
    using From = WorkerResult::Kind;
    switch (result.kind) {
        case From::done:
            return send_message(socket, Kind::result, result.bytes);
        case From::input_error:
            return send_message(socket, Kind::input_error, pack_problems(result.problems));
        case From::io_error:
            return send_text(socket, Kind::io_error, result.reason);
        case From::model_bug:
            return send_text(socket, Kind::model_bug, result.reason);
        case From::crashed:
        case From::skipped:
            break;
    }
    return send_text(socket, Kind::other_error, result.reason);
}

/// False when the parent could not be told.
bool work(const WorkerTask& task, int socket) {
    using Clock = std::chrono::steady_clock;
    constexpr auto kBetweenMessages = std::chrono::milliseconds(50);
    auto last = Clock::now();
    return send(socket, attempt(task, [&](double fraction) {
                    const auto now = Clock::now();
                    if (now - last < kBetweenMessages) return;
                    last = now;
                    send_message(socket, Kind::progress, pack_fraction(fraction));
                }));
}

/// What a task frees serves the next one: given back to the system, each page of it would be a fault again.
void keep_freed_memory() {
    constexpr int kMostBytes = 32 << 20;  // the largest threshold that there is
    ::mallopt(M_MMAP_THRESHOLD, kMostBytes);
    ::mallopt(M_TRIM_THRESHOLD, 2 * kMostBytes);
}

}  // namespace

WorkerResult attempt(const WorkerTask& task, const FractionDone& progress) {
    using To = WorkerResult::Kind;
    try {
        return {To::done, task.work(progress), {}, {}};
    } catch (const InputError& error) {
        return {To::input_error, {}, {}, error.problems()};
    } catch (const IoError& error) {
        return {To::io_error, {}, error.what(), {}};
    } catch (const ModelBug& error) {
        return {To::model_bug, {}, error.what(), {}};
    } catch (const std::bad_alloc&) {
        return {To::crashed, {}, "out of memory; fewer --jobs need less at a time", {}};
    } catch (const std::exception& error) {
        return {To::crashed, {}, std::string("ended by an exception: ") + error.what(), {}};
    } catch (...) {
        return {To::crashed, {}, "ended by an unknown exception", {}};
    }
}

void run_in_child(const std::vector<WorkerTask>& tasks, std::size_t first, std::size_t most, int socket, pid_t parent) {
    // The parent may have died between the fork and the request to die with it.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(1);
    if (most > 1) keep_freed_memory();
    std::optional<std::size_t> task = first;
    for (std::size_t done = 0; task; ++done, task = done < most ? receive_task(socket) : std::nullopt)
        if (!work(tasks[*task], socket)) ::_exit(1);
    // Neither destructors nor buffers of stdio, which are the parent's.
    ::_exit(0);
}

}  // namespace plimsoll::sim
