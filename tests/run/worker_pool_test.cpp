// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_pool.hpp"
#include "sim/model_bug.hpp"
#include "sim/run/worker_signals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = WorkerResult::Kind;

WorkerTask task(std::function<Bytes(const FractionDone&)> work, double weight = 1) {
    return {"a task", weight, std::move(work)};
}

WorkerTask answer(std::uint8_t value) {
    return task([value](const FractionDone&) { return Bytes{value}; });
}

/// Results of `odd` between two tasks that do their work.
std::vector<WorkerResult> run_between_others(WorkerTask odd, unsigned jobs = 2) {
    return run_tasks({answer(1), std::move(odd), answer(3)}, {jobs, {}, {}});
}

void expect_others_done(const std::vector<WorkerResult>& results) {
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[0].kind, Kind::done);
    EXPECT_THAT(results[0].bytes, ElementsAre(1));
    EXPECT_EQ(results[2].kind, Kind::done);
    EXPECT_THAT(results[2].bytes, ElementsAre(3));
}

/// Whether this process has a child left, dead or alive.
bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) != -1; }

TEST(WorkerPool, NoTasksGiveNoResults) { EXPECT_THAT(run_tasks({}, {}), IsEmpty()); }

TEST(WorkerPool, ResultsComeInTheOrderOfTasksWhateverTheOrderOfEnding) {
    std::vector<WorkerTask> tasks;
    for (int i = 0; i < 8; ++i)
        tasks.push_back(task([i](const FractionDone&) {
            ::usleep(static_cast<useconds_t>((8 - i) * 3000));  // the first takes longest
            return Bytes{static_cast<std::uint8_t>(i)};
        }));
    const auto results = run_tasks(tasks, {4, {}, {}});
    for (std::size_t i = 0; i < 8; ++i) EXPECT_THAT(results[i].bytes, ElementsAre(i));
}

TEST(WorkerPool, ManyMoreTasksThanJobsAllRun) {
    std::vector<WorkerTask> tasks;
    for (int i = 0; i < 500; ++i) tasks.push_back(answer(static_cast<std::uint8_t>(i)));
    const auto results = run_tasks(tasks, {7, {}, {}});
    for (std::size_t i = 0; i < 500; ++i) ASSERT_THAT(results[i].bytes, ElementsAre(i % 256));
    EXPECT_FALSE(has_children());
}

TEST(WorkerPool, EveryTaskHasAProcessOfItsOwn) {
    static int state = 0;
    const auto count = task([](const FractionDone&) { return Bytes{static_cast<std::uint8_t>(++state)}; });
    for (const auto& result : run_tasks({count, count, count}, {1, {}, {}})) EXPECT_THAT(result.bytes, ElementsAre(1));
    EXPECT_EQ(state, 0);
}

/// Says how many tasks its process has done by then.
WorkerTask counting() {
    static int done = 0;
    return task([](const FractionDone&) { return Bytes{static_cast<std::uint8_t>(++done)}; });
}

