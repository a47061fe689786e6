// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/result.hpp"

#include "sim/report/comparison_reader.hpp"

#include <nlohmann/json.hpp>

#include <numeric>

namespace plimsoll::gui {

Result::Result(const QByteArray& text, const QString& origin)
    : text_(text),
      comparison_(
          results::read_comparison({text.constData(), static_cast<std::size_t>(text.size())}, origin.toStdString())),
      json_(std::make_unique<nlohmann::ordered_json>(nlohmann::ordered_json::parse(text.begin(), text.end()))) {}

Result::~Result() = default;

QList<int> Result::indices() const {
    QList<int> all(static_cast<qsizetype>(deployments().size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

}  // namespace plimsoll::gui
