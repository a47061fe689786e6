// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_schema.hpp"

#include "sim/report/describe_comparison.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

/// Makes the schema of an object of what is described.
class SchemaWriter {
public:
    template <class Value>
    void operator()(const char* name, const Value& value, const About& about, Presence presence = kAlways) {
        const bool always = presence.rule == Presence::Rule::always;
        if constexpr (requires { value.has_value(); })
            add(name, schema_of(typename Value::value_type()), about, false);
        else if constexpr (
            requires { value.value.has_value(); } || requires { value.index.has_value(); })
            add(name, schema_of(value), about, false);
        else
            add(name, schema_of(value), about, always);
    }
    template <class Members>
    void object(const char* name, Members members, const About& about, Presence presence = kAlways) {
        SchemaWriter inner;
        members(inner);
        add(name, inner.take(), about, presence.rule == Presence::Rule::always);
    }
    template <class Row>
    void columns(const std::vector<Row>&) {
        SchemaWriter row;
        const Row none{};
        describe(row, none);
        for (auto& [name, cell] : row.properties_.items()) {
            ordered_json array{{"description", std::move(cell["description"])}, {"type", "array"}};
            cell.erase("description");
            if (const auto unit = cell.find("x-unit"); unit != cell.end()) {
                array["x-unit"] = *unit;
                cell.erase("x-unit");
            }
            array["items"] = std::move(cell);
            properties_[name] = std::move(array);
            required_.push_back(name);
        }
    }
    template <class Value>
    void derived(const char* name, const Value& value, const About& about) {
        (*this)(name, value, about);
    }
    template <class Value>
    void constant(const char* name, const Value& value) {
        properties_[name] = {{"const", value}};
        required_.push_back(name);
    }

    [[nodiscard]] ordered_json take() {
        return {{"type", "object"}, {"properties", std::move(properties_)}, {"required", std::move(required_)}};
    }

private:
    void add(const char* name, ordered_json schema, const About& about, bool required) {
        ordered_json member = ordered_json::object();
        if (!about.text.empty()) member["description"] = about.text;
        if (!about.unit.empty()) member["x-unit"] = about.unit;
        member.update(schema);
        properties_[name] = std::move(member);
        if (required) required_.push_back(name);
    }

    static ordered_json list_of(ordered_json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
    static ordered_json pair_of(const ordered_json& end) {
        return {{"type", "array"}, {"items", end}, {"minItems", 2}, {"maxItems", 2}};
    }
    static ordered_json number() { return {{"type", "number"}}; }
    static ordered_json decimal() { return {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}}; }

    static ordered_json schema_of(bool) { return {{"type", "boolean"}}; }
    static ordered_json schema_of(double) { return number(); }
    static ordered_json schema_of(std::integral auto) { return {{"type", "integer"}, {"minimum", 0}}; }
    static ordered_json schema_of(const std::string&) { return {{"type", "string"}}; }
    static ordered_json schema_of(Duration) { return {{"type", "number"}, {"minimum", 0}}; }
    static ordered_json schema_of(const pricing::Money&) { return decimal(); }
    static ordered_json schema_of(const Interval&) { return pair_of(number()); }
    template <class E>
    requires std::is_enum_v<E>
    static ordered_json schema_of(E) { return {{"enum", scenarios::spelled<E>()}}; }
    template <class Value>
    static ordered_json schema_of(const std::vector<Value>&) {
        return list_of(schema_of(Value()));
    }
    static ordered_json schema_of(Usd<const std::optional<double>>) { return decimal(); }
    static ordered_json schema_of(Usd<const std::optional<Interval>>) { return pair_of(decimal()); }
    static ordered_json schema_of(Usd<const std::vector<double>>) { return list_of(decimal()); }
    static ordered_json schema_of(Hexadecimal<const std::uint64_t>) {
        return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}};
    }
    static ordered_json schema_of(JsonObject<const std::string>) { return {{"type", "object"}}; }
    static ordered_json schema_of(OrNull<const std::string>) { return {{"type", {"string", "null"}}}; }
    static ordered_json schema_of(OrNull<const std::optional<Date>>) {
        return {{"type", {"string", "null"}}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    }
    static ordered_json schema_of(Ends<const double>) { return pair_of(number()); }
    static ordered_json schema_of(DeploymentName<const std::optional<std::size_t>>) { return {{"type", "string"}}; }
    template <class Value>
    requires std::is_class_v<Value>
    static ordered_json schema_of(const Value& value) {
        SchemaWriter inner;
        describe(inner, value);
        return inner.take();
    }

    ordered_json properties_ = ordered_json::object();
    ordered_json required_ = ordered_json::array();
};

}  // namespace

const ordered_json& comparison_schema() {
    static const ordered_json schema = [] {
        SchemaWriter writer;
        const Comparison none;
        describe(writer, none);
        ordered_json whole{{"$schema", "http://json-schema.org/draft-07/schema#"},
                           {"title", "What `plimsoll compare --json` prints"}};
        whole.update(writer.take());
        return whole;
    }();
    return schema;
}

std::string comparison_schema_text() {
    constexpr int kIndent = 2;
    return comparison_schema().dump(kIndent) + "\n";
}

}  // namespace plimsoll::results
