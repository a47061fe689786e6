// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep_store.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/catalogs_json.hpp"
#include "sim/resolve/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <system_error>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "plimsoll.sweep/1";

/// Where they lie is for the reader, and no part of the inputs.
constexpr const char* kCatalogsUsed = "catalogs";

std::string_view name_of(PointState state) {
    switch (state) {
        case PointState::done:
            return "done";
        case PointState::invalid:
            return "invalid";
        case PointState::lost:
            return "lost";
    }
    return "";
}

nlohmann::json axes_json(const std::vector<Axis>& axes) {
    auto all = nlohmann::json::array();
    for (const auto& axis : axes) {
        auto tracks = nlohmann::json::array();
        for (const auto& track : axis.tracks)
            tracks.push_back({{"name", track.name}, {"pointer", track.pointer}, {"values", track.values}});
        all.push_back(std::move(tracks));
    }
    return all;
}

std::vector<Axis> axes_of(const nlohmann::json& json) {
    std::vector<Axis> axes;
    for (const auto& tracks : json) {
        Axis axis;
        for (const auto& track : tracks)
            axis.tracks.push_back({track.at("name").get<std::string>(), track.at("pointer").get<std::string>(),
                                   track.at("values").get<std::vector<std::string>>()});
        axes.push_back(std::move(axis));
    }
    return axes;
}

std::vector<results::CatalogUsed> catalogs_of(const nlohmann::json& json) {
    std::vector<results::CatalogUsed> catalogs;
    for (const auto& each : json)
        catalogs.push_back({each.at("file").get<std::string>(), each.at("hash").get<std::string>(),
                            each.value("source", ""), each.value("in_scenario", false)});
    return catalogs;
}

using About = std::map<std::string, std::string>;

About about(const SweepInputs& inputs) {
    return {{"format", kFormat},
            {"program", inputs.program},
            {"build", inputs.build},
            {"data", inputs.data},
            {"files", inputs.files},
            {"scenario_path", inputs.scenario.path},
            {"scenario", inputs.scenario.text},
            {"overrides", nlohmann::json(inputs.scenario.overrides).dump()},
            {"axes", axes_json(inputs.axes).dump()},
            {"where", inputs.where},
            {kCatalogsUsed, results::catalogs_json(inputs.catalogs).dump()}};
}

About about(Database& database) {
    About said;
    auto rows = database.prepare("SELECT key, value FROM about");
    while (rows.step()) said.emplace(rows.text(0), rows.text(1));
    return said;
}

bool has_table(Database& database, const char* name) {
    auto found = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?");
    found.bind(1, std::string_view(name));
    return found.step();
}

/// What a person calls a part of the inputs.
std::string words_for(const std::string& key) {
    if (key == "program") return "version of plimsoll";
    if (key == "build") return "build of plimsoll";
    if (key == "data") return "catalogs, models or profiles";
    if (key == "files") return "a file that the scenario names";
    if (key == "scenario_path") return "path of the scenario";
    return key;
}

void require_same(const About& there, const About& asked, const fs::path& store) {
    std::string differ;
    for (const auto& [key, value] : asked) {
        if (key == kCatalogsUsed) continue;
        const auto found = there.find(key);
        if (found == there.end() || found->second != value) differ += (differ.empty() ? "" : ", ") + words_for(key);
    }
    if (differ.empty()) return;
    throw InputError(Problem{store.string(), 0, "", "holds another sweep: it differs in " + differ,
                             "give this sweep a store of its own, or remove that one"});
}

void create(Database& database, const SweepInputs& inputs) {
    std::string axes;
    for (const auto& axis : inputs.axes)
        for (const auto& track : axis.tracks) axes += ", " + sql_name(track.name);
    database.execute(
        "BEGIN IMMEDIATE;"
        "CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS points (point INTEGER PRIMARY KEY, id TEXT, state TEXT, message TEXT" +
        axes + ");");
    auto insert = database.prepare("INSERT OR IGNORE INTO about VALUES (?, ?)");
    for (const auto& [key, value] : about(inputs)) {
        insert.bind(1, std::string_view(key));
        insert.bind(2, std::string_view(value));
        insert.run();
    }
    database.execute("COMMIT");
}

/// The tables of figures are as wide as the first result that is kept.
void create_figures(Database& database, const std::vector<std::pair<std::string, std::string>>& first) {
    std::string columns;
    for (const auto& [column, text] : first) columns += ", " + sql_name(column);
    database.execute("CREATE TABLE figures (point INTEGER, place INTEGER" + columns +
                     ", PRIMARY KEY (point, place)) WITHOUT ROWID;"
                     "CREATE VIEW results AS SELECT * FROM points JOIN figures USING (point) ORDER BY point, place;"
                     "CREATE VIEW winners AS SELECT * FROM results WHERE cheapest;");
}

