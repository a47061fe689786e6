// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/form_context.hpp"
#include "gui/editor/section_tree.hpp"

#include <QWidget>

#include <string>
#include <vector>

class QScrollArea;
class QSplitter;

namespace plimsoll::gui {

class DeploymentBar;
class Field;
class FormPage;
class HelpPanel;
class OverviewPage;

/// The form of a scenario, made from the schema: sections and deployments at the left, the fields of the current one at
/// the right, help below. Only the current page exists, so that hundreds of deployments cost nothing.
class ScenarioForm : public QWidget {
    Q_OBJECT

public:
    ScenarioForm(ScenarioDocument& document, const Catalogs& catalogs, QWidget* parent = nullptr);

    /// Opens the page of a place in the scenario and gives its field, or the nearest around it, the focus.
    void goTo(const std::string& pointer);
    /// The page that is shown; null where that is the overview.
    [[nodiscard]] FormPage* page() const { return page_; }
    [[nodiscard]] SectionTree& tree() const { return *tree_; }

    /// Shows a widget below the fields of the page that has the field at a pointer. It decides itself whether there is
    /// anything to show.
    void addBelow(const std::string& pointer, QWidget* widget);

signals:
    void deploymentActivated(const QString& name);
    /// The text cannot be read, and somebody wants to see where.
    void textWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showPage(const std::string& pointer);
    void setPage(QWidget* page);
    void showBelow();
    void showProblems();
    void settlePage();
    void orderTabs();
    void focusField(std::string_view pointer);
    /// Of the overview: no field.
    void explain(const SchemaNode& schema, const Field* field);

    ScenarioDocument& document_;
    FormContext context_;
    std::vector<Section> sections_;
    SectionTree* tree_;
    DeploymentBar* bar_;
    QWidget* banner_;
    QSplitter* splitter_;
    QScrollArea* scroll_;
    HelpPanel* help_;
    std::string explained_;  ///< pointer of the field that the help is about
    FormPage* page_ = nullptr;
    OverviewPage* overview_ = nullptr;
    struct Below {
        std::string pointer;  ///< of a field of the page that it belongs to
        QWidget* place;
    };
    std::vector<Below> below_;
    bool splitByHand_ = false;
    bool refreshing_ = false;
    bool rebuilt_ = false;
};

}  // namespace plimsoll::gui
