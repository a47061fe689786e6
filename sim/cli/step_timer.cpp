// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/step_timer.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace plimsoll::cli {
namespace {

template <class Map>
[[noreturn]] void unknown(const char* what, std::string_view name, const Map& all) {
    std::vector<std::string> known;
    known.reserve(all.size());
    for (const auto& [own, value] : all) known.push_back(own);
    auto hint = scenarios::did_you_mean(name, known);
    if (hint.empty()) hint = "known are " + scenarios::one_of(known);
    throw InputError(Problem{"", 0, "", fmt::format("there is no {} \"{}\"", what, name), std::move(hint)});
}

}  // namespace

const models::Device& device_called(std::string_view name, sim::Knowledge& knowledge) {
    if (const auto* device = models::find_device(knowledge.devices(), name)) return *device;
    unknown("device", name, knowledge.devices());
}

StepTimer StepTimer::of_datasheet(std::string_view device, sim::Knowledge& knowledge) {
    StepTimer timer;
    timer.device_ = &device_called(device, knowledge);
    timer.datasheet_ = std::make_shared<const models::DatasheetTimes>(*timer.device_);
    return timer;
}

StepTimer StepTimer::of_profile(const std::string& profile, sim::Knowledge& knowledge) {
    StepTimer timer;
    timer.profile_ = knowledge.profiles().load(profile);
    timer.device_ = models::find_device(knowledge.devices(), timer.profile_->profile.device);
    timer.run_by_the_usual(knowledge);
    return timer;
}

StepTimer StepTimer::of_device(std::string_view device, models::Precision precision, sim::Knowledge& knowledge) {
    StepTimer timer;
    timer.device_ = &device_called(device, knowledge);
    timer.profile_ = knowledge.profiles().best(timer.device_->name, precision);
    if (timer.profile_ == nullptr) timer.datasheet_ = std::make_shared<const models::DatasheetTimes>(*timer.device_);
    timer.run_by_the_usual(knowledge);
    return timer;
}

void StepTimer::run_by_the_usual(sim::Knowledge& knowledge) {
    if (profile_ != nullptr && !profile_->profile.driver.empty()) run_by(models::kUsualEngine, knowledge);
}

void StepTimer::run_by(const std::string& engine, sim::Knowledge& knowledge) {
    const auto& engines = knowledge.engines();
    const auto found = engines.find(engine);
    if (found == engines.end()) unknown("engine", engine, engines);
    std::shared_ptr<const models::KernelTimes> kernels = datasheet_;
    if (profile_ != nullptr) kernels = {profile_, &profile_->times};
    engine_ = std::make_shared<const models::EngineTimes>(std::move(kernels), found->second);
}

const models::KernelTimes& StepTimer::times() const {
    if (engine_ != nullptr) return *engine_;
    if (profile_ != nullptr) return profile_->times;
    return *datasheet_;
}

std::string StepTimer::source() const { return profile_ == nullptr ? "datasheet" : profile_->profile.name; }

std::string StepTimer::title() const {
    const auto engine = engine_ == nullptr ? "" : ", engine " + engine_->engine().name;
    if (profile_ == nullptr) return device_->title + ", datasheet" + engine;
    const auto& profile = profile_->profile;
    return fmt::format("{}, profile {} ({} {}){}", device_ == nullptr ? profile.title : device_->title, profile.name,
                       models::name_of(profile.origin), profile.date, engine);
}

}  // namespace plimsoll::cli
