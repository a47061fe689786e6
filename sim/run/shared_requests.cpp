// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/shared_requests.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include <sys/mman.h>

namespace plimsoll::sim {

/// The head of the mapping; the requests follow it, and the sizes of the blocks in which they came: in which order
/// a log tells of requests that end at about the same time depends on those.
struct SharedRequests::Memory {
    enum class State : int { empty, being_filled, complete };
    static_assert(std::atomic<State>::is_always_lock_free, "another process reads it");
    static_assert(std::is_trivially_copyable_v<Request>);

    std::atomic<State> state{State::empty};
    Reach reach = Reach::all_processes;
    std::size_t most = 0;
    std::size_t count = 0;
    std::size_t blocks = 0;

    /// Blocks are of some thousand requests; those of a few are made again by each.
    static std::size_t most_blocks(std::size_t most) { return most / 16 + 1024; }
    static std::size_t bytes(std::size_t most) {
        return sizeof(Memory) + most * sizeof(Request) + most_blocks(most) * sizeof(std::uint32_t);
    }
    Request* requests() { return reinterpret_cast<Request*>(this + 1); }
    std::uint32_t* sizes() { return reinterpret_cast<std::uint32_t*>(requests() + most); }
};
static_assert(alignof(Request) <= alignof(std::max_align_t));

void SharedRequests::Release::operator()(Memory* memory) const {
    if (memory->reach == Reach::this_process)
        ::operator delete(memory);
    else
        ::munmap(memory, Memory::bytes(memory->most));
}

namespace {

/// Memory that processes forked from this one share; null where there is none.
void* mapped(std::size_t bytes) {
    void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: fewer faults in every process that reads
    return memory;
}

}  // namespace

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
        fits_ = block.size() <= memory_.most - memory_.count && memory_.blocks < Memory::most_blocks(memory_.most);
        if (!fits_) return;
        memory_.sizes()[memory_.blocks++] = static_cast<std::uint32_t>(block.size());
        std::copy(block.begin(), block.end(), memory_.requests() + memory_.count);
        memory_.count += block.size();
    }

    Memory& memory_;
    Source source_;
    bool fits_ = true;
};

class SharedRequests::Reading : public RequestSource {
public:
    explicit Reading(Memory& memory) : left_(memory.requests(), memory.count), sizes_(memory.sizes(), memory.blocks) {}

    std::span<const Request> next_block() override {
        if (sizes_.empty()) return {};
        const auto block = left_.first(sizes_.front());
        left_ = left_.subspan(block.size());
        sizes_ = sizes_.subspan(1);
        return block;
    }

private:
    std::span<const Request> left_;
    std::span<const std::uint32_t> sizes_;
};

SharedRequests::SharedRequests(std::size_t most, Reach reach) {
    void* memory =
        reach == Reach::this_process ? ::operator new(Memory::bytes(most), std::nothrow) : mapped(Memory::bytes(most));
    if (memory == nullptr) return;
    memory_.reset(new (memory) Memory);
    memory_->reach = reach;
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
