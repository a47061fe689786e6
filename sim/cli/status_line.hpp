// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace plimsoll::cli {

/// A line on standard error that overwrites itself and is gone in the end.
class StatusLine {
public:
    StatusLine() = default;
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;
    ~StatusLine() { clear(); }

    void show(std::string_view text);
    void clear();

private:
    bool drawn_ = false;
};

}  // namespace plimsoll::cli
