// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::results {

/// A published figure of how good a model is.
struct PublishedQuality {
    std::string metric;
    double value = 0;
    std::string source;
    std::string date;
    bool operator==(const PublishedQuality&) const = default;
};

/// Where step times come from. Of several pools, the first.
struct StepTimeSource {
    std::string origin;       ///< "datasheet"; of a profile, "measured", "imported" or "derived"
    std::string profile;      ///< its name; empty for a datasheet
    std::string device;       ///< what was measured, or whose datasheet
    std::string date;         ///< of the measurement, or of the datasheet
    double relative_sd = 0;   ///< standard deviation of the error of a large batch's time; 0: unknown
    std::string engine = {};  ///< named or, for a GPU that was measured, assumed; empty: neither
};

/// The model that a deployment serves.
struct ServedModelFacts {
    std::string variant;  ///< canonical: {"name": "bert-base", "precision": "int8"}
    double parameters = 0;
    std::vector<PublishedQuality> quality;  ///< of just this variant; empty: nobody has published any
    StepTimeSource step_times;
};

}  // namespace plimsoll::results
