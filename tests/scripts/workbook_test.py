# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""`plimsoll export --format xlsx`, read back. Arguments: the program, the sources."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ElementTree

PROGRAM, SOURCES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(workbook):
    """The cells of the only sheet: numbers as float, texts as str, by reference such as "B2"."""
    with zipfile.ZipFile(workbook) as parts:
        assert parts.testzip() is None
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 1, sheets
        sheet = ElementTree.fromstring(parts.read(sheets[0]))
        links = [name for name in parts.namelist() if "external" in name.lower()]
        assert not links, links
    assert not sheet.findall(f".//{SPREADSHEET}f"), "a formula"
    assert not sheet.findall(f".//{SPREADSHEET}hyperlink"), "a link"
    rows = []
    for row in sheet.iter(f"{SPREADSHEET}row"):
        cells = {}
        for cell in row.iter(f"{SPREADSHEET}c"):
            letters = cell.get("r").rstrip("0123456789")
            if cell.get("t") == "inlineStr":
                cells[letters] = "".join(text.text or "" for text in cell.iter(f"{SPREADSHEET}t"))
            else:
                assert cell.get("t") in (None, "n"), cell.get("t")
                cells[letters] = float(cell.find(f"{SPREADSHEET}v").text)
        rows.append(cells)
    return rows


def run(folder, *arguments, status=0):
    ended = subprocess.run([PROGRAM, *arguments], cwd=folder, text=True, capture_output=True, check=False)
    assert ended.returncode == status, (arguments, ended)
    return ended


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    shutil.copy(SOURCES / "scenarios/side-project.json", folder / "my.json")
    run(folder, "sweep", "my.json", "--over", "/workload/load=0.5,1", "--over",
        """/deployments/0/name="=HYPERLINK(1)","https://example.com\"""", "-o", "s.sqlite", "--progress", "none")
    run(folder, "export", "s.sqlite", "--format", "xlsx", "-o", "s.xlsx")
    header, *rows = rows_of(folder / "s.xlsx")
    names = {name: letters for letters, name in header.items()}
    assert len(rows) == 2 * 2 * 4, len(rows)
    assert {row[names["load"]] for row in rows} == {0.5, 1.0}
    assert {row[names["name"]] for row in rows} == {"=HYPERLINK(1)", "https://example.com"}
    assert all(isinstance(row[names["cost_per_month"]], float) for row in rows)
    # As the same query in CSV says.
    listed = run(folder, "query", "s.sqlite", "SELECT sum(cost_per_month) AS s FROM results").stdout.split()[1]
    assert abs(sum(row[names["cost_per_month"]] for row in rows) - float(listed)) < 1e-9 * float(listed)

    run(folder, "query", "s.sqlite", "SELECT 9007199254740993 AS big, 0.1 AS small, NULL AS none, 'x' || char(7) AS bell",
        "--format", "xlsx", "-o", "q.xlsx")
    assert rows_of(folder / "q.xlsx") == [{"A": "big", "B": "small", "C": "none", "D": "bell"},
                                          {"A": "9007199254740993", "B": 0.1, "D": "x?"}]
    # A workbook is a file, and a table is text; nothing is left behind by what fails.
    run(folder, "export", "s.sqlite", "--format", "xlsx", status=2)
    run(folder, "export", "s.sqlite", "-o", "s.csv", status=2)
    run(folder, "export", "s.sqlite", "--format", "xlsx", "-o", "missing/s.xlsx", status=4)
    assert sorted(path.name for path in folder.iterdir()) == ["my.json", "q.xlsx", "s.sqlite", "s.xlsx"]
