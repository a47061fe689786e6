// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog_file.hpp"

#include "pricing/catalog_fields.hpp"
#include "pricing/offer/region.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace plimsoll::pricing {
namespace {

using scenarios::JsonDocument;

constexpr int kVersion = 1;

/// What a catalog says where nobody knows how old a figure is.
constexpr const char* kUnknown = "unknown";

std::optional<Date> read_date(CatalogFields& fields, const char* key) {
    const auto text = fields.text(key);
    if (!text || text->empty() || *text == kUnknown) return std::nullopt;
    const auto date = Date::parse(*text);
    if (!date) fields.problem(key, fmt::format("'{}' is not a date such as 2026-07-20", *text));
    return date;
}

Provenance read_provenance(CatalogFields fields) {
    Provenance result;
    result.source = fields.required_text("source");
    static_cast<void>(fields.required_text("date"));
    result.date = read_date(fields, "date");
    result.read = read_date(fields, "read");
    result.also = fields.text("also").value_or("");
    result.consistent_with = fields.text("consistent_with").value_or("");
    result.verified = fields.flag("verified", true);
    result.example = fields.flag("example", false);
    fields.reject_unknown();
    return result;
}

StartDefaults read_start(CatalogFields fields) {
    StartDefaults start;
    start.provision = fields.duration("provision");
    start.boot = fields.duration("boot");
    start.image_bytes = fields.bytes("image");
    start.weights_bytes = fields.bytes("weights");
    start.warm_up = fields.duration("warm_up");
    start.instance_bandwidth_bytes_per_s = fields.bandwidth("instance_bandwidth");
    start.registry_bandwidth_bytes_per_s = fields.bandwidth("registry_bandwidth");
    start.store_bandwidth_bytes_per_s = fields.bandwidth("store_bandwidth");
    fields.reject_unknown();
    return start;
}

ApiService read_api(CatalogFields fields) {
    ApiService api;
    api.latency_median = fields.duration("latency_median").value_or(Duration{});
    api.latency_p99 = fields.duration("latency_p99").value_or(Duration{});
    api.per_output_token = fields.duration("per_output_token").value_or(Duration{});
    api.requests_per_minute = fields.positive("requests_per_minute");
    api.tokens_per_minute = fields.positive("tokens_per_minute");
    if (api.latency_median.count() <= 0) {
        if (fields.has("latency_median") || fields.has("latency_p99") || fields.has("per_output_token"))
            fields.problem("latency_median", "expected a duration above 0, or nothing of the latency at all");
    } else if (api.latency_p99 < api.latency_median) {
        fields.problem("latency_p99", "expected at least the median");
    }
    fields.reject_unknown();
    return api;
}

/// How much of its device the offer gets: its vCPUs among those of the device, or the whole device.
double read_share(CatalogFields& fields) {
    const auto vcpus = fields.positive("vcpus");
    const auto of = fields.positive("device_vcpus");
    if (!vcpus) {
        return 1;
    }
    if (!of) {
        fields.problem("vcpus", "'device_vcpus' is missing: how many vCPUs the device has");
        return 1;
    }
    if (*vcpus > *of) {
        fields.problem("vcpus", "is more than the device has: see 'device_vcpus'");
        return 1;
    }
    return *vcpus / *of;
}

std::uint32_t read_devices(CatalogFields& fields) {
    constexpr double kMost = 1024;
    const double devices = fields.positive("devices").value_or(1);
    if (devices != std::floor(devices) || devices > kMost) {
        fields.problem("devices", "expected a whole number up to 1024");
        return 1;
    }
    return static_cast<std::uint32_t>(devices);
}

/// Pointers of the meter and of the file's meter that it is like, from which it takes what it does not say itself.
std::vector<std::string> with_model(scenarios::Reading& reading, const std::string& pointer) {
    CatalogFields own(reading, {pointer});
    const auto like = own.text("like");
    if (!like) return {pointer};
    const auto& root = reading.document.root();
    std::vector<std::string> names;
    if (root.contains("meters") && root["meters"].is_object())
        for (const auto& [name, meter] : root["meters"].items()) names.push_back(name);
    if (std::find(names.begin(), names.end(), *like) == names.end()) {
        own.problem("like", fmt::format("'{}' is not among the file's 'meters'", *like),
                    scenarios::did_you_mean(*like, names));
        return {pointer};
    }
    return {pointer, scenarios::child_pointer("/meters", *like)};
}

/// Sizes of one service are like the same meter of their file, and share its month; one with tiers or a grant of its
/// own is another service.
SharedMonth read_shared(scenarios::Reading& reading, const std::string& pointer, CatalogFields& meter) {
    SharedMonth shared;
    shared.grant = meter.text("free_shared_as").value_or("");
    CatalogFields own(reading, {pointer});
    const auto like = own.text("like");
    const bool priced = own.has("tiers") || own.has("price") || own.has("per_million") || own.has("free_per_month");
    if (like && !priced)
        shared.tiers = fmt::format("{}#{}", std::filesystem::path(reading.document.file()).filename().string(), *like);
    return shared;
}

Meter read_meter_at(scenarios::Reading& reading, const std::string& pointer) {
    CatalogFields fields(reading, with_model(reading, pointer));
    Meter meter = read_meter(fields.one_of("meter", meter_names()), fields);
    std::visit(
        [&](auto& rule) {
            if constexpr (requires { rule.shared; }) rule.shared = read_shared(reading, pointer, fields);
        },
        meter);
    static_cast<void>(fields.text("like"));
    fields.reject_unknown();
    return meter;
}

std::string read_id(CatalogFields& fields) {
    auto id = fields.required_text("id");
    if (std::count(id.begin(), id.end(), '/') != 2) {
        fields.problem("id", fmt::format("'{}' is not of the form provider/region/name", id));
        return id;
    }
    const auto& regions = regions_of(provider_of(id));
    const auto region = region_of(id);
    if (!regions.empty() && !std::binary_search(regions.begin(), regions.end(), region))
        fields.problem("id", fmt::format("'{}' is no region of {}", region, provider_of(id)),
                       scenarios::did_you_mean(region, regions));
    return id;
}

CatalogEntry read_offer(scenarios::Reading& reading, const std::string& pointer) {
    CatalogFields fields(reading, {pointer, "/defaults"});
    CatalogEntry entry{{}, reading.document.problem(pointer, "")};
    Offer& offer = entry.offer;
    offer.id = read_id(fields);
    offer.sku = fields.text("sku").value_or("");
    offer.title = fields.required_text("title");
    offer.kind = fields.choice<Offer::Kind>("kind");
    if (offer.kind == Offer::Kind::service) offer.category = fields.choice<scenarios::ExtraCategory>("category");
    offer.device = fields.text("device").value_or("");
    offer.devices = read_devices(fields);
    offer.device_share = read_share(fields);
    for (const auto& meter : fields.elements("meters")) {
        offer.meters.push_back(read_meter_at(reading, meter));
    }
    if (offer.meters.empty()) {
        fields.problem("", "'meters' is missing: expected at least one");
    }
    offer.start = read_start(fields.object("start"));
    const bool has_api = fields.has("api");
    if (has_api != (offer.kind == Offer::Kind::api)) {
        fields.problem("api", has_api ? "only an offer of kind 'api' has it" : "'api' is missing: latency and limits");
    }
    if (has_api) {
        offer.api = read_api(fields.object("api"));
    }
    offer.spot_notice = fields.duration("spot_notice");
    offer.notes = fields.texts("notes");
    (void)fields.has("provenance");
    (void)fields.has("spot_provenance");
    fields.reject_unknown();

    offer.provenance =
        read_provenance(CatalogFields(reading, {pointer + "/provenance", "/defaults/provenance", "/provenance"}));
    CatalogFields spot(reading, {pointer + "/spot_provenance", "/spot_provenance"});
    if (hourly_price(offer, scenarios::Purchase::spot) && spot.exists()) {
        offer.spot_provenance = read_provenance(std::move(spot));
    }
    return entry;
}

void check_file(scenarios::Reading& reading) {
    CatalogFields file(reading, {""});
    if (const auto version = file.positive("plimsoll_catalog"); version.value_or(0) != kVersion) {
        file.problem("plimsoll_catalog", "expected \"plimsoll_catalog\": 1, the version of the format");
    }
    (void)file.one_of("currency", {"USD"});
    for (const char* key : {"provenance", "spot_provenance", "defaults", "meters"}) {
        (void)file.object(key);
    }
    if (file.elements("offers").empty()) {
        file.problem("", "'offers' is missing: expected at least one");
    }
    file.reject_unknown();
}

/// Beside its number in the file, an offer has a name by which people find it.
template <class Problems>
void name_offer(const std::string& id, const std::string& pointer, Problems begin, Problems end) {
    for (auto problem = begin; problem != end; ++problem)
        if (!id.empty() && problem->pointer.starts_with(pointer) && problem->pointer != pointer + "/id")
            problem->message += fmt::format(" (in {})", id);
}

/// Complains of entries whose `text` is that of the one before, in an order by it; those without any are all different.
template <class Text>
void refuse_twice(std::vector<const CatalogEntry*> entries, const char* key, const Text& text,
                  std::vector<Problem>& problems) {
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const auto* left, const auto* right) { return text(*left) < text(*right); });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const auto& before = *entries[i - 1];
        if (text(*entries[i]) != text(before) || text(before).empty()) continue;
        Problem problem = entries[i]->place;
        problem.pointer += fmt::format("/{}", key);
        problem.message = fmt::format("'{}' stands also in {}:{}", text(before), before.place.file, before.place.line);
        problems.push_back(std::move(problem));
    }
}

}  // namespace

