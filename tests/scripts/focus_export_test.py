# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""`plimsoll report --format focus` keeps the rules of FOCUS 1.2, and check_focus.py finds who breaks one.
Arguments: the program, the sources."""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, SOURCES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
CHECKER = SOURCES / "tests/scripts/check_focus.py"
TASKS = {"service": {"time": {"constant": "100 ms"}}}


def scenario():
    """A shipped scenario (machines, serverless, a model API), with whatever else may be billed."""
    made = json.loads((SOURCES / "scenarios/side-project.json").read_text(encoding="utf-8"))
    made["experiment"] = {"horizon": "1 d", "seed": 1, "replications": 1}
    machine, gpu, function = made["deployments"][:3]
    machine["extras"] = [
        {"offer": "aws/us-east-1/nat-gateway", "per": "deployment"},
        {"offer": "aws/us-east-1/ebs-gp3", "per": "instance", "size": "100 GB"},
        {"offer": "aws/us-east-1/internet-egress", "per": "request", "size": "10 MB"},
        {"offer": "aws/us-east-1/s3-put", "per": "request"},
        {"offer": {"price": "0.05 USD/GB", "item": "sent elsewhere", "category": "data-transfer"}, "per": "request",
         "size": "1 MB"},
        {"offer": "aws/us-east-1/eks-auto-mode", "per": "machine-cost"},
        {"offer": {"price": "3 %", "item": "licence"}, "per": "machine-cost"},
    ]
    gpu["extras"] = [
        {"offer": "gcp/us-central1/functions-egress", "per": "request", "size": "1 MB"},
        {"offer": "gcp/us-central1/cloud-logging", "per": "request", "size": "1 MB"},
    ]
    function["pools"][0]["provisioned"] = 2
    made["deployments"] += [
        {"name": "=spot", "serving": "real-time", "pools": [
            {"offer": "aws/us-east-1/g4dn.xlarge", "purchase": "spot", "fallback": "on-demand",
             "interruptions": {"mean_time_to_interruption": "5 h", "mean_outage": "30 min"}}]},
        {"name": "reserved", "serving": "real-time", "pools": [
            {"offer": "azure/eastus/NC4as_T4_v3", "purchase": "reserved", "replicas": {"min": 1, "max": 1}}]},
        {"name": "in place", "serving": "api", "pools": [
            {"offer": {"request_price": "90 USD/1M requests", "input_token_price": "0.1 USD/1M tokens"}}]} | TASKS,
        {"name": "functions", "serving": "serverless", "pools": [
            {"offer": "gcp/us-central1/cloud-functions-4096mb", "keep_alive": "10 min"}]} | TASKS,
    ]
    made["projection"] = {
        "start": "2027-01", "months": 2, "support": 0.1, "tax": 0.2,
        "one_off": [{"name": "migration", "at": "2027-02", "usd": 100}],
        "prices": [{"name": "contract", "at": "2027-02", "factor": 0.93}],
        "commitments": [
            {"at": "2027-01", "kind": "aws-reserved-instance", "machines": 2, "term": "1y", "upfront": "partial",
             "discount": 0.37, "covers": "aws/us-east-1/g4dn.xlarge", "deployment": "always on"},
            {"at": "2027-01", "kind": "aws-compute-savings-plan", "per_hour": 0.2, "discount": 0.3,
             "deployment": "=spot"}]}
    return made


RESERVED = {"plimsoll_price_overlay": 1, "discounts": [
    {"offers": "azure/eastus/NC4as_T4_v3", "purchase": "reserved", "price": "0.31", "source": "a contract",
     "date": "2026-01-01"}]}


def export(folder, currency=None):
    made = scenario()
    if currency:
        made["projection"]["currency"] = currency
    (folder / "my.json").write_text(json.dumps(made), encoding="utf-8")
    (folder / "contract.json").write_text(json.dumps(RESERVED), encoding="utf-8")
    subprocess.run([PROGRAM, "report", "my.json", "--catalog", "contract.json", "--format", "focus", "--out", "."],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "focus.csv"


def charges_of(path):
    """Names of columns, and rows by these."""
    with open(path, encoding="utf-8", newline="") as file:
        charges = csv.DictReader(file)
        return list(charges.fieldnames), list(charges)


def checked(path):
    """The status, and what is printed."""
    ended = subprocess.run([sys.executable, CHECKER, path], text=True, capture_output=True, check=False)
    return ended.returncode, ended.stdout.splitlines(), ended.stderr


def is_usage(row):
    return row["ChargeCategory"] == "Usage" and not row["CommitmentDiscountId"] and float(row["ListCost"]) > 1


def is_covered(row):
    return row["CommitmentDiscountStatus"] == "Used" and row["BilledCost"] == "0.000000000"


def is_unused(row):
    return row["CommitmentDiscountStatus"] == "Unused"


def is_fee(row):
    return row["ChargeCategory"] == "Purchase" and row["CommitmentDiscountId"]


def is_support(row):
    return row["ServiceName"] == "Support"


def is_tax(row):
    return row["ChargeCategory"] == "Tax"


# A charge of such a kind, what some of its columns say instead, and each breach of that.
BREACHES = [
    (is_usage, {"BillingAccountId": ""}, ["BillingAccountId: is never null"]),
    (is_usage, {"EffectiveCost": ""}, ["EffectiveCost: is never null"]),
    (is_usage, {"ServiceSubcategory": ""}, ["ServiceSubcategory: is never null"]),
    (is_usage, {"PricingCurrency": ""}, ["PricingCurrency: is never null"]),
    (is_usage, {"EffectiveCost": "1,5"}, ["EffectiveCost: is a decimal number"]),
    (is_usage, {"EffectiveCost": "+1"}, ["EffectiveCost: is a decimal number"]),
    (is_usage, {"EffectiveCost": "1e+2"}, ["EffectiveCost: is a decimal number"]),
    (is_usage, {"BillingPeriodStart": "2027-01-01"}, ["BillingPeriodStart: is a moment as YYYY-MM-DDTHH:mm:ssZ"]),
    (is_usage, {"BillingPeriodStart": "2027-01-01T00:00:00+00:00"},
     ["BillingPeriodStart: is a moment as YYYY-MM-DDTHH:mm:ssZ"]),
    (is_usage, {"BillingPeriodEnd": "2027-02-30T00:00:00Z"}, ["BillingPeriodEnd: is a moment as YYYY-MM-DDTHH:mm:ssZ"]),
    (is_usage, {"ChargePeriodEnd": "2027-01-01T00:00:00Z"}, ["ChargePeriodStart: is before ChargePeriodEnd"]),
    (is_usage, {"ChargePeriodEnd": "2027-02-01T00:00:01Z"}, ["ChargePeriodEnd: is not after BillingPeriodEnd"]),
    (is_usage, {"ChargePeriodStart": "2026-12-31T23:59:59Z"}, ["BillingPeriodStart: is not after ChargePeriodStart"]),
    (is_usage, {"BillingCurrency": "usd"}, ["BillingCurrency: is a currency of ISO 4217"]),
    (is_usage, {"Tags": "{\"a\": {}}"}, ["Tags: is an object of scalars (JSON), each key once"]),
    (is_usage, {"Tags": "{\"a\": 1, \"a\": 2}"}, ["Tags: is an object of scalars (JSON), each key once"]),
    (is_usage, {"ChargeDescription": "N/A"}, ["ChargeDescription: stands for no null"]),
    (is_support, {"ChargeFrequency": "Monthly"}, ["ChargeFrequency: is one of One-Time, Recurring, Usage-Based"]),
    (is_usage, {"ChargeClass": "Refund"}, ["ChargeClass: is one of Correction"]),
    (is_usage, {"PricingCategory": "On-Demand"}, ["PricingCategory: is one of Standard, Committed, Dynamic, Other"]),
    (is_tax, {"ServiceCategory": "Taxes", "ServiceName": "Taxes"}, ["ServiceCategory: is one of AI and Machine Learn"]),
    (is_usage, {"ServiceSubcategory": "Block Storage"}, ["ServiceSubcategory: is one of Containers, End User Comput"]),
    (is_tax, {"ServiceCategory": "Web", "ServiceSubcategory": "Other (Web)"},
     ["ServiceCategory: is the same for every ServiceName"]),
    (is_usage, {"SkuId": "another"}, ["SkuId: is the same for every SkuPriceId"]),
    (is_usage, {"ListUnitPrice": "-1", "ListCost": ""}, ["ListCost: is never null", "ListUnitPrice: is at least 0"]),
    (is_usage, {"ListCost": "1"}, ["ListCost: is ListUnitPrice times PricingQuantity"]),
    (is_usage, {"ContractedCost": "1"}, ["ContractedCost: is ContractedUnitPrice times PricingQuantity"]),
    (is_tax, {"PricingQuantity": "1", "PricingUnit": "Charges"},
     ["PricingQuantity: is null when ChargeCategory is Tax"]),
    (is_usage, {"ContractedUnitPrice": ""},
     ["ContractedUnitPrice: is not null when ChargeCategory is Usage or Purchase and ChargeClass is not Correction"]),
    (is_usage, {"SkuPriceId": ""},
     ["SkuPriceId: is not null when ChargeCategory is Usage or Purchase and ChargeClass is not Correction"]),
    (is_usage, {"PricingUnit": ""}, ["PricingUnit: is not null when PricingQuantity is not null"]),
    (is_usage, {"ConsumedUnit": ""}, ["ConsumedUnit: is not null when ConsumedQuantity is not null"]),
    (is_usage, {"ConsumedQuantity": "", "ConsumedUnit": ""},
     ["ConsumedQuantity: is not null when ChargeCategory is Usage and CommitmentDiscountStatus is not Unused and "]),
    (is_support, {"ConsumedQuantity": "1", "ConsumedUnit": "Charges"},
     ["ConsumedQuantity: is null when ChargeCategory is not Usage"]),
    (is_support, {"ChargeFrequency": "Usage-Based"},
     ["ChargeFrequency: is not Usage-Based when ChargeCategory is Purchase"]),
    (is_usage, {"PricingCategory": "Committed"},
     ["PricingCategory: is not Committed when CommitmentDiscountId is null"]),
    (is_covered, {"CommitmentDiscountStatus": ""},
     ["CommitmentDiscountStatus: is not null when CommitmentDiscountId is not null and ChargeCategory is Usage"]),
    (is_covered, {"CommitmentDiscountCategory": ""},
     ["CommitmentDiscountCategory: is not null when CommitmentDiscountId is not null"]),
    (is_covered, {"CommitmentDiscountUnit": ""},
     ["CommitmentDiscountUnit: is not null when CommitmentDiscountQuantity is not null"]),
    (is_covered, {"PricingCategory": "Standard"},
     ["PricingCategory: is Committed when CommitmentDiscountId is not null and ChargeCategory is Usage"]),
    (is_fee, {"EffectiveCost": "1"},
     ["EffectiveCost: is 0 when CommitmentDiscountId is not null and ChargeCategory is Purchase"]),
    (is_fee, {"CommitmentDiscountQuantity": "", "CommitmentDiscountUnit": ""},
     ["CommitmentDiscountQuantity: is not null when CommitmentDiscountId is not null and ChargeCategory is "]),
    (is_unused, {"ResourceId": "a machine"},
     ["ResourceId: is CommitmentDiscountId when CommitmentDiscountStatus is Unused"]),
    (is_unused, {"BilledCost": "1"}, ["BilledCost: is 0 when CommitmentDiscountStatus is Unused"]),
    (is_usage, {"ResourceName": "a name", "ResourceId": "", "ResourceType": ""},
     ["ResourceName: is null when ResourceId is null"]),
    (is_usage, {"RegionName": ""}, ["RegionName: is not null when RegionId is not null"]),
    (is_usage, {"SubAccountType": ""}, ["SubAccountType: is not null when SubAccountId is not null"]),
    (is_usage, {"InvoiceIssuerName": "A marketplace"},
     ["BilledCost: is 0 when InvoiceIssuerName is not ProviderName"]),
]


def write(path, names, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows(rows)


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    exported = export(folder)
    names, rows = charges_of(exported)
    assert checked(exported) == (0, [], ""), checked(exported)

    # What there is to be checked.
    def said(column):
        return {row[column] for row in rows}

    assert said("ChargeCategory") == {"Usage", "Purchase", "Tax"}
    assert said("ChargeFrequency") == {"Usage-Based", "Recurring", "One-Time"}
    assert said("PricingCategory") == {"Standard", "Dynamic", "Committed", ""}
    assert said("CommitmentDiscountStatus") == {"Used", "Unused", ""}
    assert said("CommitmentDiscountCategory") == {"Usage", "Spend", ""}
    assert said("ServiceCategory") == {"Compute", "AI and Machine Learning", "Storage", "Networking", "Other",
                                       "Management and Governance"}
    assert said("PricingUnit") == {"", "Charges", "USD", "Hours", "GB", "GiB", "GB-Months", "GB-Seconds",
                                   "GHz-Seconds", "GiB-Seconds", "GPU-Seconds", "vCPU-Seconds", "1000 Requests",
                                   "1000000 Requests", "1000000 Tokens"}, said("PricingUnit")
    assert said("SubAccountName") >= {"'=spot", "reserved", "in place", "functions"}

    # Billed in another currency than that of the prices.
    exported = export(folder, {"code": "EUR", "per_usd": 0.92, "changes": [{"at": "2027-02", "per_usd": 0.87}]})
    assert checked(exported) == (0, [], ""), checked(exported)
    _, in_euros = charges_of(exported)
    assert {(row["BillingCurrency"], row["PricingCurrency"]) for row in in_euros} == {("EUR", "USD")}
    assert len(in_euros) == len(rows)
    for row, same in zip(rows, in_euros):
        for column in ("PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice"):
            assert (row[column] == "") == (same[column] == ""), (row, same)
        if row["ChargeCategory"] == "Usage":
            assert abs(float(row["ListUnitPrice"]) - float(same["PricingCurrencyListUnitPrice"])) < 1e-12, (row, same)

    broken = folder / "broken.csv"
    for kind, changes, breaches in BREACHES:
        row = next(row for row in rows if kind(row))
        write(broken, names, ([each[name] for name in names] for each in (row, row | changes)))
        status, lines, errors = checked(broken)
        expected = [f"row 3, {breach}" for breach in breaches]
        assert status == 1 and len(lines) == len(expected) and not errors, (changes, status, lines, errors)
        assert all(line.startswith(breach) for line, breach in zip(sorted(lines), expected)), (changes, lines)

    # Of the header: a column that is mandatory, one that FOCUS does not know, and one that stands twice.
    first = [rows[0][name] for name in names]
    write(broken, names[:1] + names[2:], [first[:1] + first[2:]])
    assert checked(broken) == (1, ["row 1, BilledCost: is mandatory"], "")
    write(broken, names + ["team", "x_team"], [first + ["", ""]])
    status, lines, _ = checked(broken)
    assert status == 1 and len(lines) == 1 and lines[0].startswith("row 1, team: is no column of FOCUS"), lines
    write(broken, names + ["Tags"], [first + [""]])
    assert checked(broken) == (1, ["row 1, Tags: stands once"] * 2, "")

    # What is no table.
    write(broken, names, [first[1:]])
    assert checked(broken)[:2] == (2, []), checked(broken)
    broken.write_bytes(b"Tags\n\xff\n")
    assert checked(broken)[:2] == (2, []), checked(broken)
