// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace plimsoll::measure::cpu {

/// A thread that sleeps until it is given its task again.
class Worker {
public:
    explicit Worker(std::function<void()> task) : task_(std::move(task)), thread_([this] { loop(); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Lets it run once and waits.
    void run_once() {
        std::unique_lock lock(mutex_);
        wanted_ = true;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !wanted_; });
    }

private:
    void loop() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return wanted_ || ended_; });
            if (ended_) return;
            lock.unlock();
            task_();
            lock.lock();
            wanted_ = false;
            changed_.notify_all();
        }
    }

    std::function<void()> task_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool wanted_ = false;
    bool ended_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace plimsoll::measure::cpu
