// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_base.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

/// A bucket that holds one minute's worth and refills evenly: the generic cell rate algorithm (ITU-T I.371), with
/// the time a request takes from the bucket rounded to whole nanoseconds.
class RateLimit {
public:
    explicit RateLimit(double per_minute) : per_minute_(per_minute) {}

    /// More than the bucket ever holds.
    [[nodiscard]] bool never(double amount) const { return cost(amount) > kBucket; }
    /// From when on a request may be sent.
    [[nodiscard]] SimTime allowed(double amount) const { return full_again_ + cost(amount) - kBucket; }
    void use(SimTime sent, double amount) { full_again_ = after(std::max(full_again_, sent), cost(amount)); }

private:
    static constexpr Duration kBucket = std::chrono::minutes(1);
    [[nodiscard]] Duration cost(double amount) const {
        return duration_from_seconds(seconds_of(kBucket) * amount / per_minute_);
    }

    double per_minute_;
    SimTime full_again_ = kStart;  ///< when the bucket would be full if nothing more were sent
};

class ReferenceApi final : public ReferenceBase {
public:
    ReferenceApi(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                 const RecorderOptions& options)
        : ReferenceBase(plan, std::move(source), seed, options), api_(std::get<ApiCalls>(plan_.discipline)) {
        if (api_.requests_per_minute) requests_.emplace(*api_.requests_per_minute);
        if (api_.tokens_per_minute) tokens_.emplace(*api_.tokens_per_minute);
    }

    void replica_ready(ReplicaSlot, std::size_t, Duration) override { no_replicas(); }
    SimTime replica_draining(ReplicaSlot) override { no_replicas(); }
    void replica_lost(ReplicaSlot) override { no_replicas(); }

private:
    [[noreturn]] static void no_replicas() { throw std::logic_error("a model API has no replicas"); }

    void arrive(const VisitPtr& visit) override {
        const Request& request = visit->request;
        const double tokens = static_cast<double>(request.input_tokens) + request.output_tokens;
        if ((requests_ && requests_->never(1)) || (tokens_ && tokens_->never(tokens))) return reject(*visit);
        SimTime sent = std::max(now_, last_sent_);  // in the order of arrival
        if (requests_) sent = std::max(sent, requests_->allowed(1));
        if (tokens_) sent = std::max(sent, tokens_->allowed(tokens));
        if (sent - now_ > api_.max_wait) {
            reject(*visit);
            return;
        }
        if (requests_) requests_->use(sent, 1);
        if (tokens_) tokens_->use(sent, tokens);
        last_sent_ = sent;

        const Uniforms uniforms = service_draw(*visit);
        const Duration time = plan_.only_pool().service(1, request.input_tokens, uniforms.first, uniforms.second);
        const Duration output = multiple(api_.per_output_token, request.output_tokens);
        visit->start = sent;
        visit->starts = 1;
        visit->even_tokens = true;
        if (output > Duration(0)) visit->first_token = after(sent, time);
        at(after(after(sent, time), output), Agenda::Rank::completion, request.id, [this, visit] {
            recorder_.tick(now_);
            complete(*visit);
        });
    }

    ApiCalls api_;
    std::optional<RateLimit> requests_;
    std::optional<RateLimit> tokens_;
    SimTime last_sent_ = kStart;
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_api(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                                  std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<ReferenceApi>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
