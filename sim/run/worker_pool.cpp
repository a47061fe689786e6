// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_pool.hpp"

#include "sim/run/worker_child.hpp"
#include "sim/run/worker_message.hpp"
#include "sim/run/worker_signals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <numeric>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

/// Closes on destruction.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        const char* name = ::sigabbrev_np(signal);
        const char* description = ::sigdescr_np(signal);
        if (name == nullptr || description == nullptr) return fmt::format("killed by signal {}", signal);
        return fmt::format("killed by SIG{} ({})", name, description);
    }
    if (WEXITSTATUS(status) != 0) return fmt::format("ended with exit status {}", WEXITSTATUS(status));
    return "ended without a complete result";
}

/// A worker that runs.
struct Worker {
    std::deque<std::size_t> tasks;  ///< the one it is at, and those that it does next
    std::size_t given = 0;          ///< tasks so far
    pid_t pid = 0;
    Descriptor socket;
    MessageReader reader;
};

class Pool {
public:
    Pool(const std::vector<WorkerTask>& tasks, const WorkerPoolOptions& options)
        : tasks_(tasks), options_(options), results_(tasks.size()) {
        std::vector<std::size_t> order(tasks.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return tasks[a].weight > tasks[b].weight; });
        open_.assign(order.begin(), order.end());
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    ~Pool() { kill_all(); }

    std::vector<WorkerResult> run() {
        while (!open_.empty() || !workers_.empty()) {
            while (!open_.empty() && !stop_ && workers_.size() < jobs() && start_next()) {
            }
            if (!workers_.empty()) wait_for_news();
            if (!stop_) continue;
            kill_all();
            open_.clear();
        }
        return std::move(results_);
    }

private:
    [[nodiscard]] std::size_t jobs() const { return std::max(1U, options_.jobs); }

    /// False when the system has no process or descriptor to spare until a worker ends.
    bool start_next() {
        const std::size_t task = open_.front();
        if (tasks_[task].in_place) {
            open_.pop_front();
            finish(task, attempt(tasks_[task], [&](double fraction) {
                       if (options_.progress) options_.progress(task, fraction);
                   }));
            return true;
        }
        return start();
    }

