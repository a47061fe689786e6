// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace plimsoll::sim {

/// A prepared statement. Its values are bound by place, from 1.
class Statement {
public:
    void bind(int place, std::string_view text);
    void bind(int place, std::int64_t number);
    void bind(int place, double number);
    void bind_null(int place);
    /// Whether there is a row. \throws IoError
    [[nodiscard]] bool step();
    /// Of a statement without rows; ready to be bound anew. \throws IoError
    void run();
    void reset();

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string column_name(int column) const;
    /// Of the row: empty where it is null; numbers as they are exactly.
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_number(int column) const;
    /// Whether it only reads.
    [[nodiscard]] bool reads_only() const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An SQLite file. Errors of the disk and of the file are IoError, naming it.
class Database {
public:
    enum class Mode { read, write, create };

    Database(std::filesystem::path path, Mode mode);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void execute(const std::string& sql);
    /// \throws InputError where the text is no SQL that this file can answer, with what SQLite says
    [[nodiscard]] Statement prepare(std::string_view sql);

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::filesystem::path path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

/// Numbers as numbers where their text comes back exactly, "true" and "false" as 1 and 0, nothing as null.
void bind_text(Statement& insert, int place, const std::string& text);
/// A JSON value: text without its quotes.
void bind_json(Statement& insert, int place, const std::string& json);

/// A name within SQL text: "load", with its quotes doubled.
[[nodiscard]] std::string sql_name(std::string_view name);

}  // namespace plimsoll::sim
