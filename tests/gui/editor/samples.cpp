// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.hpp"

#include "gui/editor/json_parts.hpp"
#include "scenarios/json_document.hpp"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace plimsoll::gui {
namespace {

using scenarios::child_pointer;
using scenarios::parent_pointer;

void visitFields(const SchemaNode& node, const std::string& pointer,
                 const std::function<void(const std::string&, const SchemaNode&)>& visit) {
    for (const auto& [key, property] : node.properties()) {
        const std::string at = child_pointer(pointer, key);
        visit(at, property);
        visitFields(property, at, visit);
    }
    const SchemaNode::Kind kind = node.kind();
    if (kind != SchemaNode::Kind::list && kind != SchemaNode::Kind::map) return;
    const std::string at = kind == SchemaNode::Kind::list ? child_pointer(pointer, 0) : child_pointer(pointer, "1");
    visit(at, node.element());
    visitFields(node.element(), at, visit);
}

/// Of members that exclude each other, leaves only the one at `pointer`.
void chooseOnly(Json& document, const std::string& pointer) {
    const std::string around(parent_pointer(pointer));
    const std::string key = scenarios::last_token(pointer);
    const std::vector<std::string> alternatives = SchemaNode::root().at(around)->exactlyOne();
    if (std::find(alternatives.begin(), alternatives.end(), key) == alternatives.end()) return;
    for (const std::string& other : alternatives)
        if (other != key) document[Json::json_pointer(around)].erase(other);
}

}  // namespace

QStringList shippedScenarios() {
    const QDir folder(QStringLiteral(PLIMSOLL_SOURCE_DIR "/scenarios"));
    QStringList paths;
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files))
        paths.append(file.filePath());
    return paths;
}

std::string textOfFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) throw std::runtime_error("cannot open " + path.toStdString());
    return file.readAll().toStdString();
}

void forEachValue(const Json& value, const std::string& pointer,
                  const std::function<void(const std::string&, const Json&)>& visit) {
    visit(pointer, value);
    if (value.is_object()) {
        for (const auto& item : value.items()) forEachValue(item.value(), child_pointer(pointer, item.key()), visit);
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) forEachValue(value[i], child_pointer(pointer, i), visit);
    }
}

void forEachField(const std::function<void(const std::string&, const SchemaNode&)>& visit) {
    visitFields(SchemaNode::root(), "", visit);
}

const std::vector<Json>& smallScenarios() {
    static const std::vector<Json> scenarios = [] {
        const std::string generated = R"("traffic": {"generate": {"rate": "8 /s"}})";
        const std::string constant = R"("service": {"time": {"constant": "100 ms"}})";
        const std::string model = R"("model": {"name": "bert-base"})";
        const std::string stays =
            R"("serving": "real-time", "pools": [{"offer": "x", "replicas": {"min": 1, "max": 2}}])";
        const auto scenario = [](const std::string& traffic, const std::string& work, const std::string& deployment) {
            return Json::parse(R"({"plimsoll": 1, "workload": {)" + traffic + "}, " + work +
                               R"(, "deployments": [{"name": "a", )" + deployment + "}]}");
        };
        const auto sweep = [&](const std::string& axis) {
            return scenario(generated, constant + R"(, "sweep": {"axes": [)" + axis + "]}", stays);
        };
        const std::string range = R"({"pointer": "/workload/load", "from": 1, "to": 4, "points": 3})";
        const std::string extra = R"(, "extras": [{"offer": {"price": "1 USD/month", "item": "x"}, "per": )";
        return std::vector<Json>{
            scenario(generated, model, stays),
            scenario(generated, constant, stays),
            scenario(generated, constant, R"("serving": "real-time", "service": {"time": {"constant": "1 s"}}, "pools":
                [{"offer": "x", "purchase": "spot", "queue": "per-replica", "replicas": {"min": 1, "max": 2},
                  "autoscaler": {"kind": "latency-step", "above": "2 s", "below": "1 s"}}])"),
            scenario(generated, model, R"("serving": "real-time", "model": {"name": "bert-base"}, "pools":
                [{"offer": {"price": "1 USD/h", "device": "nvidia-t4"}, "purchase": "reserved",
                  "replicas": {"min": 1, "max": 2}, "autoscaler": {"kind": "kubernetes-hpa", "target": 4}}])"),
            scenario(generated, constant, R"("serving": "real-time", "pools":
                [{"offer": "x", "replicas": {"min": 0, "max": 2}, "autoscaler": {"kind": "keda", "target": 4}}])"),
            scenario(generated, constant, R"("serving": "real-time", "pools":
                [{"offer": "x", "replicas": {"min": 0, "max": 2}, "concurrency": 10,
                  "autoscaler": {"kind": "knative", "container_concurrency": 10}}])"),
            scenario(R"("traffic": {"generate": {"process": "gamma", "rate": "8 /s"}})", constant,
                     R"("serving": "serverless", "service": {"time": {"constant": "1 s"}}, "pools": [{"offer": "x"}])"),
            scenario(
                R"("traffic": {"generate": {"process": "mmpp", "states": [{"rate": "2 /s", "mean_stay": "1 h"}]}})",
                constant, R"("serving": "batch", "window": {"every": "6 h"}, "pools": [{"offer": "x"}])"),
            scenario(R"("traffic": {"trace": "t.csv", "format": "csv", "columns": {"time": "t"}})", constant,
                     R"("serving": "api", "pools": [{"offer": "x"}])"),
            scenario(R"("traffic": {"trace": "t.csv", "format": "mooncake"})", constant, stays),
            scenario(R"("traffic": {"series": "t.csv"})", constant, stays),
            sweep(range),
            sweep(R"({"zip": [)" + range + "]}"),
            sweep(R"({"zip": [{"pointer": "/workload/load", "values": [1, 2]}]})"),
            scenario(generated, constant, stays + extra + R"("month"}])"),
            scenario(generated, R"("model": {"name": "llama-3.1-8b"})", R"("serving": "real-time", "pools":
                [{"offer": "x", "replicas": {"min": 1, "max": 2}, "queue": "per-replica", "router": "prefix-aware"}])")};
    }();
    return scenarios;
}

std::optional<Json> withField(const Json& scenario, const std::string& pointer) {
    Json document = scenario;
    const std::vector<std::string> tokens = tokensOf(pointer);
    std::string at;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        at = child_pointer(at, tokens[i]);
        chooseOnly(document, at);
        const SchemaNode node = *SchemaNode::root().at(at);
        const Json* there = valueAt(document, at);
        if (there == nullptr && !applies(node, document, at)) return std::nullopt;
        const bool isList = indexOf(tokens[i + 1]).has_value() && node.kind() == SchemaNode::Kind::list;
        if (there != nullptr && there->is_array() == isList && there->is_structured()) continue;
        Json made = node.initialValue();
        if (!isList && !made.is_object()) made = Json::object();  // of alternatives, the object
        document[Json::json_pointer(at)] = made;
    }
    chooseOnly(document, pointer);
    const SchemaNode node = *SchemaNode::root().at(pointer);
    document[Json::json_pointer(pointer)] = node.example() != nullptr ? *node.example() : node.initialValue();
    return document;
}

}  // namespace plimsoll::gui
