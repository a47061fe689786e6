// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_offer.hpp"

#include "scenarios/quantity.hpp"
#include "sim/resolve/setting_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>
#include <variant>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using pricing::Offer;
using scenarios::text_of;
using Origin = Findings::Origin;

/// A phase that neither the scenario nor the catalog gives, and why this value.
template <class T>
struct Default {
    T value{};
    const char* source = "";
};

constexpr double kTenGigabit = 1.25e9;  // bytes per second

struct StartFallbacks {
    Default<Duration> provision;
    Default<Duration> boot;
    Default<double> image;
    Default<Duration> warm_up;
};

constexpr const char* kNoStart = "Plimsoll's default: in-line offers start at once unless \"start\" says otherwise";

StartFallbacks fallbacks(const Offer& offer, bool in_line) {
    if (in_line) return {{0s, kNoStart}, {0s, kNoStart}, {0, kNoStart}, {0s, kNoStart}};
    if (offer.kind == Offer::Kind::function)
        return {{0s, "Plimsoll's default: a function's machine is there already"},
                {1s, "Plimsoll's assumption for a function's runtime and imports"},
                {0, "Plimsoll's default: a function's image is cached by the provider"},
                {0s, "Plimsoll's default"}};
    if (offer.kind == Offer::Kind::container)
        return {{0s, "Plimsoll's default: a container's machine is there already"},
                {2s, "Plimsoll's assumption for starting a container"},
                {0, "Plimsoll's default: the provider streams the image"},
                {5s, "Plimsoll's assumption for loading libraries and the first request"}};
    return {
        {20'500ms, "median of 1,440 GCE insert operations (github.com/kadupitiya/goog-preemption-data)"},
        {24'500ms,
         "rest of about 45 s until a GPU node is ready in Kubernetes, best case (github.com/tensorfuse/tensorfuse#1)"},
        {5e9, "Plimsoll's assumption for a container image with a GPU runtime"},
        {5s, "Plimsoll's assumption for loading libraries and the first request"}};
}

/// A price list says nothing of starts and notices; the offer's notes say what these rest on.
std::string see_notes(const Offer& offer) { return fmt::format("{}, see notes", offer.id); }

/// One phase: the scenario's value, else the catalog's, else the fallback.
class Phases {
public:
    Phases(const Offer& offer, const std::string& pointer, Findings& findings)
        : offer_(offer), pointer_(pointer + "/start/"), findings_(findings) {}

    template <class T, class Tell>
    T operator()(const char* name, const std::optional<T>& given, const std::optional<T>& catalog,
                 const Default<T>& fallback, Tell told) {
        const T value = given ? *given : catalog.value_or(fallback.value);
        if (given)
            findings_.value(pointer_ + name, told(value));
        else if (catalog)
            findings_.derived(pointer_ + name, told(value), Origin::catalog, see_notes(offer_),
                              date_text(offer_.provenance.date));
        else
            findings_.derived(pointer_ + name, told(value), Origin::fallback, fallback.source);
        return value;
    }

private:
    const Offer& offer_;
    std::string pointer_;
    Findings& findings_;
};

}  // namespace