    bool start() {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            if ((errno == EMFILE || errno == ENFILE) && !workers_.empty()) return false;
            throw IoError(fmt::format("cannot open a socket to a worker: {}", std::strerror(errno)));
        }
        Descriptor ours(ends[0]);
        const Descriptor its(ends[1]);
        // A child that calls exit() would otherwise print what waits in the parent's buffers once more.
        std::fflush(nullptr);
        const pid_t parent = ::getpid();
        const pid_t pid = ::fork();
        if (pid < 0) {
            if ((errno == EAGAIN || errno == ENOMEM) && !workers_.empty()) return false;
            throw IoError(fmt::format("cannot start a worker process: {}", std::strerror(errno)));
        }
        if (pid == 0) {
            ::close(ours.get());
            ::close(signals_.descriptor());
            for (const auto& worker : workers_) ::close(worker.socket.get());
            run_in_child(tasks_, open_.front(), options_.tasks_of_a_process, its.get(), parent);
        }
        ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
        auto& worker = workers_.emplace_back();
        worker.tasks = {open_.front()};
        worker.given = 1;
        worker.pid = pid;
        worker.socket = std::move(ours);
        open_.pop_front();
        feed(worker);
        return true;
    }

    /// Has a worker know what it does next while it is at something, so that it need not wait; and end when there is
    /// nothing. Towards the end nobody has more than a fair share in hand. What is done in place is left for us.
    void feed(Worker& worker) {
        constexpr std::size_t kMostInHand = 4;
        while (worker.given < options_.tasks_of_a_process && !open_.empty() && !tasks_[open_.front()].in_place &&
               worker.tasks.size() < std::min(kMostInHand, 1 + open_.size() / jobs())) {
            if (!send_task(worker.socket.get(), open_.front())) return;  // it has ended, and is heard of
            worker.tasks.push_back(open_.front());
            open_.pop_front();
            ++worker.given;
        }
        if (worker.tasks.empty()) ::shutdown(worker.socket.get(), SHUT_WR);
    }

    void wait_for_news() {
        polled_.clear();
        polled_.push_back({signals_.descriptor(), POLLIN, 0});
        for (const auto& worker : workers_) polled_.push_back({worker.socket.get(), POLLIN, 0});
        if (::poll(polled_.data(), polled_.size(), -1) < 0) {
            if (errno == EINTR) return;
            throw IoError(fmt::format("cannot wait for the workers: {}", std::strerror(errno)));
        }
        if (polled_[0].revents != 0) {
            if (const auto signal = signals_.take()) {
                kill_all();
                throw Interrupted(*signal);
            }
        }
        // From the last: workers that have ended leave the list.
        for (std::size_t i = workers_.size(); i-- > 0;) {
            if (polled_[i + 1].revents != 0 && !listen(workers_[i])) end(i);
        }
    }

    /// Reads what the worker has written. False at its end.
    bool listen(Worker& worker) {
        const ssize_t got = ::read(worker.socket.get(), chunk_.data(), chunk_.size());
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) return false;
        worker.reader.add({chunk_.data(), static_cast<std::size_t>(got)});
        while (auto message = worker.reader.next()) take(worker, std::move(*message));
        if (!stop_) feed(worker);
        return true;
    }

    void take(Worker& worker, WorkerMessage message) {
        using From = WorkerMessage::Kind;
        using To = WorkerResult::Kind;
        if (worker.tasks.empty()) return;
        const auto text = [&] { return std::string(message.payload.begin(), message.payload.end()); };
        const auto said = [&](WorkerResult result) {
            const std::size_t task = worker.tasks.front();
            worker.tasks.pop_front();
            finish(task, std::move(result));
        };
        switch (message.kind) {
            case From::progress:
                if (options_.progress) options_.progress(worker.tasks.front(), unpack_fraction(message.payload));
                return;
            case From::result:
                return said({To::done, std::move(message.payload), {}, {}});
            case From::input_error:
                return said({To::input_error, {}, {}, unpack_problems(message.payload)});
            case From::io_error:
                return said({To::io_error, {}, text(), {}});
            case From::model_bug:
                return said({To::model_bug, {}, text(), {}});
            case From::other_error:
                return said({To::crashed, {}, text(), {}});
        }
    }

    /// The task that the worker was at is lost; those behind it are for the next one.
    void end(std::size_t index) {
        const Worker worker = std::move(workers_[index]);
        workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(index));
        const int status = reap(worker.pid);
        if (worker.tasks.empty()) return;
        open_.insert(open_.begin(), worker.tasks.begin() + 1, worker.tasks.end());
        finish(worker.tasks.front(), {WorkerResult::Kind::crashed, {}, how_it_ended(status), {}});
    }

    void finish(std::size_t task, WorkerResult result) {
        stop_ = stop_ || (result.kind != WorkerResult::Kind::done && result.kind != WorkerResult::Kind::crashed);
        results_[task] = std::move(result);
        if (options_.finished) options_.finished(task, results_[task]);
    }

    static int reap(pid_t pid) {
        int status = 0;
        while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        return status;
    }

    void kill_all() noexcept {
        for (const auto& worker : workers_) ::kill(worker.pid, SIGKILL);
        for (const auto& worker : workers_) reap(worker.pid);
        workers_.clear();
    }

    static constexpr std::size_t kChunkBytes = 64 * 1024;

    const std::vector<WorkerTask>& tasks_;
    const WorkerPoolOptions& options_;
    SignalWatch signals_;
    std::vector<WorkerResult> results_;
    std::deque<std::size_t> open_;  // in the order of starting
    std::vector<Worker> workers_;
    std::vector<pollfd> polled_;
    Bytes chunk_ = Bytes(kChunkBytes);
    bool stop_ = false;
};

}  // namespace

std::vector<WorkerResult> run_tasks(const std::vector<WorkerTask>& tasks, const WorkerPoolOptions& options) {
    if (tasks.empty()) return {};
    return Pool(tasks, options).run();
}

unsigned available_processors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
}

}  // namespace plimsoll::sim
