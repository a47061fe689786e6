// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/fields_table.hpp"

#include "gui/models/text.hpp"
#include "sim/report/comparison_schema.hpp"

#include <nlohmann/json.hpp>

#include <QHash>
#include <QSet>

namespace plimsoll::gui {

namespace {

using Json = nlohmann::ordered_json;

/// Every scalar below `value` in order, with its path.
template <class Visit>
void visitScalars(const Json& value, const QString& path, const Visit& visit) {
    if (value.is_array()) {
        // An interval is a pair of numbers or of decimals; longer arrays are series.
        constexpr std::size_t kInterval = 2;
        if (value.size() != kInterval || value[0].is_structured() || value[1].is_structured()) return;
        visit(path + QStringLiteral(".low"), value[0]);
        visit(path + QStringLiteral(".high"), value[1]);
    } else if (value.is_object()) {
        for (const auto& [key, member] : value.items())
            visitScalars(member, path.isEmpty() ? qstring(key) : path + QLatin1Char('.') + qstring(key), visit);
    } else {
        visit(path, value);
    }
}

QVariant cellOf(const Json& scalar) {
    if (scalar.is_boolean()) return scalar.get<bool>();
    if (scalar.is_number()) return scalar.get<double>();
    if (!scalar.is_string()) return {};
    const QString text = qstring(scalar.get_ref<const std::string&>());
    bool isDecimal = false;  // money is written as decimal text
    const double number = text.toDouble(&isDecimal);
    return isDecimal ? QVariant(number) : QVariant(text);
}

/// The member at `path`, null where there is none.
const Json& memberAt(const Json& value, const QStringList& path) {
    static const Json kNone;
    const Json* member = &value;
    for (const QString& name : path) {
        const auto found = member->find(name.toStdString());
        if (found == member->end()) return kNone;
        member = &*found;
    }
    return *member;
}

/// Money and what it is paid for are decimal texts.
bool isDecimalText(const Json& scalar) {
    if (!scalar.is_string()) return false;
    bool isDecimal = false;
    qstring(scalar.get_ref<const std::string&>()).toDouble(&isDecimal);
    return isDecimal;
}

/// Of a member that only a later version describes.
QString unitByEnding(const QString& path) {
    if (path.endsWith(QLatin1String("_kwh"))) return QStringLiteral("kWh");
    if (path.endsWith(QLatin1String("per_s"))) return QStringLiteral("1/s");
    return path.endsWith(QLatin1String("_s")) ? QStringLiteral("s") : QString();
}

QVariant exactCellOf(const Json& scalar) {
    return scalar.is_string() ? QVariant(qstring(scalar.get_ref<const std::string&>())) : cellOf(scalar);
}

}  // namespace

QString unitOfField(const QString& path) {
    const Json* schema = &results::comparison_schema()["properties"]["deployments"]["items"];
    for (const QString& name : path.split(QLatin1Char('.'))) {
        if (const auto items = schema->find("items"); items != schema->end() && items->contains("properties"))
            schema = &*items;
        const auto properties = schema->find("properties");
        if (properties == schema->end()) break;  // the ends of an interval
        const auto member = properties->find(name.toStdString());
        if (member == properties->end()) return unitByEnding(path);
        schema = &*member;
    }
    const auto unit = schema->find("x-unit");
    return unit == schema->end() ? QString() : qstring(unit->get_ref<const std::string&>());
}

QString nameOfField(const QString& path) {
    static const QHash<QString, QString> kWords{{QStringLiteral("ci95"), QStringLiteral("95 %")},
                                                {QStringLiteral("low"), QStringLiteral("low end")},
                                                {QStringLiteral("high"), QStringLiteral("high end")}};
    QStringList words;
    for (QString word : path.split(QLatin1Char('.'))) {
        for (const char* unit : {"_s", "_gb", "_kwh", "_bytes"})
            if (word.endsWith(QLatin1String(unit))) word.chop(static_cast<int>(qstrlen(unit)));
        words.append(kWords.value(word, word.replace(QLatin1Char('_'), QLatin1Char(' '))));
    }
    return words.join(QStringLiteral(" · "));
}

Table fieldsTable(const Result& result, const QStringList& members) {
    const auto& deployments = result.json()["deployments"];
    const auto wanted = [&](const QString& member) {
        return member == QLatin1String("name") || members.isEmpty() || members.contains(member);
    };
    const auto visitWanted = [&](const Json& deployment, const auto& visit) {
        for (const auto& [key, member] : deployment.items())
            if (const QString name = qstring(key); wanted(name)) visitScalars(member, name, visit);
    };

    Table table;
    QHash<QString, qsizetype> places;
    for (const auto& deployment : deployments)
        visitWanted(deployment, [&](const QString& path, const Json&) {
            if (places.contains(path)) return;
            places.insert(path, table.columns.size());
            table.columns.append({path, unitOfField(path)});
        });
    for (const auto& deployment : deployments) {
        QList<QVariant> row(table.columns.size());
        visitWanted(deployment, [&](const QString& path, const Json& scalar) {
            row[places.value(path)] =
                path == QLatin1String("name") ? QVariant(qstring(scalar.get<std::string>())) : cellOf(scalar);
        });
        table.rows.append(std::move(row));
    }
    return table;
}

Table withFields(Table own, const Result& result, const QStringList& members) {
    const Table fields = fieldsTable(result, members);
    own.columns.append(fields.columns.mid(1));
    for (qsizetype row = 0; row < own.rows.size(); ++row) own.rows[row].append(fields.rows[row].mid(1));
    return own;
}

Table elementsTable(const Result& result, const QStringList& path, std::optional<int> deployment) {
    QList<const Json*> deployments;
    for (const auto& each : result.json()["deployments"]) deployments.append(&each);
    if (deployment) deployments = deployments.mid(*deployment, 1);

    Table table;
    table.columns.append({QStringLiteral("deployment"), {}});
    QHash<QString, qsizetype> places;
    for (const auto* each : deployments)
        for (const auto& element : memberAt(*each, path))
            visitScalars(element, {}, [&](const QString& field, const Json& scalar) {
                if (!places.contains(field)) {
                    places.insert(field, table.columns.size());
                    const QString unit = unitOfField(path.join(QLatin1Char('.')) + QLatin1Char('.') + field);
                    table.columns.append({field, unit, isDecimalText(scalar)});
                } else if (!scalar.is_null() && !isDecimalText(scalar)) {
                    table.columns[places.value(field)].isDecimal = false;
                }
            });
    for (const auto* each : deployments)
        for (const auto& element : memberAt(*each, path)) {
            QList<QVariant> row(table.columns.size());
            row[0] = qstring((*each)["name"].get_ref<const std::string&>());
            visitScalars(element, {}, [&](const QString& field, const Json& scalar) {
                row[places.value(field)] = exactCellOf(scalar);
            });
            table.rows.append(std::move(row));
        }
    return table;
}

Table withFirst(const Table& table, const QList<std::pair<QString, Column>>& first) {
    QList<qsizetype> order;
    Table sorted;
    for (const auto& [title, heading] : first)
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].title != title || order.contains(i)) continue;
            order.append(i);
            sorted.columns.append({heading.title, heading.unit, table.columns[i].isDecimal, table.columns[i].isClock});
        }
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        if (order.contains(i)) continue;
        order.append(i);
        sorted.columns.append(table.columns[i]);
    }
    for (const auto& row : table.rows) {
        QList<QVariant> cells;
        for (const qsizetype column : order) cells.append(row.value(column));
        sorted.rows.append(std::move(cells));
    }
    return sorted;
}

}  // namespace plimsoll::gui