StartPhases resolve_start(const scenarios::PoolSpec& pool, const pricing::Offer& offer,
                          std::optional<double> weights_bytes, const std::string& pointer, Findings& findings) {
    const auto& given = pool.start;
    const auto& catalog = offer.start;
    const bool in_line = std::holds_alternative<scenarios::InlineOffer>(pool.offer);
    const auto other = fallbacks(offer, in_line);
    const Default<double> link{kTenGigabit, "Plimsoll's assumption: 10 Gbit/s"};
    const Default<double> weights =
        in_line         ? Default<double>{0, kNoStart}
        : weights_bytes ? Default<double>{*weights_bytes, "parameters of the model x bytes of its precision"}
                        : Default<double>{0, "Plimsoll's default where no model is named"};
    const auto duration = [](Duration value) { return AssumedValue(value); };
    const auto bytes = [](double value) { return AssumedValue(value, "B", scenarios::text_of_bytes(value)); };
    const auto rate = [](double value) { return AssumedValue(value, "B/s", scenarios::text_of_bandwidth(value)); };

    Phases phase(offer, pointer, findings);
    StartPhases start;
    start.provision = phase("provision", given.provision, catalog.provision, other.provision, duration);
    start.boot = phase("boot", given.boot, catalog.boot, other.boot, duration);
    start.image_bytes = phase("image", given.image_bytes, catalog.image_bytes, other.image, bytes);
    const bool computed = !given.weights_bytes && !catalog.weights_bytes;
    const auto megabytes = [&](double value) { return computed ? bytes(std::round(value / 1e6) * 1e6) : bytes(value); };
    start.weights_bytes = phase("weights", given.weights_bytes, catalog.weights_bytes, weights, megabytes);
    start.warm_up = phase("warm_up", given.warm_up, catalog.warm_up, other.warm_up, duration);
    start.instance_bandwidth_bytes_per_s = phase("instance_bandwidth", given.instance_bandwidth_bytes_per_s,
                                                 catalog.instance_bandwidth_bytes_per_s, link, rate);
    start.registry_bandwidth_bytes_per_s = phase("registry_bandwidth", given.registry_bandwidth_bytes_per_s,
                                                 catalog.registry_bandwidth_bytes_per_s, link, rate);
    start.store_bandwidth_bytes_per_s =
        phase("store_bandwidth", given.store_bandwidth_bytes_per_s, catalog.store_bandwidth_bytes_per_s, link, rate);
    return start;
}

std::optional<scenarios::InterruptionsSpec> resolve_interruptions(const scenarios::PoolSpec& pool,
                                                                  const pricing::Offer& offer,
                                                                  const std::string& pointer, Findings& findings) {
    if (pool.purchase != scenarios::Purchase::spot) return std::nullopt;
    // Two zones of V100 spot capacity recorded for 45 days: mean time to interruption 0.72 h and 9.7 h, medians 0.33 h
    // and 1.33 h. The defaults are the geometric mean of the means, and the Weibull shape k whose ratio of median to
    // mean, ln(2)^(1/k) / Gamma(1 + 1/k), is the geometric mean of the two ratios, 0.25.
    constexpr auto kMeanLife = std::chrono::minutes(158);
    constexpr double kShape = 0.51;
    constexpr const char* kSource =
        "Plimsoll's assumption: between the calmest and the roughest of two recorded AWS zones (V100, 45 days, "
        "github.com/skypilot-org/spot-traces)";
    auto spot = pool.interruptions.value_or(scenarios::InterruptionsSpec{kMeanLife, kShape});
    const auto base = pointer + "/interruptions";
    const bool notice_set = findings.is_set(base + "/notice");
    if (!notice_set && offer.spot_notice) spot.notice = *offer.spot_notice;

    if (!pool.interruptions)
        findings.note(fmt::format(
            "the spot interruptions of {} are an assumption; give \"interruptions\" where you know better", offer.id));
    const auto list = [&](std::string_view name, const auto& value, const scenarios::AboutSetting& /*about*/) {
        const auto at = fmt::format("{}/{}", base, name);
        const bool assumed = !pool.interruptions && (name == "mean_time_to_interruption" || name == "shape");
        const bool of_catalog = name == "notice" && !notice_set && offer.spot_notice;
        if (assumed)
            findings.value(at, setting_value(value), Origin::fallback, kSource);
        else if (of_catalog)
            findings.value(at, setting_value(value), Origin::catalog, see_notes(offer),
                           date_text(offer.provenance.date));
        else
            findings.value(at, setting_value(value));
    };
    describe(list, spot);
    return spot;
}

}  // namespace plimsoll::sim
