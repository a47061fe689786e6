# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""The examples of the Python module and of docs/python.md. Arguments: the program, the sources."""

import doctest
import os
import pathlib
import re
import sys
import tempfile

PROGRAM, SOURCES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
os.environ["PLIMSOLL"] = str(PROGRAM)
sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCES / "python"))

import plimsoll  # noqa: E402  (it is found from here on)

failed, tried = doctest.testmod(plimsoll)
assert tried >= 10 and failed == 0, (tried, failed)

with tempfile.TemporaryDirectory() as folder:
    half = pathlib.Path(folder, "half.json")
    half.write_text(
        '{"plimsoll_price_overlay": 1, "discounts": [{"offers": "*", "percent": 50, "source": "a test", "date": "2026-01-01"}]}'
    )
    scenario = SOURCES / "scenarios/side-project.json"
    list_price, negotiated = (
        plimsoll.compare(scenario, catalogs=catalogs)["deployments"][0]["cost"]["per_month"] for catalogs in ([], [half])
    )
    assert float(negotiated) * 2 == float(list_price), (list_price, negotiated)

# The page for people: its code is one program; what needs pandas is left out where there is none.
blocks = re.findall(r"```python\n(.*?)```", (SOURCES / "docs/python.md").read_text(), re.DOTALL)
assert len(blocks) >= 4
try:
    import pandas  # noqa: F401
except ImportError:
    blocks = [block for block in blocks if "frame(" not in block and "table" not in block]
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    pathlib.Path("side-project.json").write_text((SOURCES / "scenarios/side-project.json").read_text())
    names = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    assert names["result"]["schema"] == "plimsoll.comparison/1"
    assert len(names["store"].winners()) == 9
