// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_form.hpp"

#include "gui/editor/deployment_bar.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/help_panel.hpp"
#include "gui/editor/json_parts.hpp"
#include "gui/editor/overview_page.hpp"
#include "gui/editor/problem_label.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

const Section& listOf(const std::vector<Section>& sections) {
    return *std::find_if(sections.begin(), sections.end(), [](const Section& section) { return section.isList; });
}

QStringList namesOf(const Json* elements) {
    QStringList names;
    if (elements == nullptr || !elements->is_array()) return names;
    for (const Json& element : *elements) {
        const bool isNamed = element.is_object() && element.contains("name") && element["name"].is_string();
        const QString name = isNamed ? qstring(element["name"].get<std::string>()) : QString();
        names.append(name.isEmpty() ? ScenarioForm::tr("(no name)") : name);
    }
    return names;
}

}  // namespace

ScenarioForm::ScenarioForm(ScenarioDocument& document, const Catalogs& catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      context_(document, catalogs),
      sections_(sectionsOfSchema()),
      tree_(new SectionTree(sections_, this)),
      bar_(new DeploymentBar(document, *tree_, listOf(sections_), this)),
      banner_(new QWidget(this)),
      scroll_(new QScrollArea(this)),
      help_(new HelpPanel(this)) {
    auto* said = new ProblemLabel(banner_);
    said->setText(tr("The text is no JSON at the moment. The form shows what it held last; mend the text, or undo."));
    auto* show = new QPushButton(tr("Show the text"), banner_);
    connect(show, &QPushButton::clicked, this, &ScenarioForm::textWanted);
    auto* bannerLayout = new QHBoxLayout(banner_);
    bannerLayout->addWidget(said, 1);
    bannerLayout->addWidget(show);

    tree_->setFrameShape(QFrame::NoFrame);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    auto* right = new QWidget(this);
    auto* rightLayout = new QVBoxLayout(right);
    for (QVBoxLayout* layout : {leftLayout, rightLayout}) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    leftLayout->addWidget(tree_, 1);
    leftLayout->addWidget(bar_);
    rightLayout->addWidget(scroll_, 1);
    rightLayout->addWidget(help_);
    splitter_ = new QSplitter(this);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(left);
    splitter_->addWidget(right);
    splitter_->setStretchFactor(1, 1);
    connect(splitter_, &QSplitter::splitterMoved, this, [this] { splitByHand_ = true; });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(banner_);
    layout->addWidget(splitter_, 1);

    connect(&context_, &FormContext::entered, this, [this](const Field* field) { explain(field->schema(), field); });
    connect(&context_, &FormContext::problemChanged, this, [this](const Field* field) {
        if (field->pointer() == explained_) help_->setProblem(field->problem());
    });
    connect(&context_, &FormContext::rebuilt, this, [this] { rebuilt_ = true; });
    connect(&document_, &ScenarioDocument::changed, this, &ScenarioForm::refresh);
    connect(&document_, &ScenarioDocument::problemsChanged, this, &ScenarioForm::showProblems);
    connect(&document_, &ScenarioDocument::revisited, this,
            [this](const QString& pointer) { tree_->setCurrent(tree_->rowOf(pointer.toStdString())); });
    connect(tree_, &SectionTree::placeChanged, this,
            [this](const QString& pointer) { showPage(pointer.toStdString()); });
    tree_->setElements(namesOf(document_.valueAt(listOf(sections_).pointer())));
    tree_->setCurrent(sections_.front().pointer());
    refresh();
    showProblems();
}

void ScenarioForm::refresh() {
    refreshing_ = true;
    banner_->setVisible(!document_.isReadable());
    scroll_->setEnabled(document_.isReadable());
    bar_->setEnabled(document_.isReadable());
    tree_->setElements(namesOf(document_.valueAt(listOf(sections_).pointer())));
    refreshing_ = false;
    const std::string current = tree_->current();
    const bool shown = page_ != nullptr ? page_->pointer() == current : overview_ != nullptr;
    if (!shown) showPage(current);
    rebuilt_ = false;
    if (page_ != nullptr) page_->refresh();
    if (overview_ != nullptr) overview_->refresh();
    bar_->refresh();
    if (rebuilt_) {
        orderTabs();
        showProblems();
        settlePage();
    }
    if (!context_.wantedFocus().empty()) focusField(context_.wantedFocus());
}

void ScenarioForm::showPage(const std::string& pointer) {
    if (refreshing_) return;  // rows come and go; `refresh` looks where that leads
    document_.finishEditing();
    const Section& list = listOf(sections_);
    const auto section = std::find_if(sections_.begin(), sections_.end(),
                                      [&](const Section& each) { return each.pointer() == pointer; });
    page_ = nullptr;
    overview_ = nullptr;
    if (pointer == list.pointer()) {
        overview_ = new OverviewPage(document_, list);
        setPage(overview_);
        connect(overview_, &OverviewPage::opened, this, [this](const QString& opened) { goTo(opened.toStdString()); });
    } else {
        page_ = new FormPage(context_, section != sections_.end() ? *section : list, pointer, nullptr);
        // Layouts know the size of what comes into being in its place; of what was hidden then, they may not.
        setPage(page_);
        page_->refresh();
        connect(page_, &FormPage::wanted, this, &ScenarioForm::goTo);
    }
    showBelow();
    // The first section holds members of different kinds: none of them explains it.
    if (section == sections_.begin())
        explain(SchemaNode::root(), &page_->field());
    else if (page_ != nullptr)
        explain(*SchemaNode::root().at(pointer), &page_->field());
    else
        explain(*SchemaNode::root().at(pointer), nullptr);
    bar_->refresh();
    orderTabs();
    showProblems();
    settlePage();
    if (scenarios::parent_pointer(pointer) == list.pointer())
        if (const Json* name = document_.valueAt(pointer + "/name"); name != nullptr && name->is_string())
            emit deploymentActivated(qstring(name->get<std::string>()));
}

void ScenarioForm::setPage(QWidget* page) {
    // The old page may be the sender of what brought us here.
    discard(scroll_->takeWidget());
    scroll_->setWidget(page);
    scroll_->verticalScrollBar()->setValue(0);
}

void ScenarioForm::showProblems() {
    std::map<std::string, int> counts;
    std::vector<Problem> here;
    for (const Problem& problem : document_.problems()) {
        const std::string row = tree_->rowOf(problem.pointer);
        ++counts[row];
        if (page_ != nullptr && row == page_->pointer()) here.push_back(problem);
    }
    tree_->setProblems(counts);
    if (page_ == nullptr || !document_.isReadable()) return;
    page_->showProblems(here);
    // The field that was explained may have gone.
    const Field* field = page_->fieldNear(explained_);
    help_->setProblem(field->pointer() == explained_ ? field->problem() : QString());
}

void ScenarioForm::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (splitByHand_) return;
    constexpr int kNarrowest = 130;
    constexpr int kWidest = 240;
    constexpr double kShare = 0.25;
    const int tree = std::clamp(static_cast<int>(width() * kShare), kNarrowest, kWidest);
    splitter_->setSizes({tree, width() - tree - splitter_->handleWidth()});
}

