// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"

#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// Readers of what strangers wrote, each given any bytes. A reader may refuse them (InputError, IoError) or read them;
/// anything else is a fault: another exception, a broken promise, an access out of bounds, much time or memory.
namespace plimsoll::fuzz {

struct Target {
    std::string_view name;  ///< inputs that once were a fault lie in tests/fuzz/inputs/NAME
    void (*run)(std::string_view bytes);
};

[[nodiscard]] std::span<const Target> targets();

void read_scenario(std::string_view bytes);
void read_set(std::string_view bytes);
void read_catalog(std::string_view bytes);
void read_model(std::string_view bytes);
void read_profile(std::string_view bytes);
void read_trace(std::string_view bytes);
void read_result(std::string_view bytes);
void read_kept_run(std::string_view bytes);
void read_prices(std::string_view bytes);
void read_overlay(std::string_view bytes);

/// A file with these bytes, for readers that want a path. There is one of each name at a time.
[[nodiscard]] std::filesystem::path file_of(std::string_view bytes, const std::string& name);

/// Runs a reader, which may refuse its input, in words that can be shown.
template <class Read>
void refusing(Read read) {
    try {
        read();
    } catch (const InputError& error) {
        if (error.problems().empty()) throw std::logic_error("refused without a problem");
        for (const auto& problem : error.problems())
            if (problem.text().empty()) throw std::logic_error("a problem without words");
    } catch (const IoError&) {  // what a name in the input leads to
    }
}

}  // namespace plimsoll::fuzz