std::vector<std::filesystem::path> catalog_files(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error) && std::filesystem::exists(path, error)) return {path};
    std::vector<std::filesystem::path> files;
    for (auto entry = std::filesystem::directory_iterator(path, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    }
    if (error) throw IoError(fmt::format("cannot list the price catalog {}: {}", path.string(), error.message()));
    if (files.empty()) throw IoError(fmt::format("the price catalog {} holds no *.json", path.string()));
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<CatalogEntry> read_catalog_files(const std::vector<std::filesystem::path>& files,
                                             std::vector<Problem>& problems) {
    std::vector<CatalogEntry> entries;
    for (const auto& file : files) {
        auto read = read_catalog_file(file, problems);
        std::move(read.begin(), read.end(), std::back_inserter(entries));
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& left, const auto& right) { return left.offer.id < right.offer.id; });
    std::vector<const CatalogEntry*> all(entries.size());
    std::transform(entries.begin(), entries.end(), all.begin(), [](const CatalogEntry& entry) { return &entry; });
    refuse_twice(
        all, "id", [](const CatalogEntry& entry) { return entry.offer.id; }, problems);
    refuse_twice(
        all, "sku",
        [](const CatalogEntry& entry) {
            // A number is its provider's.
            return entry.offer.sku.empty() ? "" : provider_of(entry.offer.id) + " " + entry.offer.sku;
        },
        problems);
    return entries;
}

