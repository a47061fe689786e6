// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/best_mix.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace plimsoll::pricing {
namespace {

using Amounts = std::vector<std::int64_t>;  // by plan, in 1e-12 USD an hour

struct PricedMix {
    Amounts amounts;
    MachineTime cost = 0;
};

class MixSearch {
public:
    MixSearch(std::span<const UsageByHour> usages, std::span<const CommitmentPlan> plans,
              std::span<const SustainedUse> sustained)
        : coverage_(usages.front().offers, plans, sustained), machine_(plans.size()) {
        for (const auto& usage : usages) usages_.push_back(condensed(usage));
        for (std::size_t plan = 0; plan < plans.size(); ++plan) {
            switch (plans[plan].scope) {
                case Scope::offer:
                    by_machine_.push_back(plan);
                    machine_[plan] = plans[plan].machine_rate().trillionths();
                    break;
                case Scope::family:
                    of_families_.push_back(plan);
                    break;
                case Scope::provider:
                    of_providers_.push_back(plan);
                    break;
            }
        }
        best_ = settled(Amounts(plans.size()));
    }

    [[nodiscard]] Amounts best() {
        while (add() || take_back() || exchange()) {
        }
        return best_.amounts;
    }

private:
    [[nodiscard]] PricedMix priced(Amounts amounts) const {
        MachineTime sum = 0;
        for (const auto& usage : usages_) sum += coverage_.cost(usage, amounts);
        return {std::move(amounts), sum};
    }

    /// Where cost bends in the amount of one plan beside the others, ascending; roundings of one amount are told once.
    [[nodiscard]] Amounts bends_of(const PricedMix& mix, std::size_t plan) const {
        Amounts all;
        for (const auto& usage : usages_) {
            const auto own = coverage_.useful_amounts(usage, mix.amounts, plan);
            all.insert(all.end(), own.begin(), own.end());
        }
        std::sort(all.begin(), all.end());
        constexpr std::int64_t kAlike = 1000;  // of 1e-12 USD
        Amounts bends{0};
        for (const auto amount : all) {
            if (bends.back() == 0 || amount - bends.back() > kAlike)
                bends.push_back(amount);
            else
                bends.back() = amount;
        }
        return bends;
    }

    /// The best amount of one plan, all others being left to `price`. Cost is convex in it or, with sustained use and
    /// plans that come after, nearly so: some of the bends are looked at, then those about the best of them, until they
    /// are neighbours.
    template <class Price>
    [[nodiscard]] PricedMix with_best_amount(const PricedMix& mix, std::size_t plan, const Price& price) const {
        constexpr std::size_t kLooks = 16;
        const auto bends = bends_of(mix, plan);
        auto best = mix;
        std::size_t from = 0;
        std::size_t to = bends.size() - 1;
        for (std::size_t stride = 0; stride != 1;) {
            stride = std::max<std::size_t>(1, (to - from) / kLooks);
            std::optional<PricedMix> least;
            std::size_t place = from;
            for (auto bend = from; bend < to + stride; bend += stride) {
                const auto here = std::min(bend, to);
                auto amounts = mix.amounts;
                amounts[plan] = bends[here];
                auto next = price(std::move(amounts));
                if (least && next.cost >= least->cost) continue;
                least = std::move(next);
                place = here;
            }
            if (least->cost < best.cost) best = std::move(*least);
            from = place - std::min(place, stride);
            to = std::min(place + stride, bends.size() - 1);
        }
        return best;
    }

    /// With the best amounts of the plans for whole providers, which come after all others.
    [[nodiscard]] PricedMix completed(Amounts amounts) const {
        for (const auto plan : of_providers_) amounts[plan] = 0;
        auto mix = priced(std::move(amounts));
        for (const auto plan : of_providers_)
            mix = with_best_amount(mix, plan, [this](Amounts next) { return priced(std::move(next)); });
        return mix;
    }

    /// These machines with the best amounts of all other plans.
    [[nodiscard]] PricedMix settled(Amounts machines) const {
        for (const auto plan : of_families_) machines[plan] = 0;
        auto mix = completed(std::move(machines));
        for (auto before = mix.cost + 1; mix.cost < before;) {
            before = mix.cost;
            for (const auto plan : of_families_)
                mix = with_best_amount(mix, plan, [this](Amounts next) { return completed(std::move(next)); });
            if (!of_providers_.empty())
                for (const auto plan : of_families_) mix = polished(std::move(mix), plan);
        }
        return mix;
    }

    /// Beside plans that come after, the best amount may lie between two bends: found to a tenth of a cent, as AWS
    /// sells amounts, by steps that are halved where neither more nor less is better.
    [[nodiscard]] PricedMix polished(PricedMix mix, std::size_t plan) const {
        constexpr std::int64_t kTenthOfACent = 1'000'000'000;
        for (auto step = bends_of(mix, plan).back() / 4; step >= kTenthOfACent;) {
            bool better = false;
            for (const auto change : {step, -step}) {
                auto amounts = mix.amounts;
                amounts[plan] += change;
                if (amounts[plan] < 0) continue;
                if (auto next = completed(std::move(amounts)); next.cost < mix.cost) {
                    mix = std::move(next);
                    better = true;
                }
            }
            if (!better) step /= 2;
        }
        return mix;
    }

    /// Remembers the mix where it costs less than any before.
    void consider(const Amounts& amounts) {
        auto mix = settled(amounts);
        if (mix.cost < (better_ ? better_->cost : best_.cost)) better_ = std::move(mix);
    }
    /// Goes to the best of those considered; false where none was better.
    bool go() {
        if (!better_) return false;
        best_ = std::move(*better_);
        better_.reset();
        return true;
    }

    bool add() {
        for (const auto plan : by_machine_) consider(changed(plan, 1));
        return go();
    }
    bool take_back() {
        for (const auto plan : by_machine_)
            if (best_.amounts[plan] > 0) consider(changed(plan, -1));
        return go();
    }
    /// One machine for another, or two more at once.
    bool exchange() {
        for (const auto plan : by_machine_) {
            for (const auto other : by_machine_) {
                for (const int change : {-1, 1}) {
                    auto amounts = changed(plan, change);
                    amounts[other] += machine_[other];
                    if (amounts[plan] >= 0) consider(amounts);
                }
            }
        }
        return go();
    }

    [[nodiscard]] Amounts changed(std::size_t plan, int machines) const {
        auto amounts = best_.amounts;
        amounts[plan] += machines * machine_[plan];
        return amounts;
    }

    Coverage coverage_;
    std::vector<UsageByHour> usages_;
    std::vector<std::size_t> by_machine_, of_families_, of_providers_;  ///< plans
    Amounts machine_;                                                   ///< by plan: of one machine
    PricedMix best_;
    std::optional<PricedMix> better_;
};

}  // namespace

std::vector<Commitment> best_mix(std::span<const UsageByHour> usages, std::span<const CommitmentPlan> plans,
                                 std::span<const SustainedUse> sustained) {
    std::vector<Commitment> mix;
    if (usages.empty()) return mix;
    const auto amounts = MixSearch(usages, plans, sustained).best();
    for (std::size_t plan = 0; plan < plans.size(); ++plan)
        if (amounts[plan] > 0) mix.push_back({plans[plan], Money::of_trillionths(amounts[plan])});
    return mix;
}

}  // namespace plimsoll::pricing
