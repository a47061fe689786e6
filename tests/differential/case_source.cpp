// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "case_source.hpp"

#include <algorithm>
#include <span>

namespace plimsoll::sim {

namespace {

class VectorSource final : public RequestSource {
public:
    explicit VectorSource(const std::vector<Request>& requests) : left_(requests) {}

    std::span<const Request> next_block() override {
        constexpr std::size_t kLongest = 7;
        size_ = size_ % kLongest + 1;
        const auto block = left_.first(std::min(size_, left_.size()));
        left_ = left_.subspan(block.size());
        return block;
    }

private:
    std::span<const Request> left_;
    std::size_t size_ = 0;
};

}  // namespace

std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests) {
    return std::make_unique<VectorSource>(requests);
}

}  // namespace plimsoll::sim
