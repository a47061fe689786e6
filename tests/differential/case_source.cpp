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
    VectorSource(const std::vector<Request>& requests, const Beginnings& beginnings)
        : left_(requests), beginnings_(beginnings) {}

    std::span<const Request> next_block() override {
        constexpr std::size_t kLongest = 7;
        size_ = size_ % kLongest + 1;
        not_yet_ = size_ % 3 == 0 && !not_yet_ && !left_.empty();
        if (not_yet_) return {};
        const auto block = left_.first(std::min(size_, left_.size()));
        left_ = left_.subspan(block.size());
        shared_.clear();
        for (std::size_t i = 0; i < block.size() && !beginnings_.empty(); ++i) shared_.add(beginnings_[i]);
        beginnings_ = beginnings_.subspan(shared_.size());
        return block;
    }
    SimTime not_before() const override { return not_yet_ ? left_.front().arrival : kNever; }

    const SharedParts& shared_parts() const override { return shared_; }

private:
    std::span<const Request> left_;
    std::span<const std::vector<SharedPart>> beginnings_;
    SharedParts shared_;
    bool not_yet_ = false;
    std::size_t size_ = 0;
};

}  // namespace

std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests, const Beginnings& beginnings) {
    return std::make_unique<VectorSource>(requests, beginnings);
}

std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests) {
    static const Beginnings kUnknown;
    return source_of(requests, kUnknown);
}

}  // namespace plimsoll::sim
