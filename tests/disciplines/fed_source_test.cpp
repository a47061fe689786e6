// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// A source that another stage feeds does not know yet what comes: engines must do with it as if they knew it all.
#include "sim/disciplines/kernels/make_kernel.hpp"
#include "station.hpp"

#include <algorithm>
#include <deque>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;

/// What of the requests a stage before has passed on: those up to the time that it has reached.
struct Feed {
    std::deque<Request> later;
    SimTime reached = kStart - Duration(1);
};

class FedSource final : public RequestSource {
public:
    explicit FedSource(Feed& feed) : feed_(feed) {}
    std::span<const Request> next_block() override {
        block_.clear();
        for (; !feed_.later.empty() && feed_.later.front().arrival <= feed_.reached; feed_.later.pop_front())
            block_.push_back(feed_.later.front());
        return block_;
    }
    SimTime not_before() const override { return feed_.later.empty() ? kNever : feed_.reached + Duration(1); }

private:
    Feed& feed_;
    std::vector<Request> block_;
};

std::vector<int> bursts() {
    std::vector<int> arrivals;
    for (int i = 0; i < 200; ++i) arrivals.push_back(i / 5 * 7 + i % 3);
    std::sort(arrivals.begin(), arrivals.end());
    return arrivals;
}

/// Serves every demand for an instance at once.
void advance(RequestEngine& engine, SimTime t) {
    engine.advance_to(t);
    for (const auto& [slot, pool] : engine.take_demands().launches) engine.replica_ready(slot, pool, Duration{0});
}

std::string name_of(const Discipline& discipline) {
    constexpr const char* kNames[] = {"batching", "slots", "api"};
    return kNames[discipline.index()];
}

class FedSources : public testing::TestWithParam<Discipline> {};

TEST_P(FedSources, give_what_a_source_gives_that_knows_all_from_the_start) {
    DeploymentPlan plan;
    plan.discipline = GetParam();
    PoolPlan& pool = plan.pools.emplace_back();
    pool.service = models::ServiceTime::constant(milliseconds(3));
    pool.replicas = {0, 0};
    pool.max_instances = 3;
    pool.keep_alive = milliseconds(5);
    const bool replicas = std::holds_alternative<DynamicBatching>(plan.discipline);
    if (!replicas) pool.provisioning = Provisioning::on_request;

    Station known(plan, bursts());
    Feed feed;
    for (const int ms : bursts()) feed.later.push_back({at_ms(ms), feed.later.size(), 1, 0});
    std::map<std::uint64_t, RequestRecord> left;
    RecorderOptions options;
    options.horizon = std::chrono::hours(1);
    options.log = [&left](const RequestRecord& record) { left[record.id] = record; };
    const auto fed = make_kernel(plan, std::make_unique<FedSource>(feed), 1, options);
    for (RequestEngine* engine : {known.engine.get(), fed.get()})
        if (replicas) engine->replica_ready(0, 0, Duration{0});

    for (SimTime t = kStart; !known.engine->finished(); t += milliseconds(1)) {
        EXPECT_FALSE(fed->finished()) << "it says that no more comes, at " << seconds_of(t - kStart);
        EXPECT_LE(fed->next_event(), known.engine->next_event());
        advance(*known.engine, t);
        feed.reached = t;
        advance(*fed, t);
    }
    EXPECT_TRUE(fed->finished());
    ASSERT_EQ(left.size(), known.left.size());
    for (const auto& [id, record] : known.left) {
        EXPECT_EQ(left.at(id).start, record.start) << id;
        EXPECT_EQ(left.at(id).completion, record.completion) << id;
        EXPECT_EQ(left.at(id).outcome, record.outcome) << id;
    }
}

INSTANTIATE_TEST_SUITE_P(Disciplines, FedSources,
                         testing::Values(Discipline(DynamicBatching{.max_batch = 3, .max_wait = milliseconds(2)}),
                                         Discipline(RequestSlots{.concurrency = 2, .max_queue = 1}),
                                         Discipline(ApiCalls{.requests_per_minute = 3000})),
                         [](const auto& instance) { return name_of(instance.param); });

TEST(FedSource, that_is_behind_its_engine_is_a_bug) {
    DeploymentPlan plan;
    plan.pools.emplace_back();
    Feed feed;
    feed.later.push_back({at_ms(5), 0, 1, 0});
    const auto engine = make_kernel(plan, std::make_unique<FedSource>(feed), 1, RecorderOptions{});
    EXPECT_THROW(engine->advance_to(at_ms(3)), std::logic_error);
}

}  // namespace
}  // namespace plimsoll::sim
