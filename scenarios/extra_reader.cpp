// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/extra_reader.hpp"

namespace plimsoll::scenarios {
namespace {

InlineExtra read_inline_extra(const Node& node) {
    InlineExtra extra;
    const Node price = node.required("price", R"(for example "0.09 USD/GB", or "12 %" of what machines cost)");
    if (const auto text = price.text()) {
        const auto parsed = parse_unit_price(*text);
        if (parsed.value) {
            extra.price = parsed.value->amount;
            extra.unit = parsed.value->unit;
        } else {
            price.problem(parsed.message, parsed.hint);
        }
    }
    assign(extra.item, node.required("item", R"(what the bill calls it, for example "internet egress")").text());
    assign(extra.category, node["category"].choice<ExtraCategory>());
    assign(extra.of, node["of"].choice<ShareOf>());
    if (extra.unit != "%")
        node.refuse({"of"}, "is of a price in percent", R"(remove it, or write for example "price": "12 %")");
    return extra;
}

ExtraSpec read_extra(const Node& node) {
    ExtraSpec extra;
    const Node offer = node.required(
        "offer", R"(for example "aws/us-east-1/internet-egress" or {"price": "0.09 USD/GB", "item": "egress"})");
    if (offer.is_object()) {
        extra.offer = read_inline_extra(offer);
    } else {
        extra.offer = offer.text().value_or("");
    }
    assign(extra.per, node.required("per", R"(for example "request", "instance" or "month")").choice<ExtraSpec::Per>());
    extra.size_gb = node["size"].billed_gb();
    assign(extra.count, node["count"].number(Sign::positive));
    assign(extra.requests_per_connection, node["requests_per_connection"].number(Sign::positive));
    extra.connection_time = node["connection_time"].duration(Sign::non_negative);
    assign(extra.rules, node["rules"].number(Sign::non_negative));
    if (node.has("per") && extra.per != ExtraSpec::Per::request)
        node.refuse({"requests_per_connection", "connection_time", "rules"},
                    "counts for what is \"per\" a request alone",
                    R"(remove it, or count the capacity units "per": "request")");
    if (extra.per == ExtraSpec::Per::machine_cost)
        node.refuse({"size", "count"}, "a share of what machines cost has no amount of its own", "remove it");
    else if (node.has("size") && node.has("count"))
        node["count"].problem("an extra is a size or a count, not both", R"(remove "count")");
    return extra;
}

}  // namespace

std::vector<ExtraSpec> read_extras(const Node& node) {
    std::vector<ExtraSpec> extras;
    for (const Node& element : node.elements()) extras.push_back(read_extra(element));
    return extras;
}

}  // namespace plimsoll::scenarios
