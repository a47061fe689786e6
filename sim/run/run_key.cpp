// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_key.hpp"

#include "sim/run/build_identity.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <system_error>
#include <type_traits>
#include <variant>
#include <vector>

namespace plimsoll::sim {

namespace {

/// Writes values one behind the other, so that different values never give the same bytes.
///
/// Each structure is taken apart by a structured binding, which names all of its members: one that is added later
/// and forgotten here does not compile.
class KeyWriter {
public:
    template <class... Values>
    void operator()(const Values&... values) {
        (add(values), ...);
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
    void add(Number value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void add(Duration value) { add(value.count()); }
    void add(const std::string& text) {
        add(text.size());
        bytes_ += text;
    }
    template <class T>
    void add(const std::optional<T>& value) {
        add(value.has_value());
        if (value) add(*value);
    }
    template <class T>
    void add(const std::vector<T>& values) {
        add(values.size());
        for (const auto& value : values) add(value);
    }
    template <class K, class V>
    void add(const std::map<K, V>& entries) {
        add(entries.size());
        for (const auto& [key, value] : entries) (*this)(key, value);
    }
    template <class... Alternatives>
    void add(const std::variant<Alternatives...>& value) {
        add(value.index());
        std::visit([this](const auto& alternative) { add(alternative); }, value);
    }

    // ---- what is served, and how ----
    void add(const DeploymentPlan& plan) {
        const auto& [name, serving, discipline, pools, network, window_every, deadline, limits, model] = plan;
        static_cast<void>(name);
        static_cast<void>(model);  // told beside the result; the times of its steps are in the pools
        (*this)(serving, discipline, pools, network, window_every, deadline, limits);
    }
    void add(const RequestLimit& limit) {
        const auto& [metric, at_most] = limit;
        (*this)(metric, at_most);
    }
    void add(const DynamicBatching& batching) {
        const auto& [queue, router, max_queue, max_batch, max_wait, on_loss] = batching;
        (*this)(queue, router, max_queue, max_batch, max_wait, on_loss);
    }
    void add(const RequestSlots& slots) {
        const auto& [concurrency, processor_sharing, max_queue, cold_service, queue, router, on_loss] = slots;
        (*this)(concurrency, processor_sharing, max_queue, cold_service, queue, router, on_loss);
    }
    void add(const ContinuousBatching& rules) {
        const auto& [router, max_queue, on_loss, max_sequences, tokens_per_step, max_tokens, long_prompt_part,
                     block_tokens, watermark, chunked, reserve, asynchronous, prefix_caching, unfilled_first, imbalance,
                     refresh, concurrency, transfer, unforeseen, whole_batches, reserve_longest] = rules;
        (*this)(router, max_queue, on_loss, max_sequences, tokens_per_step, max_tokens, long_prompt_part, block_tokens,
                watermark, chunked, reserve, asynchronous, prefix_caching, unfilled_first, imbalance, refresh,
                concurrency, transfer, unforeseen, whole_batches, reserve_longest);
    }
    void add(const TokenServing& serving) {
        serving.step_time.visit_members(*this);
        (*this)(serving.kv_blocks, serving.kv_bytes_per_token);
    }
    void add(const KvTransfer& transfer) {
        const auto& [bytes_per_s, latency] = transfer;
        (*this)(bytes_per_s, latency);
    }
    void add(const ApiCalls& calls) {
        const auto& [requests, tokens, per_output_token, max_wait] = calls;
        (*this)(requests, tokens, per_output_token, max_wait);
    }
    void add(const PoolPlan& pool) {
        const auto& [usage, provisioning, role, purchase, replicas, autoscaler, interruptions, fallback_on_demand,
                     start, service, tokens, datasheet_times, keep_alive, max_instances, provisioned, power_watts] =
            pool;
        (*this)(usage, provisioning, role, purchase, replicas, autoscaler, interruptions, fallback_on_demand, start,
                service, tokens, datasheet_times, keep_alive, max_instances, provisioned, power_watts);
    }
    void add(const StartPhases& start) {
        const auto& [provision, boot, image, weights, warm_up, instance, registry, store] = start;
        (*this)(provision, boot, image, weights, warm_up, instance, registry, store);
    }
    void add(const models::ServiceTime& service) { service.visit_members(*this); }
    void add(const models::ServiceTime::Doubt& doubt) {
        const auto& [relative_sd, leaves_grid] = doubt;
        (*this)(relative_sd, leaves_grid);
    }
    void add(const scenarios::ReplicasSpec& replicas) {
        const auto& [min, max] = replicas;
        (*this)(min, max);
    }
    /// What is not described cannot be given: nothing is forgotten here.
    template <scenarios::Described Spec>
    void add(const Spec& spec) {
        const auto add_setting = [this](const char* /*name*/, const auto& value,
                                        const scenarios::AboutSetting& /*about*/) { add(value); };
        describe(add_setting, spec);
    }

    // ---- what meters need to be told of it; prices are no part of it ----
    void add(const pricing::UsageRules& rules) {
        const auto& [lives, work] = rules;
        (*this)(lives, work);
    }
    void add(const pricing::WorkRule& rule) {
        const auto& [basis, rounding, bills_start, provisioned] = rule;
        (*this)(basis, rounding, bills_start, provisioned);
    }
    void add(const pricing::Rounding& rounding) {
        const auto& [granularity, minimum] = rounding;
        (*this)(granularity, minimum);
    }

    // ---- who asks ----
    void add(const scenarios::WorkloadSpec& workload) {
        const auto& [traffic, load, tenants] = workload;
        (*this)(traffic, load, tenants);
    }
    void add(const scenarios::TenantShare& tenant) {
        const auto& [name, share, input, output, daily] = tenant;
        (*this)(name, share, input, output, daily);
    }
    void add(const scenarios::TraceTraffic& trace) {
        const auto& [path, format, repeat, columns, time_unit] = trace;
        (*this)(path, format, repeat, columns, time_unit);
        add_file(path);
    }
    void add(const scenarios::SeriesTraffic& series) {
        const auto& [path, column, interval, repeat, input, output, prefix, values] = series;
        (*this)(path, column, interval, repeat, input, output, prefix, values);
        add_file(path);
    }
    void add(const scenarios::GeneratedTraffic& generated) {
        const auto& [process, rate, cv, states, profile, input, output, prefix, conversations] = generated;
        (*this)(process, rate, cv, states, profile, input, output, prefix, conversations);
    }
    void add(const scenarios::ConversationSpec& conversations) {
        const auto& [turns, think_time, think_cv] = conversations;
        (*this)(turns, think_time, think_cv);
    }
    void add(const scenarios::PrefixSpec& prefix) {
        const auto& [system_prompt, documents] = prefix;
        (*this)(system_prompt, documents);
    }
    void add(const scenarios::PrefixSpec::SystemPrompt& prompt) {
        const auto& [tokens, share, each_tenant] = prompt;
        (*this)(tokens, share, each_tenant);
    }
    void add(const scenarios::PrefixSpec::Documents& documents) {
        const auto& [number, tokens, zipf, share] = documents;
        (*this)(number, tokens, zipf, share);
    }
    void add(const scenarios::MmppState& state) {
        const auto& [rate, stay] = state;
        (*this)(rate, stay);
    }
    void add(const scenarios::RateProfile& profile) {
        const auto& [daily, weekly, bursts] = profile;
        (*this)(daily, weekly, bursts);
    }
    void add(const scenarios::Burst& burst) {
        const auto& [at, lasts, times] = burst;
        (*this)(at, lasts, times);
    }
    void add(const scenarios::ConstantTokens& tokens) { add(tokens.value); }
    void add(const scenarios::LognormalTokens& tokens) {
        const auto& [mean, cv, at_least, at_most] = tokens;
        (*this)(mean, cv, at_least, at_most);
    }

public:
    /// \throws std::filesystem::filesystem_error
    void add_file(const std::filesystem::path& path) {
        add(std::filesystem::file_size(path));
        add(std::filesystem::last_write_time(path).time_since_epoch().count());
    }

private:
    std::string bytes_;
};

}  // namespace

std::optional<std::string> run_key(const Experiment& experiment, const Point& point) {
    const auto input = input_of(experiment, point);
    const auto& options = input.options;
    KeyWriter key;
    try {
        key(std::string(build_identity()));
        key(input.plan, experiment.scenario.workload, input.load);
        key(options.horizon, options.warm_up, options.bucket, options.seed, options.tenants, options.lives,
            options.bucket_quantiles);
    } catch (const std::filesystem::filesystem_error&) {
        return {};
    }
    return key.take();
}

}  // namespace plimsoll::sim
