// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

struct lxw_workbook;
struct lxw_worksheet;

namespace plimsoll::sim {

/// A workbook that grows beside its place and is moved there by `finish`; removed unless finished.
class WorkbookFile {
public:
    /// \param row_by_row rows are written in order and not kept in memory
    /// \throws IoError
    WorkbookFile(std::filesystem::path file, bool row_by_row);
    ~WorkbookFile();
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;

    [[nodiscard]] lxw_workbook* book() const { return book_; }
    [[nodiscard]] const std::filesystem::path& path() const { return file_; }
    [[nodiscard]] lxw_worksheet* add_sheet(const char* name);
    /// \throws IoError
    void finish();

private:
    std::filesystem::path file_, unfinished_;
    lxw_workbook* book_ = nullptr;
};

}  // namespace plimsoll::sim
