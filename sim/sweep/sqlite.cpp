// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sqlite.hpp"

#include "scenarios/input_error.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <utility>

namespace plimsoll::sim {

namespace {

[[noreturn]] void fail(sqlite3* handle) {
    const char* file = sqlite3_db_filename(handle, "main");
    throw IoError(fmt::format("{}: {}", file == nullptr || *file == '\0' ? "the store" : file, sqlite3_errmsg(handle)));
}

void require_ok(sqlite3_stmt* statement, int code) {
    if (code != SQLITE_OK) fail(sqlite3_db_handle(statement));
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int place, std::string_view text) {
    require_ok(statement_.get(),
               sqlite3_bind_text64(statement_.get(), place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind(int place, std::int64_t number) {
    require_ok(statement_.get(), sqlite3_bind_int64(statement_.get(), place, number));
}
void Statement::bind(int place, double number) {
    require_ok(statement_.get(), sqlite3_bind_double(statement_.get(), place, number));
}
void Statement::bind_null(int place) { require_ok(statement_.get(), sqlite3_bind_null(statement_.get(), place)); }

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()));
    return code == SQLITE_ROW;
}

void Statement::run() {
    static_cast<void>(step());
    reset();
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
std::string Statement::column_name(int column) const { return sqlite3_column_name(statement_.get(), column); }

std::string Statement::text(int column) const {
    if (sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT)
        return results::exact_text(sqlite3_column_double(statement_.get(), column));
    const auto* text = sqlite3_column_text(statement_.get(), column);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
bool Statement::is_number(int column) const {
    const int type = sqlite3_column_type(statement_.get(), column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}
bool Statement::reads_only() const { return sqlite3_stmt_readonly(statement_.get()) != 0; }

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }

Database::Database(std::filesystem::path path, Mode mode) : path_(std::move(path)) {
    const int flags = mode == Mode::read    ? SQLITE_OPEN_READONLY
                      : mode == Mode::write ? SQLITE_OPEN_READWRITE
                                            : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path_.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw IoError(fmt::format("{}: {}", path_.string(), sqlite3_errstr(code)));
    constexpr int kPatienceMs = 60'000;  // another process may be writing a batch of points
    sqlite3_busy_timeout(handle, kPatienceMs);
}

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_.get());
}

Statement Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code == SQLITE_ERROR)
        throw InputError(Problem{path_.string(), 0, "", sqlite3_errmsg(handle_.get()),
                                 "plimsoll query --help shows the views and their columns"});
    if (code != SQLITE_OK) fail(handle_.get());
    if (statement == nullptr) throw InputError(Problem{path_.string(), 0, "", "there is no SQL statement", ""});
    return Statement(statement);
}

void bind_text(Statement& insert, int place, const std::string& text) {
    if (text.empty()) return insert.bind_null(place);
    if (text == "true" || text == "false") return insert.bind(place, std::int64_t{text == "true"});
    const char* end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        if (std::to_string(whole) == text) return insert.bind(place, whole);
    double number = 0;
    if (const auto read = std::from_chars(text.data(), end, number); read.ec == std::errc() && read.ptr == end)
        if (results::exact_text(number) == text) return insert.bind(place, number);
    insert.bind(place, std::string_view(text));
}

void bind_json(Statement& insert, int place, const std::string& json) {
    const auto value = nlohmann::json::parse(json);
    bind_text(insert, place, value.is_string() ? value.get<std::string>() : json);
}

std::string sql_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace plimsoll::sim
