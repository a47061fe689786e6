// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "case_source.hpp"

#include <algorithm>
#include <span>

namespace plimsoll::sim {

namespace {

/// In blocks of changing size; between them there are sometimes none yet, as with a source that another stage feeds.
class VectorSource final : public RequestSource {
public:
    explicit VectorSource(const std::vector<Request>& requests) : left_(requests) {}

    std::span<const Request> next_block() override {
        constexpr std::size_t kLongest = 7;
        size_ = size_ % kLongest + 1;
        not_yet_ = size_ % 3 == 0 && !not_yet_ && !left_.empty();
        if (not_yet_) return {};
        const auto block = left_.first(std::min(size_, left_.size()));
        left_ = left_.subspan(block.size());
        return block;
    }
    SimTime not_before() const override { return not_yet_ ? left_.front().arrival : kNever; }

private:
    std::span<const Request> left_;
    bool not_yet_ = false;
    std::size_t size_ = 0;
};

}  // namespace

std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests) {
    return std::make_unique<VectorSource>(requests);
}

}  // namespace plimsoll::sim
