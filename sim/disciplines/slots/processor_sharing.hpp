// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// n jobs on one processor, each at 1/n of its speed (egalitarian processor sharing), with exact arithmetic. A job is
/// done at the first whole nanosecond by which its work is done, but for what takes less than a thousandth of one: so
/// much a double may be off (SharedProcessor).
class ProcessorSharing {
public:
    void add(SimTime now, std::uint64_t job, Duration work) {
        progress(now);
        jobs_.push_back({job, Work(work.count())});
    }

    /// When the next job is done, at most the end of the clock. \pre there is one; nothing was added or removed since
    /// `now`
    [[nodiscard]] SimTime next_done() const {
        Work least = jobs_.front().left;
        for (const Job& job : jobs_) least = job.left < least ? job.left : least;
        const Work time = least * jobs_.size() - kNegligible;
        const Integer up = time <= 0 ? Integer(0) : (numerator(time) + denominator(time) - 1) / denominator(time);
        const bool ever = up < (kClockEnd - last_).count();
        return ever ? last_ + Duration(up.convert_to<Duration::rep>()) : kClockEnd;
    }

    /// Takes out the jobs that are done, in the order in which they were added; all of them at the end of the clock.
    std::vector<std::uint64_t> take_done(SimTime now) {
        progress(now);
        const Work enough = kNegligible / jobs_.size();
        const auto is_done = [&](const Job& job) { return job.left <= enough || now == kClockEnd; };
        std::vector<std::uint64_t> done;
        for (const Job& job : jobs_) {
            if (is_done(job)) done.push_back(job.id);
        }
        std::erase_if(jobs_, is_done);
        return done;
    }

    [[nodiscard]] bool empty() const { return jobs_.empty(); }

private:
    using Integer = boost::multiprecision::cpp_int;
    using Work = boost::multiprecision::cpp_rational;
    struct Job {
        std::uint64_t id;
        Work left;  ///< ns at full speed
    };

    inline static const Work kNegligible{1, 1000};  ///< ns

    void progress(SimTime now) {
        if (!jobs_.empty() && now != last_) {
            const Work done = Work((now - last_).count()) / jobs_.size();
            for (Job& job : jobs_) job.left -= done;
        }
        last_ = now;
    }

    std::vector<Job> jobs_;
    SimTime last_;
};

}  // namespace plimsoll::sim
