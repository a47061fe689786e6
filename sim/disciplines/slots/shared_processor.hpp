// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// n jobs on one processor, each at 1/n of its speed, in logarithmic time: all have attained the same service since
/// the processor was last empty, so that the job whose `finish_tag` is least is done first. ProcessorSharing tells the
/// same in exact arithmetic.
///
/// `Job` has a double `finish_tag`, attained service at which it is done, in ns, and an operator< that orders a heap by
/// who is done first.
template <class Job>
class SharedProcessor {
public:
    void add(SimTime now, Job job, Duration work) {
        attain(now);
        job.finish_tag = attained_ + static_cast<double>(work.count());
        jobs_.push_back(std::move(job));
        std::push_heap(jobs_.begin(), jobs_.end());
        expect(now);
    }
    /// Takes out the job that is done. \pre now == next_done()
    Job take(SimTime now) {
        attain(now);
        std::pop_heap(jobs_.begin(), jobs_.end());
        Job job = std::move(jobs_.back());
        jobs_.pop_back();
        expect(now);
        return job;
    }
    /// Takes out all, in no order.
    std::vector<Job> take_all() {
        next_done_ = kNever;
        return std::exchange(jobs_, {});
    }

    [[nodiscard]] bool empty() const { return jobs_.empty(); }
    /// When the next job is done, at most the end of the clock, unless another one comes or goes before; kNever where
    /// there is none.
    [[nodiscard]] SimTime next_done() const { return next_done_; }
    /// When the last one is done, unless another one comes. \pre there is one
    [[nodiscard]] SimTime all_done() const {
        SharedProcessor rest = *this;
        SimTime last = next_done_;
        for (; !rest.empty(); rest.take(last)) last = rest.next_done();
        return last;
    }

private:
    /// Brings the attained service up to date. It starts anew whenever the processor was empty, so that a double holds
    /// it to far less than a nanosecond.
    void attain(SimTime now) {
        if (jobs_.empty())
            attained_ = 0;
        else
            attained_ += static_cast<double>((now - since_).count()) / static_cast<double>(jobs_.size());
        since_ = now;
    }

    /// At the first whole nanosecond by which the work is done, but for the rounding of the arithmetic itself.
    void expect(SimTime now) {
        if (jobs_.empty()) {
            next_done_ = kNever;
            return;
        }
        constexpr double kArithmetic = 1e-3;
        const double left = (jobs_.front().finish_tag - attained_) * static_cast<double>(jobs_.size());
        const double wait = std::ceil(std::max(0.0, left - kArithmetic));
        const bool ever = wait < static_cast<double>((kClockEnd - now).count());
        next_done_ = ever ? now + Duration(static_cast<Duration::rep>(wait)) : kClockEnd;
    }

    std::vector<Job> jobs_;  ///< a heap
    double attained_ = 0;    ///< service that each would have had since the processor was last empty, ns
    SimTime since_;          ///< when `attained_` was brought up to date
    SimTime next_done_ = kNever;
};

}  // namespace plimsoll::sim