std::vector<CatalogEntry> read_catalog_file(const std::filesystem::path& path, std::vector<Problem>& problems) {
    std::optional<JsonDocument> document;
    try {
        document = JsonDocument::read(path.string(), &problems);
    } catch (const InputError& error) {
        problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        return {};
    }
    if (!document->root().is_object()) {
        problems.push_back(document->problem("", "expected an object"));
        return {};
    }
    scenarios::Reading reading{*document, path.parent_path().string(), {}, {}};
    check_file(reading);
    std::vector<CatalogEntry> entries;
    scenarios::Reading ignored = reading;  // check_file has noted an array that is none
    for (const auto& pointer : CatalogFields(ignored, {""}).elements("offers")) {
        const auto before = reading.problems.size();
        entries.push_back(read_offer(reading, pointer));
        name_offer(entries.back().offer.id, pointer, reading.problems.begin() + static_cast<std::ptrdiff_t>(before),
                   reading.problems.end());
    }
    // What is wrong with a default shows in every offer that takes it.
    for (auto& problem : reading.problems) {
        const auto same = [&](const Problem& other) {
            return other.file == problem.file && other.pointer == problem.pointer && other.message == problem.message;
        };
        if (std::none_of(problems.begin(), problems.end(), same)) {
            problems.push_back(std::move(problem));
        }
    }
    return entries;
}

}  // namespace plimsoll::pricing
