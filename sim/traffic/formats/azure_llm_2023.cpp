// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/formats/csv_trace.hpp"
#include "sim/traffic/trace_format.hpp"

namespace plimsoll::sim {

/// The Azure LLM inference traces of 2023 (Patel et al., "Splitwise", ISCA 2024; Azure/AzurePublicDataset):
/// `TIMESTAMP,ContextTokens,GeneratedTokens`, times like `2023-11-16 18:17:03.9799600`. The 2024 release, whose times
/// end in `+00:00`, reads the same.
TraceFormat azure_llm_2023_format() {
    return {"azure-llm-2023", "an Azure LLM inference trace",
            [](FirstLines lines) { return lines.front().starts_with("TIMESTAMP,ContextTokens,GeneratedTokens"); },
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<CsvTrace>(
                    trace.path, CsvTraceColumns{"TIMESTAMP", TimeUnit::iso8601, "ContextTokens", "GeneratedTokens"});
            }};
}

}  // namespace plimsoll::sim
