// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep.hpp"
#include "gui/run/plimsoll_process.hpp"

#include <functional>
#include <memory>

namespace plimsoll::gui {

/// Reads the store of a sweep by `plimsoll query`, also while another process fills it.
class SweepReader : public QObject {
    Q_OBJECT

public:
    explicit SweepReader(QString program, QObject* parent = nullptr);
    ~SweepReader() override;

    /// Whatever was being read is let go.
    void read(const QString& store);
    [[nodiscard]] bool isBusy() const { return process_ != nullptr; }

signals:
    void loaded(const plimsoll::gui::SweepPtr& sweep);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    void ask(const QString& query, void (SweepReader::*take)(const QByteArray& output),
             const std::function<void(const RunFailure&)>& otherwise);
    void takeAbout(const QByteArray& output);
    void takeRows(const QByteArray& output);

    QString program_;
    QString store_;
    QByteArray about_;
    std::unique_ptr<PlimsollProcess> process_;
};

}  // namespace plimsoll::gui
