// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/picture_frame.hpp"

#include <QStringList>

#include <optional>

namespace plimsoll::gui {

/// Endings of files that a view can be saved as: "png", "svg", "pdf", "csv".
[[nodiscard]] QStringList exportFormats();

/// Saves a view's picture (or, as CSV, its table) in the format of the file's ending, whole or not at all. `size` is in
/// device-independent pixels; PNG has `scale` times as many. With a frame, the picture has a title; a stamp and a range
/// are in the picture and in every row of the table. Returns what went wrong; empty: nothing.
[[nodiscard]] QString exportView(View& view, const QString& path, const QSize& size, double scale = 1,
                                 const std::optional<PictureFrame>& frame = {});

}  // namespace plimsoll::gui
