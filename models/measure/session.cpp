// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/session.hpp"

#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace plimsoll::measure {

using models::KernelTable;
using models::Profile;
using models::Sample;
using models::Work;

namespace {

/// What two samples of one table have in common.
bool same_table(const Work& a, const Work& b) {
    if (a.precision != b.precision || a.shape.index() != b.shape.index()) return false;
    if (const auto* attention = std::get_if<models::Attention>(&a.shape)) {
        const auto& other = std::get<models::Attention>(b.shape);
        return attention->heads == other.heads && attention->kv_heads == other.kv_heads &&
               attention->head_dim == other.head_dim && attention->causal == other.causal;
    }
    if (const auto* stream = std::get_if<models::Stream>(&a.shape))
        return stream->kind == std::get<models::Stream>(b.shape).kind;
    if (const auto* reduce = std::get_if<models::AllReduce>(&a.shape))
        return reduce->devices == std::get<models::AllReduce>(b.shape).devices;
    return true;
}

constexpr std::string_view kBetweenKernels = "; ";

bool names_kernel(const std::string& list, const std::string& kernel) {
    for (std::size_t at = 0; at <= list.size();) {
        const auto end = std::min(list.find(kBetweenKernels, at), list.size());
        if (list.compare(at, end - at, kernel) == 0) return true;
        at = end + kBetweenKernels.size();
    }
    return false;
}

Sample* find(Profile& profile, const Work& work) {
    for (auto& table : profile.tables)
        for (auto& sample : table.samples)
            if (sample.work == work) return &sample;
    return nullptr;
}

class Session {
public:
    Session(Backend& backend, double budget_s, const Surroundings& surroundings, Profile& profile)
        : backend_(backend),
          surroundings_(surroundings),
          profile_(profile),
          start_s_(surroundings.now_s()),
          budget_s_(budget_s) {
        for (const auto& table : profile.tables)
            for (const auto& sample : table.samples) known_.insert(text_of(sample.work));
        known_.insert(profile.unsteady.begin(), profile.unsteady.end());  // these come with what is noisy
    }

    Ending run(const Plan& plan) {
        profile_.complete = false;
        if (!profile_.step_overhead_s) profile_.step_overhead_s = backend_.step_overhead();
        // A finer grid of a profile that is noisy helps nobody.
        const bool resumed = plan.stages.empty() || missing(plan.stages.front()).empty();
        if (resumed && measure_noisy_again(1) == Ending::interrupted) return Ending::interrupted;
        for (std::size_t i = 0; i < plan.stages.size(); ++i) {
            const auto open = missing(plan.stages[i]);
            if (open.empty()) continue;
            const bool coarse = i == 0;
            const bool begun = open.size() < plan.stages[i].size();  // by a run that was cut off
            if (!coarse && !begun && !fits(open.size() + noisy_works(profile_).size())) break;
            of_ = done_ + open.size();
            if (const auto ending = run_stage(open, coarse); ending != Ending::complete) return ending;
        }
        constexpr int kRounds = 3;
        if (measure_noisy_again(kRounds) == Ending::interrupted) return Ending::interrupted;
        profile_.complete = true;
        return Ending::complete;
    }

private:
    [[nodiscard]] std::vector<Work> missing(const Stage& stage) const {
        std::vector<Work> works;
        for (const auto& work : stage)
            if (!known_.contains(text_of(work))) works.push_back(work);
        return works;
    }
    [[nodiscard]] double elapsed() const { return surroundings_.now_s() - start_s_; }
    [[nodiscard]] double left() const { return budget_s_ - elapsed(); }
    [[nodiscard]] bool fits(std::size_t works) const {
        if (done_ == 0) return left() > 0;
        return static_cast<double>(works) * elapsed() / static_cast<double>(done_) <= left();
    }

