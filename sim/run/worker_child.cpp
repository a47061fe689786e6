// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_child.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/worker_message.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include <malloc.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

using Kind = WorkerMessage::Kind;

bool send_text(int pipe, Kind kind, std::string_view text) {
    return send_message(pipe, kind, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool send(int pipe, const WorkerResult& result) {
    using From = WorkerResult::Kind;
    switch (result.kind) {
        case From::done:
            return send_message(pipe, Kind::result, result.bytes);
        case From::input_error:
            return send_message(pipe, Kind::input_error, pack_problems(result.problems));
        case From::io_error:
            return send_text(pipe, Kind::io_error, result.reason);
        case From::model_bug:
            return send_text(pipe, Kind::model_bug, result.reason);
        case From::crashed:
        case From::skipped:
            break;
    }
    return send_text(pipe, Kind::other_error, result.reason);
}

/// False when the parent could not be told.
bool work(const WorkerTask& task, int pipe) {
    using Clock = std::chrono::steady_clock;
    constexpr auto kBetweenMessages = std::chrono::milliseconds(50);
    auto last = Clock::now();
    return send(pipe, attempt(task, [&](double fraction) {
                    const auto now = Clock::now();
                    if (now - last < kBetweenMessages) return;
                    last = now;
                    send_message(pipe, Kind::progress, pack_fraction(fraction));
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

void run_in_child(const std::vector<WorkerTask>& tasks, std::span<const std::size_t> which, int pipe, pid_t parent) {
    // The parent may have died between the fork and the request to die with it.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(1);
    if (which.size() > 1) keep_freed_memory();
    const bool told =
        std::all_of(which.begin(), which.end(), [&](std::size_t task) { return work(tasks[task], pipe); });
    // Neither destructors nor buffers of stdio, which are the parent's.
    ::_exit(told ? 0 : 1);
}

}  // namespace plimsoll::sim