void ScenarioForm::settlePage() {
    // Layouts in layouts find their place one level per turn of the event loop, up with what they need and down with
    // what they get. That is seen as flicker, and what was just made could not be scrolled to: here they turn at once.
    constexpr int kTurns = 48;
    for (int i = 0; i < kTurns; ++i) QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void ScenarioForm::orderTabs() {
    QList<QWidget*> stops{tree_};
    stops += bar_->tabStops();
    if (page_ != nullptr) stops += page_->field().tabStops();
    if (overview_ != nullptr) stops += overview_->tabStops();
    for (int i = 1; i < stops.size(); ++i) setTabOrder(stops[i - 1], stops[i]);
}

void ScenarioForm::addBelow(const std::string& pointer, QWidget* widget) {
    auto* right = help_->parentWidget();
    auto* place = new QWidget(right);
    auto* layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(widget);
    auto* column = static_cast<QBoxLayout*>(right->layout());
    column->insertWidget(column->indexOf(help_), place);
    below_.push_back({pointer, place});
    showBelow();
}

void ScenarioForm::showBelow() {
    for (const auto& [pointer, place] : below_)
        place->setVisible(page_ != nullptr && tree_->rowOf(pointer) == page_->pointer());
}

void ScenarioForm::goTo(const std::string& pointer) {
    tree_->setCurrent(tree_->rowOf(pointer));
    if (page_ != nullptr)
        focusField(pointer);
    else
        tree_->setFocus();
}

void ScenarioForm::focusField(std::string_view pointer) {
    if (page_ == nullptr) return;
    Field* field = page_->fieldNear(pointer);
    page_->focus(*field);
    explain(field->schema(), field);  // also where the focus is in what is inside
    settlePage();
    scroll_->ensureWidgetVisible(field->editor() != nullptr ? field->editor() : field);
}

void ScenarioForm::explain(const SchemaNode& schema, const Field* field) {
    explained_ = field != nullptr ? field->pointer() : listOf(sections_).pointer();
    help_->explain(schema, explained_);
    help_->setProblem(field != nullptr ? field->problem() : QString());
}

}  // namespace plimsoll::gui
