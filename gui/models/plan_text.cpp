// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/plan_text.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <cmath>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Plan", text); }

const QString kUse = QStringLiteral("use:");

/// The sentences of a page, as they are added.
class PlanPage {
public:
    PlanPage(const PlanAnswer& plan, const SummaryLook& look) : plan_(plan), look_(look) {}

    void title(const QString& text) { html_ += QStringLiteral("<h1>%1</h1>").arg(text.toHtmlEscaped()); }
    void heading(const QString& text) { html_ += QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped()); }
    void say(const QString& text, const QColor& colour) {
        html_ += QStringLiteral("<p style=\"color:%1\">%2</p>").arg(colour.name(), text.toHtmlEscaped());
    }
    void say(const QString& text) { say(text, look_.text); }
    void softly(const QString& text) { say(text, look_.soft); }
    void offer(int candidate, const QString& words) {
        html_ += QStringLiteral("<p><a href=\"%1%2\" style=\"color:%3\">%4</a></p>")
                     .arg(kUse, QString::number(candidate), look_.link.name(), words.toHtmlEscaped());
    }
    [[nodiscard]] QString more(int candidate) const {
        return moneyText(inPeriod(std::abs(plan_.at(candidate).cost.value - plan_.at(*plan_.winner).cost.value)));
    }

    void winner();
    void noWinner();
    void runnerUp();
    void tenthLess();
    void flips();
    void effort();

    [[nodiscard]] const QString& html() const { return html_; }

private:
    const PlanAnswer& plan_;
    const SummaryLook& look_;
    QString html_;
};

void PlanPage::winner() {
    const PlanCandidate& best = plan_.at(*plan_.winner);
    title(tr("%1: %2").arg(best.name(), costText(best.cost.value, best.cost.ci)));
    say(tr("✓ It is the cheapest of %1 candidates that meets the objectives.").arg(plan_.all), look_.good);
    offer(*plan_.winner, tr("Use this: take its settings into the scenario"));
    if (!best.objectives.isEmpty()) say(tr("What binds: %1.").arg(bindingText(best)));
    const QString sure = tr("Chance leaves a probability of at least %1 that it meets them, to %2, and that no other "
                            "does so for less, to %2.")
                             .arg(shareText(plan_.probability), shareText(plan_.tolerance));
    if (plan_.probability >= plan_.confidence)
        say(sure);
    else
        say(tr("⚠ %1 %2 was asked for; most is in doubt about %3.").arg(sure, shareText(plan_.confidence), plan_.rival),
            look_.bad);
}

void PlanPage::noWinner() {
    title(tr("Nothing meets the objectives"));
    if (!plan_.whyHopeless.isEmpty()) say(sentenceOf(plan_.whyHopeless.toStdString()), look_.bad);
    if (!plan_.nearest) return;
    const PlanCandidate& nearest = plan_.at(*plan_.nearest);
    say(tr("✗ Nearest to them is %1 for %2: %3.")
            .arg(nearest.name(), costText(nearest.cost.value, nearest.cost.ci), bindingText(nearest)),
        look_.bad);
    say(tr("That is so with a probability of at least %1.").arg(shareText(plan_.probability)));
    offer(*plan_.nearest, tr("Take its settings into the scenario"));
}

void PlanPage::runnerUp() {
    heading(tr("The next"));
    if (!plan_.runnerUp) {
        say(tr("No other one that was simulated meets the objectives."));
        return;
    }
    const PlanCandidate& next = plan_.at(*plan_.runnerUp);
    QString text = tr("%1 meets them, too, and costs %2 more %3").arg(next.name(), more(*plan_.runnerUp), aPeriod());
    if (plan_.difference && plan_.difference->lo < plan_.difference->hi)
        text +=
            tr(" (%1 to %2)").arg(moneyText(inPeriod(plan_.difference->lo)), moneyText(inPeriod(plan_.difference->hi)));
    if (!next.objectives.isEmpty()) text += tr(": %1").arg(bindingText(next));
    say(text + QLatin1Char('.'));
    offer(*plan_.runnerUp, tr("Use this one instead"));
}

void PlanPage::tenthLess() {
    heading(tr("What a tenth less costs"));
    if (!plan_.faster) {
        say(tr("Nothing that was simulated has a tenth less of what binds."));
        return;
    }
    say(tr("A tenth less of what binds costs %1 more %2: %3, %4.")
            .arg(more(*plan_.faster), aPeriod(), plan_.at(*plan_.faster).name(), bindingText(plan_.at(*plan_.faster))));
    offer(*plan_.faster, tr("Use this one instead"));
}

