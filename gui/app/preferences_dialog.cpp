// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/preferences_dialog.hpp"

#include "gui/app/theme.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

namespace plimsoll::gui {

PreferencesDialog::PreferencesDialog(const Preferences& now, const QString& theme, QWidget* parent)
    : QDialog(parent),
      sign_(new QComboBox(this)),
      period_(new QComboBox(this)),
      digits_(new QSpinBox(this)),
      colours_(new QComboBox(this)),
      theme_(new QComboBox(this)) {
    setObjectName(QStringLiteral("preferencesDialog"));
    setWindowTitle(tr("Preferences"));
    sign_->setObjectName(QStringLiteral("currencySign"));
    for (const QString& sign : currencySigns()) sign_->addItem(sign + QStringLiteral("1,234"), sign);
    sign_->setCurrentIndex(sign_->findData(now.currencySign));
    sign_->setToolTip(tr("All amounts are US dollars"));
    period_->setObjectName(QStringLiteral("period"));
    period_->addItems({tr("a month, of 730 hours"), tr("a year, of twelve months")});
    period_->setCurrentIndex(static_cast<int>(now.period));
    period_->setToolTip(tr("In pictures and texts; tables say USD/month"));
    digits_->setObjectName(QStringLiteral("digits"));
    digits_->setRange(kFewestDigits, kMostDigits);
    digits_->setValue(now.digits);
    digits_->setToolTip(tr("Of times, rates and numbers; money keeps its cents"));
    colours_->setObjectName(QStringLiteral("colours"));
    colours_->addItem(tr("Okabe and Ito: told apart by everybody"));
    colours_->addItem(tr("Tol, bright: told apart by everybody"));
    colours_->addItem(tr("Vivid: red and green beside each other"));
    colours_->setCurrentIndex(static_cast<int>(now.colours));
    theme_->setObjectName(QStringLiteral("theme"));
    theme_->addItems(themes());
    theme_->setCurrentText(theme);

    auto* form = new QFormLayout(this);
    form->addRow(tr("&Money"), sign_);
    form->addRow(tr("Costs &for"), period_);
    form->addRow(tr("Significant &digits"), digits_);
    form->addRow(tr("&Colours of deployments"), colours_);
    form->addRow(tr("&Theme"), theme_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    const auto tell = [this] { emit changed(wanted()); };
    connect(sign_, &QComboBox::currentIndexChanged, this, tell);
    connect(period_, &QComboBox::currentIndexChanged, this, tell);
    connect(digits_, &QSpinBox::valueChanged, this, tell);
    connect(colours_, &QComboBox::currentIndexChanged, this, tell);
    connect(theme_, &QComboBox::currentTextChanged, this, &PreferencesDialog::themeChanged);
}

Preferences PreferencesDialog::wanted() const {
    return {sign_->currentData().toString(), digits_->value(), static_cast<ColourSet>(colours_->currentIndex()),
            static_cast<Period>(period_->currentIndex())};
}

}  // namespace plimsoll::gui
