// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/row_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::scenarios {

std::string Setting::text(Syntax syntax) const {
    if (syntax == Syntax::scenario) return fmt::format("\"{}\": \"{}\"", name, value);
    std::string option = name;
    std::replace(option.begin(), option.end(), '_', '-');
    return fmt::format("--{} {}", option, value);
}

std::string RowError::hint(Syntax syntax) const {
    if (!setting_) return hint_;
    return fmt::format("{}{}{}", hint_, hint_.empty() ? "" : " ", setting_->text(syntax));
}

}  // namespace plimsoll::scenarios