/// Names and fingerprints are texts, whatever they look like. All other decimal numbers are numbers, those of money
/// too ("730.00"): what is ordered and summed must be of one kind.
void bind_figure(Statement& insert, int place, const std::string& column, const std::string& text) {
    if (!text.empty() && (column == "deployment" || column == "fingerprint"))
        return insert.bind(place, std::string_view(text));
    double number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (text.find('.') != std::string::npos && read.ec == std::errc() && read.ptr == end)
        return insert.bind(place, number);
    bind_text(insert, place, text);
}

Statement insertion(Database& database, const char* table, std::size_t columns) {
    std::string places = "?";
    for (std::size_t i = 1; i < columns; ++i) places += ", ?";
    return database.prepare(fmt::format("INSERT INTO {} VALUES ({})", table, places));
}

/// By which points are known in every store that holds them. All of it but what varies is looked at once.
class PointIdentity {
public:
    explicit PointIdentity(const SweepInputs& inputs) : overrides_(inputs.scenario.overrides) {
        const auto& text = inputs.scenario.text;
        const auto scenario = nlohmann::json::parse(text, nullptr, false);
        before_ = hash_of("[" + (scenario.is_discarded() ? nlohmann::json(text) : scenario).dump() + ",");
        for (const auto* part : {&inputs.program, &inputs.build, &inputs.data, &inputs.files})
            behind_ += "," + nlohmann::json(*part).dump();
        behind_ += "]";
    }
    /// "0123456789abcdef": the hash of a JSON list of the scenario, all overrides, program, build, data and files.
    [[nodiscard]] std::string of(const std::vector<std::string>& overrides) const {
        auto all = overrides_;
        all.insert(all.end(), overrides.begin(), overrides.end());
        return fmt::format("{:016x}", hash_of(behind_, hash_of(nlohmann::json(all).dump(), before_)));
    }

private:
    std::vector<std::string> overrides_;
    std::uint64_t before_ = 0;
    std::string behind_;
};

/// Puts results into the tables, one after the other.
class Insertion {
public:
    Insertion(Database& database, const SweepInputs& inputs)
        : database_(database),
          grid_(inputs.axes),
          identity_(inputs),
          known_(database.prepare("SELECT 1 FROM points WHERE point = ?")),
          point_(insertion(database, "points", kBeforeAxes + grid_.tracks().size())) {}

    /// Unless it is there already.
    void add(std::size_t point, const PointResult& result) {
        known_.bind(1, static_cast<std::int64_t>(point));
        const bool there = known_.step();
        known_.reset();
        if (there) return;
        const auto values = grid_.values_at(point);
        point_.bind(1, static_cast<std::int64_t>(point));
        point_.bind(2, std::string_view(identity_.of(grid_.overrides_at(point))));
        point_.bind(3, name_of(result.state));
        point_.bind(4, std::string_view(result.message));
        int place = kBeforeAxes;
        for (const auto& value : values) bind_json(point_, ++place, value);
        point_.run();
        add_figures(point, result);
    }

private:
    static constexpr int kBeforeAxes = 4;

    void add_figures(std::size_t point, const PointResult& result) {
        if (result.deployments.empty()) return;
        if (!figures_) {
            const auto& first = result.deployments.front();
            if (!has_table(database_, "figures")) create_figures(database_, first);
            figures_.emplace(insertion(database_, "figures", 2 + first.size()));
        }
        for (std::size_t place = 0; place < result.deployments.size(); ++place) {
            figures_->bind(1, static_cast<std::int64_t>(point));
            figures_->bind(2, static_cast<std::int64_t>(place));
            int column = 3;
            for (const auto& [name, text] : result.deployments[place]) bind_figure(*figures_, column++, name, text);
            figures_->run();
        }
    }

    Database& database_;
    Grid grid_;
    PointIdentity identity_;
    Statement known_;
    Statement point_;
    std::optional<Statement> figures_;
};

/// Copies everything from a store that is attached as `old`, point by point.
void copy_in_order(Database& database) {
    database.execute(
        "BEGIN;"
        "INSERT OR IGNORE INTO points SELECT * FROM old.points ORDER BY point;");
    auto has = database.prepare(
        "SELECT sql FROM old.sqlite_schema WHERE name IN ('figures', 'results', 'winners') "
        "ORDER BY name = 'winners', name = 'results'");
    std::vector<std::string> made;
    while (has.step()) made.push_back(has.text(0));
    const bool first = !has_table(database, "figures");
    if (first)
        for (const auto& sql : made) database.execute(sql);
    if (!made.empty())
        database.execute("INSERT OR IGNORE INTO figures SELECT * FROM old.figures ORDER BY point, place;");
    database.execute("COMMIT");
}

