// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/request.hpp"

#include <cstddef>
#include <functional>
#include <memory>

namespace plimsoll::sim {

/// Requests that several processes read and one of them makes: the first that asks draws them from its source and
/// leaves a copy in memory that all share; who asks once that is complete reads the copy. Nobody waits: who asks in
/// between, or after the maker has died, makes its own. All see the same requests, in the same blocks, in any case.
///
/// Made before the processes are forked. Takes no memory before it is filled.
class SharedRequests {
public:
    using Source = std::unique_ptr<RequestSource>;

    /// Who reads them. For others than this process memory is mapped, of which each page is a fault.
    enum class Reach { all_processes, this_process };

    /// For up to `most` requests; where there are more, or no memory is to be had, everybody makes its own.
    explicit SharedRequests(std::size_t most, Reach reach = Reach::all_processes);

    /// The requests of `make`, which must be the same ones at every call. This must outlive the source.
    [[nodiscard]] Source open(const std::function<Source()>& make);

private:
    struct Memory;
    struct Release {
        void operator()(Memory* memory) const;
    };
    class Filling;
    class Reading;

    std::unique_ptr<Memory, Release> memory_;
};

}  // namespace plimsoll::sim
