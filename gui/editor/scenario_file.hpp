// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace plimsoll::gui {

/// How a text is stored in its file; an editor shows none of it, and saving keeps it.
struct FileForm {
    bool byteOrderMark = false;
    bool carriageReturns = false;  ///< lines end with "\r\n"
};

struct ReadFile {
    std::string text;  ///< UTF-8, lines end with "\n"
    FileForm form;
    QString error;  ///< why there is no text; empty where there is
};

/// Reads a text file whole.
[[nodiscard]] ReadFile readScenarioFile(const QString& path);

/// Writes a file in one step: it holds the old text or the new one, never a part. Returns why it could not, or nothing.
[[nodiscard]] QString writeScenarioFile(const QString& path, const std::string& text, const FileForm& form);

}  // namespace plimsoll::gui