void attach(Database& database, const fs::path& other) {
    auto attach = database.prepare("ATTACH ? AS old");
    attach.bind(1, std::string_view(other.native()));
    attach.run();
}

/// A file beside `path` that is removed in the end, unless it has taken its place.
class Beside {
public:
    explicit Beside(fs::path path)
        : path_(std::move(path)), own_(path_.string() + "." + scenarios::unique_name_part() + ".tmp") {}
    ~Beside() {
        std::error_code ignored;
        fs::remove(own_, ignored);
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;
    [[nodiscard]] const fs::path& file() const { return own_; }
    void take_the_place() const { fs::rename(own_, path_); }

private:
    fs::path path_;
    fs::path own_;
};

void copy(const fs::path& from, Database& into) {
    attach(into, from);
    copy_in_order(into);
    into.execute("DETACH old");
}

/// By the same steps each time, so that the bytes depend on nothing but the content.
void write_in_order(const fs::path& store, const SweepInputs& inputs, const fs::path& path) {
    const Beside fresh(path);
    {
        Database database(fresh.file(), Database::Mode::create);
        database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL");
        create(database, inputs);
        copy(store, database);
    }
    fresh.take_the_place();
}

}  // namespace

SweepStore::SweepStore(fs::path path, const SweepInputs& inputs)
    : path_(std::move(path)), inputs_(inputs), database_(path_, Database::Mode::create) {
    if (has_table(database_, "about")) {
        require_same(about(database_), about(inputs_), path_);
    } else if (!database_.prepare("SELECT 1 FROM sqlite_schema").step()) {
        create(database_, inputs_);
    } else {
        throw InputError(Problem{path_.string(), 0, "", "is no store of a sweep", "name a file that is not there yet"});
    }
}

std::vector<std::size_t> SweepStore::points() {
    std::vector<std::size_t> all;
    auto rows = database_.prepare("SELECT point FROM points ORDER BY point");
    while (rows.step()) all.push_back(static_cast<std::size_t>(rows.integer(0)));
    return all;
}

std::size_t SweepStore::count() {
    auto rows = database_.prepare("SELECT count(*) FROM points");
    static_cast<void>(rows.step());
    return static_cast<std::size_t>(rows.integer(0));
}

void SweepStore::keep(const std::vector<std::pair<std::size_t, PointResult>>& results) {
    database_.execute("BEGIN IMMEDIATE");
    try {
        {
            Insertion insertion(database_, inputs_);
            for (const auto& [point, result] : results) insertion.add(point, result);
        }
        database_.execute("COMMIT");
    } catch (...) {
        try {
            database_.execute("ROLLBACK");
        } catch (const IoError&) {  // the first error is the one to tell
        }
        throw;
    }
}

void SweepStore::put_in_order() { write_in_order(path_, inputs_, path_); }

SweepInputs inputs_of(const fs::path& store) {
    if (!fs::exists(store)) throw IoError(fmt::format("{}: no such file", store.string()));
    const auto fail = [&](const std::string& message) -> InputError {
        return InputError(Problem{store.string(), 0, "", message, "plimsoll sweep makes such files"});
    };
    try {
        Database database(store, Database::Mode::read);
        if (!has_table(database, "about")) throw fail("is no store of a sweep");
        const auto said = about(database);
        const auto part = [&](const char* key) {
            const auto found = said.find(key);
            return found == said.end() ? std::string() : found->second;
        };
        if (part("format") != kFormat) throw fail(fmt::format("has the format {}, not {}", part("format"), kFormat));
        return {part("program"),
                part("build"),
                part("data"),
                part("files"),
                {part("scenario"), part("scenario_path"),
                 nlohmann::json::parse(part("overrides")).get<std::vector<std::string>>()},
                axes_of(nlohmann::json::parse(part("axes"))),
                part("where"),
                catalogs_of(nlohmann::json::parse(part(kCatalogsUsed)))};
    } catch (const IoError&) {
        throw fail("is no SQLite file");
    } catch (const nlohmann::json::exception&) {
        throw fail("is damaged");
    }
}

void merge(const std::vector<fs::path>& stores, const fs::path& into) {
    const auto inputs = inputs_of(stores.front());
    for (const auto& store : stores) require_same(about(inputs_of(store)), about(inputs), store);
    const Beside together(into);
    {
        Database database(together.file(), Database::Mode::create);
        create(database, inputs);
        for (const auto& store : stores) copy(store, database);
    }
    write_in_order(together.file(), inputs, into);
}

}  // namespace plimsoll::sim
