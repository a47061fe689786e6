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
    std::vector<std::size_t> tasks;  ///< that it does, in this order
    std::size_t at = 0;              ///< the place of the one it is at
    pid_t pid = 0;
    Descriptor pipe;
    MessageReader reader;

    [[nodiscard]] bool is_done() const { return at == tasks.size(); }
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
        const auto end = open_.begin() + static_cast<std::ptrdiff_t>(share());
        if (!start({open_.begin(), end})) return false;
        open_.erase(open_.begin(), end);
        return true;
    }

    /// Tasks for the next worker: fewer and fewer, so that all end at about the same time (guided self-scheduling,
    /// Polychronopoulos and Kuck, IEEE Trans. Computers C-36, 1987), and none in place.
    [[nodiscard]] std::size_t share() const {
        constexpr std::size_t kRounds = 4;
        const auto fair = std::max<std::size_t>(1, open_.size() / (kRounds * jobs()));
        const auto most = static_cast<std::ptrdiff_t>(std::min(options_.tasks_of_a_process, fair));
        const auto end = std::find_if(open_.begin() + 1, open_.begin() + most,
                                      [&](std::size_t task) { return tasks_[task].in_place; });
        return static_cast<std::size_t>(end - open_.begin());
    }

    bool start(std::vector<std::size_t> which) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            if ((errno == EMFILE || errno == ENFILE) && !workers_.empty()) return false;
            throw IoError(fmt::format("cannot open a pipe to a worker: {}", std::strerror(errno)));
        }
        Descriptor read_end(ends[0]);
        Descriptor write_end(ends[1]);
        // A child that calls exit() would otherwise print what waits in the parent's buffers once more.
        std::fflush(nullptr);
        const pid_t parent = ::getpid();
        const pid_t pid = ::fork();
        if (pid < 0) {
            if ((errno == EAGAIN || errno == ENOMEM) && !workers_.empty()) return false;
            throw IoError(fmt::format("cannot start a worker process: {}", std::strerror(errno)));
        }
        if (pid == 0) {
            ::close(read_end.get());
            ::close(signals_.descriptor());
            for (const auto& worker : workers_) ::close(worker.pipe.get());
            run_in_child(tasks_, which, write_end.get(), parent);
        }
        ::fcntl(read_end.get(), F_SETFL, O_NONBLOCK);
        workers_.push_back({std::move(which), 0, pid, std::move(read_end), {}});
        return true;
    }

    void wait_for_news() {
        polled_.clear();
        polled_.push_back({signals_.descriptor(), POLLIN, 0});
        for (const auto& worker : workers_) polled_.push_back({worker.pipe.get(), POLLIN, 0});
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
        const ssize_t got = ::read(worker.pipe.get(), chunk_.data(), chunk_.size());
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) return false;
        worker.reader.add({chunk_.data(), static_cast<std::size_t>(got)});
        while (auto message = worker.reader.next()) take(worker, std::move(*message));
        return true;
    }

    void take(Worker& worker, WorkerMessage message) {
        using From = WorkerMessage::Kind;
        using To = WorkerResult::Kind;
        if (worker.is_done()) return;
        const auto text = [&] { return std::string(message.payload.begin(), message.payload.end()); };
        const auto said = [&](WorkerResult result) { finish(worker.tasks[worker.at++], std::move(result)); };
        switch (message.kind) {
            case From::progress:
                if (options_.progress) options_.progress(worker.tasks[worker.at], unpack_fraction(message.payload));
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
        if (worker.is_done()) return;
        const auto at = worker.tasks.begin() + static_cast<std::ptrdiff_t>(worker.at);
        open_.insert(open_.begin(), at + 1, worker.tasks.end());
        finish(*at, {WorkerResult::Kind::crashed, {}, how_it_ended(status), {}});
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

    static constexpr std::size_t kChunkBytes = 64 * 1024;  // the capacity of a pipe

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
