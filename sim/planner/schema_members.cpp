// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/schema_members.hpp"

#include <utility>

namespace plimsoll::sim::schema {

Schema number(const char* unit) {
    Schema schema{{"type", "number"}};
    if (*unit != 0) schema["x-unit"] = unit;
    return schema;
}
Schema share() { return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}}; }
Schema count() { return {{"type", "integer"}, {"minimum", 0}}; }
Schema text() { return {{"type", "string"}}; }
Schema flag() { return {{"type", "boolean"}}; }
Schema decimal(const char* unit) {
    return {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}, {"x-unit", unit}};
}
Schema one_of(std::initializer_list<const char*> names) { return {{"enum", names}}; }
Schema list_of(Schema items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Schema interval(const char* unit) {
    return {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}, {"x-unit", unit}};
}
Schema or_null(Schema schema) {
    schema["type"] = {schema["type"], "null"};
    return schema;
}

Schema object(const std::vector<Member>& members) {
    Schema schema{{"type", "object"}, {"properties", Schema::object()}, {"required", Schema::array()}};
    for (const auto& [name, description, of, always] : members) {
        auto& property = schema["properties"][name] = Schema{{"description", description}};
        property.update(of);
        if (always) schema["required"].push_back(name);
    }
    return schema;
}

Member catalogs() {
    return {"catalogs", "of one's own, in which offers were looked up; absent: none",
            list_of(object({{"file", "or folder, from the working directory", text()},
                            {"hash", "of its content", text()},
                            {"source", "who says so, and when", text(), kSometimes},
                            {"in_scenario", "the scenario names it; absent: --catalog did", flag(), kSometimes}})),
            kSometimes};
}

Schema lost() { return list_of(object({{"simulation", "which", text()}, {"reason", "how it ended", text()}})); }

std::string text_of(const char* format, const char* title, const std::vector<Member>& members) {
    Schema schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
    auto body = object(members);
    body["properties"]["schema"] = {{"const", format}};
    schema.update(body);
    constexpr int kIndent = 2;
    return schema.dump(kIndent) + "\n";
}

}  // namespace plimsoll::sim::schema
