// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/billed_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace plimsoll::sim {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Whose offers are of which service: the first row that fits. An empty beginning fits all.
struct Service {
    std::string_view provider;   ///< in ids
    std::string_view beginning;  ///< of the name
    std::string_view service;
    std::string_view category;
    std::string_view subcategory;
};

/// As the exports of the providers name them (FOCUS sample data; AWS, Google Cloud and Azure documentation of exports).
constexpr std::array kServices{
    Service{"aws", "lambda-", "AWS Lambda", "Compute", "Serverless Compute"},
    Service{"aws", "sagemaker-", "Amazon SageMaker", "AI and Machine Learning", "Machine Learning"},
    Service{"aws", "batch-ml.", "Amazon SageMaker", "AI and Machine Learning", "Machine Learning"},
    Service{"aws", "ml.", "Amazon SageMaker", "AI and Machine Learning", "Machine Learning"},
    Service{"aws", "s3-", "Amazon Simple Storage Service", "Storage", "Object Storage"},
    Service{"aws", "cloudwatch-", "AmazonCloudWatch", "Management and Governance", "Observability"},
    Service{"aws", "alb", "Elastic Load Balancing", "Networking", "Application Networking"},
    Service{"aws", "nlb", "Elastic Load Balancing", "Networking", "Application Networking"},
    Service{"aws", "eks-", "Amazon Elastic Container Service for Kubernetes", "Compute", "Containers"},
    Service{"aws", "internet-egress", "AWS Data Transfer", "Networking", "Other (Networking)"},
    Service{"aws", "region-egress", "AWS Data Transfer", "Networking", "Other (Networking)"},
    Service{"aws", "zone-transfer", "AWS Data Transfer", "Networking", "Other (Networking)"},
    Service{"aws", "", "Amazon Elastic Compute Cloud", "Compute", "Virtual Machines"},
    Service{"gcp", "cloud-run-", "Cloud Run", "Compute", "Containers"},
    Service{"gcp", "cloud-functions-", "Cloud Run Functions", "Compute", "Serverless Compute"},
    Service{"gcp", "functions-", "Cloud Run Functions", "Compute", "Serverless Compute"},
    Service{"gcp", "cloud-logging", "Cloud Logging", "Management and Governance", "Observability"},
    Service{"gcp", "cloud-nat-", "Networking", "Networking", "Other (Networking)"},
    Service{"gcp", "forwarding-rule", "Networking", "Networking", "Other (Networking)"},
    Service{"gcp", "load-balancer-", "Networking", "Networking", "Other (Networking)"},
    Service{"gcp", "internet-egress", "Networking", "Networking", "Other (Networking)"},
    Service{"gcp", "", "Compute Engine", "Compute", "Virtual Machines"},
    Service{"azure", "functions-", "Functions", "Compute", "Serverless Compute"},
    Service{"azure", "internet-egress", "Bandwidth", "Networking", "Other (Networking)"},
    Service{"azure", "nat-gateway", "NAT Gateway", "Networking", "Network Routing"},
    Service{"azure", "public-ip", "Virtual Network", "Networking", "Network Infrastructure"},
    Service{"azure", "disk-", "Storage", "Storage", "Block Storage"},
    Service{"azure", "", "Virtual Machines", "Compute", "Virtual Machines"},
    Service{"cloudflare", "workers-ai-", "Workers AI", "AI and Machine Learning", "Generative AI"}};

}  // namespace

BilledService billed_service(std::string_view offer) {
    const auto first = offer.find('/');
    if (first == std::string_view::npos)
        return {provider_name(offer), "", std::string(offer), std::string(offer), "Compute", ""};
    const auto provider = offer.substr(0, first);
    auto name = offer.substr(first + 1);
    std::string_view region;
    if (const auto second = name.find('/'); second != std::string_view::npos) {
        region = name.substr(0, second);
        name.remove_prefix(second + 1);
    }
    const auto* row = std::find_if(kServices.begin(), kServices.end(), [&](const Service& each) {
        return each.provider == provider && name.starts_with(each.beginning);
    });
    const bool known = row != kServices.end();
    return {provider_name(provider),
            std::string(region),
            std::string(name),
            std::string(known ? row->service : name),
            std::string(known ? row->category : "Compute"),
            std::string(known ? row->subcategory : "")};
}

std::string pricing_category(const BilledItem& item) {
    if (item.is_spot()) return "Dynamic";
    return item.purchase == scenarios::Purchase::reserved ? "Committed" : "Standard";
}

std::string provider_name(std::string_view name) {
    const auto text = lower(name);
    const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    if (text == "aws" || has("amazon web services")) return "AWS";
    if (text == "gcp" || has("google")) return "Google Cloud";
    if (has("azure") || has("microsoft")) return "Microsoft";
    if (has("cloudflare")) return "Cloudflare";
    return std::string(name);
}

BilledUnit billed_unit(std::string_view unit) {
    BilledUnit billed{lower(unit), 1};
    auto& text = billed.of;
    std::size_t digits = 0;
    while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) ++digits;
    if (digits > 0) {
        billed.each = std::stod(text.substr(0, digits));
        text.erase(0, digits);
        constexpr std::pair<char, double> kFactors[] = {{'k', 1e3}, {'m', 1e6}, {'b', 1e9}};
        for (const auto& [letter, factor] : kFactors)
            if (text.size() > 1 && text[0] == letter && text[1] == ' ') {
                billed.each *= factor;
                text.erase(0, 1);
            }
        text.erase(0, text.find_first_not_of(' '));
    }
    std::replace(text.begin(), text.end(), ' ', '-');
    if (text == "hrs" || text == "hr") text = "hour";
    if (text.size() > 1 && text.back() == 's') text.pop_back();
    return billed;
}

std::string focus_unit(std::string_view unit) {
    if (const double each = billed_unit(unit).each; each > 1 && unit.find(' ') != std::string_view::npos)
        return fmt::format("{:.0f} {}", each, focus_unit(unit.substr(unit.find(' ') + 1)));
    std::string written(unit);
    const auto is_lower = [&](std::size_t i) {
        return i < written.size() && std::islower(static_cast<unsigned char>(written[i])) != 0;
    };
    // Of words alone: neither of GiB nor of kWh.
    for (std::size_t i = 0; i < written.size(); ++i)
        if ((i == 0 || written[i - 1] == '-') && is_lower(i) && is_lower(i + 1))
            written[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(written[i])));
    const auto size = written.size();
    if (size > 1 && is_lower(size - 2) && is_lower(size - 1) && written.back() != 's') written += 's';
    return written;
}

}  // namespace plimsoll::sim
