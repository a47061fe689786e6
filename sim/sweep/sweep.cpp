// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/simulator_module.hpp"
#include "sim/sweep/sweep_point.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Points that are run between two looks at the store: what they leave in memory is small.
constexpr std::size_t kBatch = 4096;
/// So that a process costs little beside them, and what they leave in its memory goes with it.
constexpr std::size_t kPointsOfAProcess = 1024;

std::string figure_of(const std::vector<std::pair<std::string, std::string>>& row, std::string_view column) {
    const auto found = std::find_if(row.begin(), row.end(), [&](const auto& cell) { return cell.first == column; });
    return found == row.end() ? std::string() : found->second;
}

/// Takes results as they come, and brings them to the store a few times a second.
class Keeper {
public:
    Keeper(const Grid& grid, SweepStore& store, const SweepOptions& options, std::size_t of)
        : grid_(grid), store_(store), options_(options) {
        progress_.of = of;
    }

    void take(std::size_t point, PointResult result) {
        ++progress_.done;
        if (result.state == PointState::invalid) ++progress_.invalid;
        if (result.state == PointState::lost) ++progress_.lost;
        progress_.simulated += result.simulated;
        note_best(point, result);
        waiting_.emplace_back(point, std::move(result));
        constexpr auto kBetween = std::chrono::milliseconds(200);
        constexpr std::size_t kMostWaiting = 128;  // of some 20 kB each
        if (Clock::now() - last_ >= kBetween || waiting_.size() >= kMostWaiting) write();
        if (options_.progress) options_.progress(progress_);
    }
    void write() {
        if (!waiting_.empty()) store_.keep(std::exchange(waiting_, {}));
        last_ = Clock::now();
    }
    [[nodiscard]] const SweepProgress& progress() const { return progress_; }

private:
    using Clock = std::chrono::steady_clock;

    void note_best(std::size_t point, const PointResult& result) {
        for (const auto& row : result.deployments) {
            if (figure_of(row, "cheapest") != "true") continue;
            const double cost = std::stod(figure_of(row, "cost_per_month"));
            // Of equal ones the first point, whichever came first.
            if (progress_.best_per_month && std::pair(*progress_.best_per_month, best_point_) <= std::pair(cost, point))
                continue;
            progress_.best_per_month = cost;
            best_point_ = point;
            progress_.best = figure_of(row, "deployment") + " at " + place_of(grid_, point);
        }
    }

    const Grid& grid_;
    SweepStore& store_;
    const SweepOptions& options_;
    SweepProgress progress_;
    std::size_t best_point_ = 0;
    std::vector<std::pair<std::size_t, PointResult>> waiting_;
    Clock::time_point last_{};  // so that the first result is there at once
};

/// Its bytes are not kept: there may be many points.
PointResult taken_from(WorkerResult& result) {
    using Kind = WorkerResult::Kind;
    if (result.kind == Kind::done) return decode_point(std::exchange(result.bytes, {}));
    return {PointState::lost, result.reason, {}};
}

/// Runs these points in processes. Those that were lost are returned, unless this is the last try.
std::vector<std::size_t> run_batch(const SweepInputs& inputs, const Grid& grid, const std::vector<std::size_t>& points,
                                   const SweepOptions& options, Knowledge& knowledge, Keeper& keeper, bool last_try) {
    std::vector<WorkerTask> tasks;
    for (const auto point : points)
        tasks.push_back({place_of(grid, point), 1, [&, point](const FractionDone&) {
                             return encode(run_point(inputs, grid.overrides_at(point), options, knowledge));
                         }});
    std::vector<std::size_t> lost;
    WorkerPoolOptions pool;
    pool.jobs = options.jobs;
    pool.tasks_of_a_process = kPointsOfAProcess;
    pool.finished = [&](std::size_t task, WorkerResult& result) {
        auto came = taken_from(result);
        if (came.state == PointState::lost && !last_try && result.kind != WorkerResult::Kind::skipped)
            lost.push_back(points[task]);
        else
            keeper.take(points[task], std::move(came));
    };
    std::vector<WorkerResult> results;
    try {
        results = run_tasks(tasks, pool);
    } catch (...) {
        keeper.write();  // whoever interrupts us loses nothing that is done
        throw;
    }
    keeper.write();
    for (const auto& result : results) {
        if (result.kind == WorkerResult::Kind::model_bug) throw ModelBug(result.reason);
        if (result.kind == WorkerResult::Kind::io_error) throw IoError(result.reason);
    }
    return lost;
}

}  // namespace

std::vector<std::size_t> chosen_points(const Grid& grid, const std::string& where) {
    const auto count = grid.count().value_or(0);
    std::vector<std::size_t> points;
    if (where.empty()) {
        for (std::size_t point = 0; point < count; ++point) points.push_back(point);
        return points;
    }
    Database axes(":memory:", Database::Mode::create);
    std::string columns;
    std::string places = "?";
    for (const auto* track : grid.tracks()) {
        columns += ", " + sql_name(track->name);
        places += ", ?";
    }
    axes.execute("CREATE TABLE points (point INTEGER PRIMARY KEY" + columns + "); BEGIN");
    {
        auto insert = axes.prepare("INSERT INTO points VALUES (" + places + ")");
        for (std::size_t point = 0; point < count; ++point) {
            insert.bind(1, static_cast<std::int64_t>(point));
            int place = 2;
            for (const auto& value : grid.values_at(point)) bind_json(insert, place++, value);
            insert.run();
        }
    }
    axes.execute("COMMIT");
    auto chosen = axes.prepare("SELECT point FROM points WHERE (" + where + ") ORDER BY point");
    while (chosen.step()) points.push_back(static_cast<std::size_t>(chosen.integer(0)));
    return points;
}

SweepProgress run_sweep(const SweepInputs& inputs, const std::vector<std::size_t>& points, const SweepOptions& options,
                        Knowledge& knowledge, SweepStore& store) {
    const Grid grid(inputs.axes);
    const auto known = store.points();
    std::vector<std::size_t> open;
    for (const auto point : points)
        if (point % options.shard.of == options.shard.index && !std::binary_search(known.begin(), known.end(), point))
            open.push_back(point);
    Keeper keeper(grid, store, options, open.size());
    if (!open.empty()) static_cast<void>(simulator());  // once, for the processes to share
    for (std::size_t begin = 0; begin < open.size(); begin += kBatch) {
        const auto first = open.begin() + static_cast<std::ptrdiff_t>(begin);
        const std::vector<std::size_t> batch(
            first, first + static_cast<std::ptrdiff_t>(std::min(kBatch, open.size() - begin)));
        const auto again = run_batch(inputs, grid, batch, options, knowledge, keeper, false);
        if (!again.empty()) run_batch(inputs, grid, again, options, knowledge, keeper, true);
        if (options.store != nullptr) options.store->trim();
    }
    return keeper.progress();
}

}  // namespace plimsoll::sim