TEST(WorkerPool, AProcessDoesSeveralTasksWhereItMayButNoMoreThanThat) {
    const auto counts_with = [](std::size_t most) {
        WorkerPoolOptions options;
        options.tasks_of_a_process = most;
        Bytes counts;
        for (const auto& result : run_tasks(std::vector<WorkerTask>(8, counting()), options))
            counts.push_back(result.bytes.at(0));
        return counts;
    };
    EXPECT_THAT(counts_with(10), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
    EXPECT_THAT(counts_with(3), ElementsAre(1, 2, 3, 1, 2, 3, 1, 2));
    EXPECT_FALSE(has_children());
}

// One process is held up by its first task: the others' work does not wait for it.
TEST(WorkerPool, ProcessesThatDoSeveralTasksTakeThemAsTheyGetThroughThem) {
    std::vector<WorkerTask> tasks(200, counting());
    tasks[0] = task([](const FractionDone&) {
        ::usleep(300'000);
        return Bytes{};
    });
    WorkerPoolOptions options;
    options.jobs = 2;
    options.tasks_of_a_process = 1000;
    std::vector<std::size_t> ended;
    options.finished = [&](std::size_t which, const WorkerResult&) { ended.push_back(which); };
    const auto results = run_tasks(tasks, options);
    ASSERT_EQ(ended.size(), tasks.size());
    const auto slow = static_cast<std::size_t>(std::find(ended.begin(), ended.end(), 0U) - ended.begin());
    EXPECT_GE(slow, tasks.size() - 4);  // beside those that its process had in hand
    for (const auto& result : results) EXPECT_EQ(result.kind, Kind::done);
}

TEST(WorkerPool, WhatAProcessThatDiesHadStillToDoIsDoneByOthers) {
    std::vector<WorkerTask> tasks(16, counting());
    tasks[2] = task([](const FractionDone&) -> Bytes { ::_exit(7); });
    std::vector<std::size_t> ended;
    WorkerPoolOptions options;
    options.tasks_of_a_process = 10;
    options.finished = [&](std::size_t which, const WorkerResult&) { ended.push_back(which); };
    const auto results = run_tasks(tasks, options);
    EXPECT_THAT(ended, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    for (std::size_t i = 0; i < tasks.size(); ++i) EXPECT_EQ(results[i].kind, i == 2 ? Kind::crashed : Kind::done) << i;
    EXPECT_THAT(results[2].reason, HasSubstr("exit status 7"));
    EXPECT_THAT(results[3].bytes, ElementsAre(1));  // by the next process, which does ten
    EXPECT_THAT(results[12].bytes, ElementsAre(10));
    EXPECT_THAT(results[13].bytes, ElementsAre(1));
}

TEST(WorkerPool, WhatIsTakenOutOfAResultIsNotKept) {
    Bytes taken;
    WorkerPoolOptions options;
    options.finished = [&](std::size_t, WorkerResult& result) { taken = std::exchange(result.bytes, {}); };
    const auto results = run_tasks({answer(5)}, options);
    EXPECT_THAT(taken, ElementsAre(5));
    EXPECT_EQ(results[0].kind, Kind::done);
    EXPECT_EQ(results[0].bytes.capacity(), 0U);
}

TEST(WorkerPool, TheHeaviestTaskStartsFirst) {
    std::vector<std::size_t> ended;
    WorkerPoolOptions options{1, {}, [&](std::size_t i, const WorkerResult&) { ended.push_back(i); }};
    const auto nothing = [](const FractionDone&) { return Bytes{}; };
    const auto results = run_tasks({task(nothing, 1), task(nothing, 4), task(nothing, 2), task(nothing, 4)}, options);
    EXPECT_EQ(results.size(), 4U);
    EXPECT_THAT(ended, ElementsAre(1, 3, 2, 0));
}

TEST(WorkerPool, ResultLargerThanAPipeArrivesWhole) {
    constexpr std::size_t kBytes = 10'000'019;
    const auto big = task([](const FractionDone&) {
        Bytes bytes(kBytes);
        for (std::size_t i = 0; i < kBytes; ++i) bytes[i] = static_cast<std::uint8_t>(i * 2654435761U >> 24);
        return bytes;
    });
    const auto results = run_tasks({big, big}, {2, {}, {}});
    ASSERT_EQ(results[0].bytes.size(), kBytes);
    for (std::size_t i = 0; i < kBytes; ++i)
        ASSERT_EQ(results[0].bytes[i], static_cast<std::uint8_t>(i * 2654435761U >> 24)) << i;
    EXPECT_EQ(results[0].bytes, results[1].bytes);
}

TEST(WorkerPool, EmptyResultIsAResult) {
    const auto results = run_tasks({task([](const FractionDone&) { return Bytes{}; })}, {});
    EXPECT_EQ(results[0].kind, Kind::done);
}

TEST(WorkerPool, SegmentationFaultIsNamedAndCostsItsOwnTaskOnly) {
    const auto results = run_between_others(task([](const FractionDone&) -> Bytes {
        std::signal(SIGSEGV, SIG_DFL);  // sanitizers have a handler of their own
        std::raise(SIGSEGV);
        return {};
    }));
    expect_others_done(results);
    EXPECT_EQ(results[1].kind, Kind::crashed);
    EXPECT_THAT(results[1].reason, HasSubstr("SIGSEGV"));
}

TEST(WorkerPool, AbortIsNamed) {
    const auto results = run_between_others(task([](const FractionDone&) -> Bytes {
        std::signal(SIGABRT, SIG_DFL);
        std::abort();
    }));
    expect_others_done(results);
    EXPECT_THAT(results[1].reason, HasSubstr("SIGABRT"));
}

TEST(WorkerPool, ExitIsNoResult) {
    const auto results = run_between_others(task([](const FractionDone&) -> Bytes { ::_exit(7); }));
    expect_others_done(results);
    EXPECT_EQ(results[1].kind, Kind::crashed);
    EXPECT_THAT(results[1].reason, HasSubstr("exit status 7"));
}

TEST(WorkerPool, ExitWithSuccessIsNoResultEither) {
    const auto results = run_between_others(task([](const FractionDone&) -> Bytes { ::_exit(0); }));
    expect_others_done(results);
    EXPECT_EQ(results[1].kind, Kind::crashed);
    EXPECT_THAT(results[1].reason, HasSubstr("without a complete result"));
}

TEST(WorkerPool, ExceptionOfAnotherKindCostsItsOwnTaskOnly) {
    const auto results =
        run_between_others(task([](const FractionDone&) -> Bytes { throw std::out_of_range("index 9"); }));
    expect_others_done(results);
    EXPECT_EQ(results[1].kind, Kind::crashed);
    EXPECT_THAT(results[1].reason, HasSubstr("index 9"));
}

TEST(WorkerPool, MemoryThatIsShortIsNamedWithWhatHelps) {
    const auto results = run_between_others(task([](const FractionDone&) -> Bytes { throw std::bad_alloc(); }));
    expect_others_done(results);
    EXPECT_EQ(results[1].kind, Kind::crashed);
    EXPECT_THAT(results[1].reason, HasSubstr("out of memory; fewer --jobs need less at a time"));
}

TEST(WorkerPool, InputErrorArrivesWithAllItsProblems) {
    const auto results = run_tasks(
        {task([](const FractionDone&) -> Bytes {
            throw InputError({{"a.csv", 3, "", "bad number", "write 1"}, {"b.json", 0, "/x/0", "missing \xff", ""}});
        })},
        {});
    ASSERT_EQ(results[0].kind, Kind::input_error);
    ASSERT_EQ(results[0].problems.size(), 2U);
    EXPECT_EQ(results[0].problems[0].file, "a.csv");
    EXPECT_EQ(results[0].problems[0].line, 3);
    EXPECT_EQ(results[0].problems[0].hint, "write 1");
    EXPECT_EQ(results[0].problems[1].pointer, "/x/0");
    EXPECT_EQ(results[0].problems[1].message, "missing \xff");  // bytes of a user's file need not be UTF-8
}

TEST(WorkerPool, IoErrorAndModelBugArriveAsSuch) {
    const auto io = run_tasks({task([](const FractionDone&) -> Bytes { throw IoError("cannot open x"); })}, {});
    EXPECT_EQ(io[0].kind, Kind::io_error);
    EXPECT_EQ(io[0].reason, "cannot open x");
    const auto bug = run_tasks({task([](const FractionDone&) -> Bytes { throw ModelBug("1 != 2"); })}, {});
    EXPECT_EQ(bug[0].kind, Kind::model_bug);
    EXPECT_EQ(bug[0].reason, "1 != 2");
}

TEST(WorkerPool, AnErrorOfTheInputStopsTheRest) {
    const auto forever = task([](const FractionDone&) -> Bytes {
        for (;;) ::pause();
    });
    const auto bad = task([](const FractionDone&) -> Bytes { throw IoError("disk full"); });
    const auto results = run_tasks({forever, bad, forever, forever}, {2, {}, {}});
    EXPECT_EQ(results[1].kind, Kind::io_error);
    for (const std::size_t i : {0U, 2U, 3U}) EXPECT_EQ(results[i].kind, Kind::skipped);
    EXPECT_FALSE(has_children());
}

TEST(WorkerPool, ProgressOfTasksArrives) {
    std::vector<double> fractions;
    WorkerPoolOptions options{1, [&](std::size_t, double fraction) { fractions.push_back(fraction); }, {}};
    const auto results = run_tasks({task([](const FractionDone& done) {
                                       ::usleep(60'000);  // messages are at least 50 ms apart
                                       done(0.25);
                                       done(0.26);
                                       ::usleep(60'000);
                                       done(0.75);
                                       return Bytes{};
                                   })},
                                   options);
    EXPECT_EQ(results[0].kind, Kind::done);
    EXPECT_THAT(fractions, ElementsAre(0.25, 0.75));
}

TEST(WorkerPool, BufferedOutputOfTheParentIsNotPrintedByChildren) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), &std::fclose);
    ASSERT_NE(file, nullptr);
    std::fputs("once", file.get());
    const auto leave = task([](const FractionDone&) -> Bytes { std::exit(0); });
    static_cast<void>(run_tasks({answer(1), leave}, {1, {}, {}}));
    std::fflush(file.get());
    struct stat info {};
    ASSERT_EQ(::fstat(::fileno(file.get()), &info), 0);
    EXPECT_EQ(info.st_size, 4);
}

/// Runs `body` in a process of its own and returns what waitpid says about it.
int status_of(const std::function<void()>& body) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        body();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return status;
}

TEST(WorkerPool, SignalKillsAndReapsTheChildrenAndIsThrown) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const int status = status_of([signal] {
            std::signal(signal, SIG_DFL);
            const auto forever = task([](const FractionDone&) -> Bytes {
                for (;;) ::pause();
            });
            const pid_t pool = ::getpid();
            const auto sender = task([pool, signal](const FractionDone&) -> Bytes {
                ::kill(pool, signal);
                for (;;) ::pause();
            });
            try {
                static_cast<void>(run_tasks({forever, sender}, {2, {}, {}}));
            } catch (const Interrupted& interrupted) {
                ::_exit(interrupted.signal() == signal && !has_children() ? 42 : 1);
            }
        });
        ASSERT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), 42) << "signal " << signal;
    }
}

TEST(WorkerPool, SignalThatIsIgnoredStaysIgnored) {
    const int status = status_of([] {
        std::signal(SIGINT, SIG_IGN);  // as nohup and shells do for programs in the background
        const auto sender = task([pool = ::getpid()](const FractionDone&) {
            ::kill(pool, SIGINT);
            return Bytes{5};
        });
        const auto results = run_tasks({sender}, {});
        ::_exit(results[0].kind == Kind::done ? 42 : 1);
    });
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 42);
}

TEST(WorkerPool, ChildrenDieWithTheParent) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const int status = status_of([&ends] {
        ::close(ends[0]);
        const auto child = task([&ends](const FractionDone&) -> Bytes {
            ::kill(::getppid(), SIGKILL);
            for (;;) ::pause();  // keeps the pipe open for as long as it lives
        });
        static_cast<void>(run_tasks({child}, {}));
    });
    EXPECT_TRUE(WIFSIGNALED(status));
    ::close(ends[1]);
    char byte = 0;
    EXPECT_EQ(::read(ends[0], &byte, 1), 0);  // the end of file comes when the last holder is gone
    ::close(ends[0]);
}

}  // namespace
}  // namespace plimsoll::sim
