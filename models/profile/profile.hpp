// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A profile: measured times of kernels on one device, as a versioned, human-readable file (models/profiles/*.json,
/// `"plimsoll_profile": 1`). A plain value; reading, writing and answering stand in their own files.
namespace plimsoll::models {

enum class ProfileOrigin : std::uint8_t {
    measured,  ///< by plimsoll-profile on the device
    imported,  ///< another project's measurements
    derived,   ///< coefficients from published measurements
};
inline constexpr scenarios::EnumName<ProfileOrigin> kOriginNames[] = {
    {"measured", ProfileOrigin::measured}, {"imported", ProfileOrigin::imported}, {"derived", ProfileOrigin::derived}};

/// Spreads from here up are refused: times that scatter by as much as they last say nothing, and a spread in percent
/// looks like that. plimsoll-profile writes none (Profile::unsteady).
inline constexpr double kSpreadLimit = 1;

/// One timed operator. `seconds` is the median of the repetitions; `spread` their standard deviation as a fraction of
/// it, told by a robust measure (docs/profiles.md); 0 where the source tells none.
struct Sample {
    Work work;
    double seconds = 0;
    double spread = 0;
};

/// Samples of one kernel. Every sample of a table has the same kind of shape (and kind of stream, and number of
/// devices of an all-reduce, and head sizes of an attention) and the same precision.
struct KernelTable {
    std::string kernel;  ///< what was run, as its library names it: "oneDNN matmul, brg:avx512_core"
    std::vector<Sample> samples;
};

/// A whole step of a model, timed as one: what lies between its operators is in it.
struct StepSample {
    std::string model;
    Precision precision = Precision::fp16;
    std::uint32_t sequences = 1;
    std::uint32_t tokens = 1;   ///< new ones of a sequence
    std::uint32_t context = 0;  ///< cached ones of a sequence
    std::uint32_t operators = 0;
    double operators_s = 0;  ///< the same run's times of its operators one by one, added up
    double best_s = 0;       ///< of its products, were each as fast as the fastest that the run timed in its precision
    double seconds = 0;
    double spread = 0;  ///< as of a Sample
};

/// One figure of several runs.
struct RunFigure {
    double median = 0;
    double spread = 0;  ///< half of the distance between the lowest and the highest, as a fraction of the median
};

/// What a check against real serving found (plimsoll-profile serve-check), for one load.
struct ValidationPoint {
    double utilization = 0;  ///< offered, as a fraction of the predicted capacity
    double rate_per_s = 0;
    RunFigure measured_p50_s, measured_p99_s, measured_throughput_per_s;
    RunFigure simulated_p50_s, simulated_p99_s, simulated_throughput_per_s;
    RunFigure batch_time_ratio;  ///< time of the batches served / that of the profile; 0 where not known
    RunFigure rescaled_p50_s;    ///< simulated with the profile's times multiplied by it
    /// Of models that answer token by token: time to the first token, and per token behind it; else 0.
    RunFigure measured_ttft_p50_s, measured_ttft_p99_s, measured_tpot_p50_s, measured_tpot_p99_s;
    RunFigure simulated_ttft_p50_s, simulated_ttft_p99_s, simulated_tpot_p50_s, simulated_tpot_p99_s;
};
struct Validation {
    std::string model;
    std::string precision;
    std::string tokens;  ///< of the requests: a number or a law in words; empty where it is not known
    std::string date;    ///< ISO 8601
    std::uint32_t runs = 1;
    std::vector<ValidationPoint> points;
    std::string engine{};  ///< of the user's, through which was served; empty: the kernels of plimsoll-profile
};

struct Profile {
    std::string name;    ///< the file's name without its ending
    std::string device;  ///< a name of models/devices, or the device's own where none fits
    std::string title;   ///< "Intel Xeon ... , 2 threads"
    ProfileOrigin origin = ProfileOrigin::measured;
    std::string source;                     ///< who measured, with what program and version
    std::string date;                       ///< of the measurement, ISO 8601
    std::string driver;                     ///< empty where it has no meaning
    std::string toolkit;                    ///< CUDA toolkit or compiler
    std::string library;                    ///< "oneDNN 2.7.3", "cuBLASLt 13.0.0.19"
    std::string clocks;                     ///< clock rates while measuring, as far as known
    std::uint32_t threads = 0;              ///< CPU only
    std::optional<double> step_overhead_s;  ///< host work per step; empty where it was not measured
    std::vector<KernelTable> tables;
    std::vector<StepSample> steps;
    std::vector<Validation> validations;
    std::vector<std::string> unsteady;  ///< left out, since their times scatter too much; as lines of a plan, sorted
    std::vector<std::string> notes;     ///< for people, in sentences
    bool complete = true;               ///< false: the measuring run was cut off and can be resumed
};

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::ProfileOrigin>> names_of() {
    return models::kOriginNames;
}

}  // namespace plimsoll::scenarios