/// By the two that stand next to it: the next dearer that meets the objectives, and the cheaper that nearly does.
void PlanPage::flips() {
    heading(tr("What would flip it"));
    if (plan_.runnerUp)
        say(tr("A price: once the winner costs %1 more %2, its place is taken by %3.")
                .arg(more(*plan_.runnerUp), aPeriod(), plan_.at(*plan_.runnerUp).name()));
    if (plan_.cheaper) {
        const PlanCandidate& cheaper = plan_.at(*plan_.cheaper);
        const auto& binding = cheaper.objectives[cheaper.binding];
        say(binding.value ? tr("A limit: with %1 instead of %2, %3 is enough, which costs %4 less %5.")
                                .arg(durationText(binding.value->value), durationText(binding.limit), cheaper.name(),
                                     more(*plan_.cheaper), aPeriod())
                          : tr("%1 costs %2 less %3, but leaves too many requests without an answer.")
                                .arg(cheaper.name(), more(*plan_.cheaper), aPeriod()));
    }
    if (!plan_.runnerUp && !plan_.cheaper) say(tr("Nothing that was simulated comes near."));
    softly(
        tr("What step times and prices may be off by is not in this: run the scenario with the winner's settings and "
           "see its sensitivities."));
}

void PlanPage::effort() {
    heading(tr("The search"));
    QString text = tr("%1 simulations").arg(plan_.simulations);
    if (plan_.fromCache > 0) text += tr(" and %1 kept ones").arg(plan_.fromCache);
    softly(tr("%1; an exhaustive search with as many replications takes %2. Of %3 candidates, %4 are ruled out by "
              "arithmetic, and %5 cost more for certain.")
               .arg(text, QString::number(plan_.exhaustive), QString::number(plan_.all),
                    QString::number(plan_.hopeless), QString::number(plan_.tooExpensive)));
    if (plan_.invalid > 0)
        softly(
            tr("Of %1 points, %2 cannot be simulated: %3").arg(plan_.points).arg(plan_.invalid).arg(plan_.whyInvalid));
    if (plan_.examplesLeftOut > 0)
        softly(plan_.examplesLeftOut == 1
                   ? tr("One candidate rests on a price that is an invented example, and may not win.")
                   : tr("%1 candidates rest on a price that is an invented example, and may not win.")
                         .arg(plan_.examplesLeftOut));
    if (plan_.batchesLeftOut > 0)
        softly(plan_.batchesLeftOut == 1
                   ? tr("One candidate answers later, in batches, where others answer while someone waits.")
                   : tr("%1 candidates answer later, in batches, where others answer while someone waits.")
                         .arg(plan_.batchesLeftOut));
    if (!plan_.lost.isEmpty()) say(tr("⚠ Lost: %1").arg(plan_.lost.join(QStringLiteral(", "))), look_.bad);
}

QVariant endOf(const std::optional<results::Estimate>& estimate, double results::Interval::*which) {
    return estimate && estimate->ci ? QVariant(*estimate->ci.*which) : QVariant();
}

}  // namespace

QString planHtml(const PlanAnswer& plan, const SummaryLook& look) {
    PlanPage page(plan, look);
    if (plan.winner) {
        page.winner();
        page.runnerUp();
        page.tenthLess();
        page.flips();
    } else {
        page.noWinner();
    }
    page.effort();
    return page.html();
}

std::optional<int> candidateOfLink(const QString& link) {
    bool isNumber = false;
    const int index = link.startsWith(kUse) ? link.mid(kUse.size()).toInt(&isNumber) : 0;
    return isNumber ? std::optional(index) : std::nullopt;
}

QString bindingText(const PlanCandidate& candidate) {
    if (candidate.objectives.isEmpty()) return {};
    const auto& binding = candidate.objectives[candidate.binding];
    return binding.value ? tr("%1: %2").arg(binding.text, durationText(*binding.value))
                         : tr("%1: too many requests get no answer").arg(binding.text);
}

Table planTable(const PlanAnswer& plan) {
    Table table{{{tr("candidate"), {}},
                 {tr("role"), {}},
                 {tr("meets its objectives"), {}},
                 {tr("cost"), tr("USD/month")},
                 {tr("cost, low"), tr("USD/month")},
                 {tr("cost, high"), tr("USD/month")},
                 {tr("p99 latency"), tr("s")},
                 {tr("p99 latency, low"), tr("s")},
                 {tr("p99 latency, high"), tr("s")},
                 {tr("what binds"), {}},
                 {tr("overrides"), {}}},
                {}};
    for (int i = 0; i < plan.candidates.size(); ++i) {
        const PlanCandidate& candidate = plan.at(i);
        const std::optional cost(candidate.cost);
        table.rows.append({candidate.name(), plan.roleOf(i), candidate.met, candidate.cost.value,
                           endOf(cost, &results::Interval::lo), endOf(cost, &results::Interval::hi),
                           candidate.p99 ? QVariant(candidate.p99->value) : QVariant(),
                           endOf(candidate.p99, &results::Interval::lo), endOf(candidate.p99, &results::Interval::hi),
                           bindingText(candidate), candidate.sets.join(QLatin1Char(' '))});
    }
    return table;
}

}  // namespace plimsoll::gui