    Ending run_stage(const std::vector<Work>& works, bool coarse) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            if (surroundings_.interrupted()) return Ending::interrupted;
            if (coarse && left() <= 0) return Ending::cut_off;
            const auto& work = works[i];
            if (const auto measured = backend_.measure(work, effort(works.size() - i)))
                keep_sample(profile_, work, *measured);
            known_.insert(text_of(work));
            ++done_;
            tell(work, works.size() - i - 1, coarse);
            keep_safe();
        }
        return Ending::complete;
    }

    /// What disturbed a kernel may be over by now. Ends early when the budget does.
    Ending measure_noisy_again(int rounds) {
        for (int round = 0; round < rounds; ++round) {
            const auto works = noisy_works(profile_);
            of_ = done_ + works.size();
            for (std::size_t i = 0; i < works.size(); ++i) {
                if (surroundings_.interrupted()) return Ending::interrupted;
                if (left() <= 0) return Ending::complete;
                if (const auto measured = backend_.measure(works[i], effort(works.size() - i)))
                    keep_sample(profile_, works[i], *measured);
                ++done_;
                tell(works[i], works.size() - i - 1, false);
                keep_safe();
            }
        }
        return Ending::complete;
    }

    /// Half of an even share of the time that is left, the other half being for warm-up and slow kernels; not so long
    /// that a rich budget is spent on few sizes, nor too short to mean something.
    [[nodiscard]] Effort effort(std::size_t works_left) const {
        constexpr double kShortest = 0.01;
        constexpr double kLongest = 0.25;
        Effort effort;
        effort.at_most_s = std::clamp(left() / static_cast<double>(works_left) / 2, kShortest, kLongest);
        return effort;
    }

    void tell(const Work& work, std::size_t stage_left, bool coarse) const {
        const double spent = elapsed();
        const double ahead = spent / static_cast<double>(done_) * static_cast<double>(stage_left);
        Progress progress;
        progress.done = done_;
        progress.of = of_;
        // What the coarse grid leaves of the budget goes to finer ones.
        progress.left_s = coarse ? std::max(ahead, left()) : ahead;
        progress.fraction = spent + progress.left_s > 0 ? spent / (spent + progress.left_s) : 0;
        progress.work = text_of(work);
        surroundings_.progress(progress);
    }

    void keep_safe() {
        constexpr double kBetween = 5;
        if (elapsed() - safe_at_s_ < kBetween) return;
        safe_at_s_ = elapsed();
        surroundings_.safety(profile_);
    }

    Backend& backend_;
    const Surroundings& surroundings_;
    Profile& profile_;
    double start_s_;
    double budget_s_;
    std::set<std::string> known_;
    std::size_t done_ = 0;
    std::size_t of_ = 0;
    double safe_at_s_ = 0;
};

}  // namespace

void keep_sample(Profile& profile, const Work& work, const Measurement& measured) {
    const Sample sample{work, measured.seconds.median, measured.seconds.spread};
    Sample* const known = find(profile, work);
    if (known != nullptr && known->spread <= sample.spread) return;
    const auto text = text_of(work);
    const auto place = std::lower_bound(profile.unsteady.begin(), profile.unsteady.end(), text);
    const bool listed = place != profile.unsteady.end() && *place == text;
    if (sample.spread >= models::kSpreadLimit) {
        if (!listed) profile.unsteady.insert(place, text);
        return;
    }
    if (listed) profile.unsteady.erase(place);
    for (auto& table : profile.tables) {
        if (!same_table(table.samples.front().work, work)) continue;
        if (!names_kernel(table.kernel, measured.kernel))
            table.kernel += std::string(kBetweenKernels) + measured.kernel;
        if (known != nullptr)
            *known = sample;
        else
            table.samples.push_back(sample);
        return;
    }
    profile.tables.push_back(KernelTable{measured.kernel, {sample}});
}

std::vector<Work> noisy_works(const Profile& profile) {
    std::vector<Work> works;
    for (const auto& text : profile.unsteady)
        if (const auto parsed = parse_work(text); parsed.work) works.push_back(*parsed.work);
    std::vector<Sample> noisy;
    for (const auto& table : profile.tables)
        std::copy_if(table.samples.begin(), table.samples.end(), std::back_inserter(noisy),
                     [](const Sample& sample) { return sample.spread > kQuietSpread; });
    std::stable_sort(noisy.begin(), noisy.end(), [](const Sample& a, const Sample& b) { return a.spread > b.spread; });
    for (const auto& sample : noisy) works.push_back(sample.work);
    return works;
}

void claim(Profile& profile, const Identity& identity) {
    std::vector<Problem> problems;
    if (!profile.tables.empty()) {
        const auto same = [&](const char* what, const std::string& before, const std::string& now) {
            if (before == now) return;
            problems.push_back({"--resume", 0, "",
                                fmt::format("{}: measured with \"{}\", here is \"{}\"", what, before, now),
                                "times of different devices, libraries or threads do not mix; start a new file"});
        };
        same("device", profile.title, identity.title);
        same("threads", std::to_string(profile.threads), std::to_string(identity.threads));
        same("library", profile.library, identity.library);
        same("driver", profile.driver, identity.driver);
        same("toolkit", profile.toolkit, identity.toolkit);
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    profile.device = identity.device;
    profile.title = identity.title;
    profile.driver = identity.driver;
    profile.toolkit = identity.toolkit;
    profile.library = identity.library;
    profile.clocks = identity.clocks;
    profile.threads = identity.threads;
}

Ending measure_plan(Backend& backend, const Plan& plan, double budget_s, const Surroundings& surroundings,
                    Profile& profile) {
    claim(profile, backend.identity());
    return Session(backend, budget_s, surroundings, profile).run(plan);
}

}  // namespace plimsoll::measure
