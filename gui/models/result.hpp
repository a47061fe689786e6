// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/compare/comparison.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>
#include <QList>
#include <QString>
#include <memory>

namespace plimsoll::gui {

/// What one run of `plimsoll compare --json` printed: a value, set once, shared by everything that shows it.
class Result {
public:
    /// \throws InputError where the text is no comparison.
    Result(const QByteArray& text, const QString& origin);
    ~Result();

    [[nodiscard]] const results::Comparison& comparison() const { return comparison_; }
    /// Everything that was printed, also what this program does not know.
    [[nodiscard]] const nlohmann::ordered_json& json() const { return *json_; }
    /// As it was printed.
    [[nodiscard]] const QByteArray& text() const { return text_; }

    /// The first answer after a change, from fewer replications; the full one follows.
    [[nodiscard]] bool isCoarse() const { return coarse_; }
    void markCoarse() { coarse_ = true; }

    [[nodiscard]] const std::vector<results::DeploymentResult>& deployments() const { return comparison_.deployments; }
    [[nodiscard]] const results::DeploymentResult& deployment(int index) const {
        return comparison_.deployments[static_cast<std::size_t>(index)];
    }
    /// Of every deployment, in the result's order.
    [[nodiscard]] QList<int> indices() const;

private:
    QByteArray text_;
    results::Comparison comparison_;
    std::unique_ptr<nlohmann::ordered_json> json_;
    bool coarse_ = false;
};

using ResultPtr = std::shared_ptr<const Result>;

}  // namespace plimsoll::gui
