// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/shared_requests.hpp"

#include "sim/traffic/block.hpp"

#include <algorithm>
#include <atomic>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include <sys/mman.h>

namespace plimsoll::sim {

/// The head of the mapping; the requests follow it.
struct SharedRequests::Memory {
    enum class State : int { empty, being_filled, complete };
    static_assert(std::atomic<State>::is_always_lock_free, "another process reads it");
    static_assert(std::is_trivially_copyable_v<Request>);

    std::atomic<State> state{State::empty};
    std::size_t most = 0;
    std::size_t count = 0;

    static std::size_t bytes(std::size_t most) { return sizeof(Memory) + most * sizeof(Request); }
    Request* requests() { return reinterpret_cast<Request*>(this + 1); }
};
static_assert(alignof(Request) <= alignof(std::max_align_t));

void SharedRequests::Unmap::operator()(Memory* memory) const { ::munmap(memory, Memory::bytes(memory->most)); }

/// Passes the blocks of a source on, and leaves a copy.
class SharedRequests::Filling : public RequestSource {
public:
    Filling(Memory& memory, Source source) : memory_(memory), source_(std::move(source)) {}

    std::span<const Request> next_block() override {
        const auto block = source_->next_block();
        if (fits_) keep(block);
        return block;
    }
    [[nodiscard]] SimTime not_before() const override { return source_->not_before(); }

private:
    void keep(std::span<const Request> block) {
        if (block.empty()) {
            if (source_->not_before() == kNever)
                memory_.state.store(Memory::State::complete, std::memory_order_release);
            return;
        }
        fits_ = block.size() <= memory_.most - memory_.count;
        if (!fits_) return;
        std::copy(block.begin(), block.end(), memory_.requests() + memory_.count);
        memory_.count += block.size();
    }

    Memory& memory_;
    Source source_;
    bool fits_ = true;
};

class SharedRequests::Reading : public RequestSource {
public:
    explicit Reading(Memory& memory) : left_(memory.requests(), memory.count) {}

    std::span<const Request> next_block() override {
        const auto block = left_.first(std::min(left_.size(), kBlockRequests));
        left_ = left_.subspan(block.size());
        return block;
    }

private:
    std::span<const Request> left_;
};

SharedRequests::SharedRequests(std::size_t most) {
    void* mapped =
        ::mmap(nullptr, Memory::bytes(most), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) return;
    ::madvise(mapped, Memory::bytes(most), MADV_HUGEPAGE);  // a wish: fewer faults in every process that reads
    memory_.reset(new (mapped) Memory);
    memory_->most = most;
}

SharedRequests::Source SharedRequests::open(const std::function<Source()>& make) {
    if (!memory_) return make();
    if (memory_->state.load(std::memory_order_acquire) == Memory::State::complete)
        return std::make_unique<Reading>(*memory_);
    auto source = make();
    auto expected = Memory::State::empty;
    if (!memory_->state.compare_exchange_strong(expected, Memory::State::being_filled)) return source;
    return std::make_unique<Filling>(*memory_, std::move(source));
}

}  // namespace plimsoll::sim
