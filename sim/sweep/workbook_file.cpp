// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/workbook_file.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/whole_file.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include <xlsxwriter.h>

namespace plimsoll::sim {

namespace fs = std::filesystem;

WorkbookFile::WorkbookFile(fs::path file, bool row_by_row) : file_(std::move(file)), unfinished_(file_) {
    unfinished_ += "." + scenarios::unique_name_part();
    lxw_workbook_options options{};
    options.constant_memory = row_by_row ? LXW_TRUE : LXW_FALSE;
    book_ = workbook_new_opt(unfinished_.c_str(), &options);
    if (book_ == nullptr) throw IoError(fmt::format("cannot write {}", file_.string()));
}

WorkbookFile::~WorkbookFile() {
    if (book_ != nullptr) workbook_close(book_);
    std::error_code ignored;
    fs::remove(unfinished_, ignored);
}

lxw_worksheet* WorkbookFile::add_sheet(const char* name) {
    auto* sheet = workbook_add_worksheet(book_, name);
    if (sheet == nullptr) throw IoError(fmt::format("cannot write {}", file_.string()));
    return sheet;
}

void WorkbookFile::finish() {
    const auto error = workbook_close(std::exchange(book_, nullptr));
    std::error_code moved;
    if (error == LXW_NO_ERROR) fs::rename(unfinished_, file_, moved);
    if (error != LXW_NO_ERROR || moved)
        throw IoError(fmt::format("cannot write {}: {}", file_.string(),
                                  moved ? moved.message() : std::string(lxw_strerror(error))));
}

}  // namespace plimsoll::sim
