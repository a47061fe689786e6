# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""Plimsoll from Python: runs the program `plimsoll` and reads what it writes.

Nothing is computed here. The standard library is enough; with pandas, tables are data frames.

>>> import plimsoll
>>> scenario = {
...     "plimsoll": 1,
...     "workload": {"traffic": {"generate": {"process": "poisson", "rate": "1 /s"}}},
...     "service": {"time": {"constant": "100 ms"}},
...     "slo": [{"metric": "latency", "at_most": "1 s"}],
...     "deployments": [{"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}}]}],
...     "experiment": {"horizon": "1 min", "replications": 2},
... }
>>> result = plimsoll.compare(scenario)
>>> result["verdict"]["cheapest"]
'one'
>>> result["deployments"][0]["cost"]["per_month"]  # decimal text, exact
'730.00'

Overrides have the pointers of `--set`:

>>> dearer = plimsoll.compare(scenario, {"/deployments/0/pools/0/offer/price": "1.10 USD/h"})
>>> dearer["deployments"][0]["cost"]["per_month"]
'803.00'
>>> plimsoll.diff(result, dearer)["deployments"][0]["cost_per_month"]["difference"]
'73'

A sweep, and what is in its store:

>>> store = plimsoll.sweep(scenario, over={"/workload/load": [0.5, 1, 2]})
>>> store.query("SELECT load, deployment, cost_per_month FROM winners WHERE load < 2")
[{'load': 0.5, 'deployment': 'one', 'cost_per_month': 730.0}, {'load': 1, 'deployment': 'one', 'cost_per_month': 730.0}]

What the program refuses is an Error with its words:

>>> plimsoll.compare(scenario, {"/workload/laod": 2})
Traceback (most recent call last):
...
plimsoll.Error: --set /workload/laod: unknown key "laod"
  hint: did you mean "load"?
1 problem
"""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile

__all__ = ["Error", "Store", "compare", "diff", "open_store", "program", "sweep"]

#: The program: a name that is looked up in PATH, or a path.
program = os.environ.get("PLIMSOLL", "plimsoll")


class Error(RuntimeError):
    """The program ended with another status than 0: `status` (as `plimsoll --help` lists them) and its message."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def _run(arguments, statuses=(0,)):
    ended = subprocess.run([program, *map(os.fspath, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                           encoding="utf-8", errors="replace", check=False)
    if ended.returncode not in statuses:
        raise Error(ended.returncode, ended.stderr.strip() or f"plimsoll ended with status {ended.returncode}")
    return ended.stdout


@contextlib.contextmanager
def _file(content):
    """The path of a scenario or result: itself, or that of a file made of a dict."""
    if not isinstance(content, dict):
        yield content
        return
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as folder:
        path = pathlib.Path(folder, "scenario.json")
        path.write_text(json.dumps(content), encoding="utf-8")
        yield path


def _overrides(option, values):
    return [word for pointer, value in (values or {}).items() for word in (option, f"{pointer}={json.dumps(value)}")]


def _repeated(option, values):
    return [word for value in values for word in (option, value)]


def _axes(option, values):
    """Lists of values, or a range as the command line writes it: "1..16:log:5"."""
    words = []
    for pointer, axis in (values or {}).items():
        text = axis if isinstance(axis, str) else ",".join(json.dumps(value) for value in axis)
        words += [option, f"{pointer}={text}"]
    return words


def compare(scenario, overrides=None, *, catalogs=(), jobs=None, cache=None):
    """The result of `plimsoll compare --json` as a dict (docs/results.md).

    scenario: a path, or a dict; paths in a dict should be absolute. overrides: {"/pointer": value}. catalogs: paths of
    catalogs and negotiated prices of your own. jobs: simulations at a time. cache: a folder that keeps simulations.
    Raises Error.
    """
    options = _overrides("--set", overrides) + _repeated("--catalog", catalogs)
    options += ["--jobs", str(jobs)] if jobs else []
    options += ["--cache", cache] if cache else []
    with _file(scenario) as path:
        return json.loads(_run(["compare", path, "--json", "--progress", "none", *options]))


def diff(before, after):
    """In what two results differ, as `plimsoll diff --json` says it. Each is a path, or a dict of `compare`."""
    with _file(before) as old, _file(after) as new:
        return json.loads(_run(["diff", old, new, "--json"], statuses=(0, 1)))


def sweep(scenario, store=None, *, over=None, zip=None, where=None, overrides=None, catalogs=(), jobs=None,
          cache=None):
    """Runs `plimsoll sweep` and returns its Store (docs/sweeps.md).

    over: {"/pointer": [values]}, combined each with each; a text instead of a list is a range: "1..16:log:5". zip: the
    same for values that move together. where: a condition in SQL on the columns. store: the file, which is completed
    where it is there already; None: one that is removed with the Store. Raises Error.
    """
    folder = None
    if store is None:
        folder = tempfile.TemporaryDirectory(prefix="plimsoll-")
        store = pathlib.Path(folder.name, "sweep.sqlite")
    options = _overrides("--set", overrides) + _axes("--over", over) + _axes("--zip", zip)
    options += _repeated("--catalog", catalogs)
    options += ["--where", where] if where else []
    options += ["--jobs", str(jobs)] if jobs else []
    options += ["--cache", cache] if cache else []
    with _file(scenario) as path:
        _run(["sweep", path, "-o", store, "--resume", "--progress", "none", *options])
    return Store(store, folder)


def open_store(path):
    """The store that a sweep has filled, or is filling."""
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    return Store(path)


class Store:
    """The results of a sweep, read as SQL. `points`, `results` and `winners` are its views (docs/sweeps.md)."""

    def __init__(self, path, folder=None):
        self.path = pathlib.Path(path)
        self._folder = folder  # removed with us

    def _connect(self):
        return contextlib.closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True))

    def query(self, sql, parameters=()):
        """The rows as dicts."""
        with self._connect() as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, parameters)]

    def results(self):
        """A row for each point and deployment, as dicts."""
        return self.query("SELECT * FROM results")

    def winners(self):
        """Of each point the cheapest deployment that meets its objectives, as dicts."""
        return self.query("SELECT * FROM winners")

    def frame(self, sql="SELECT * FROM results", parameters=()):
        """The rows as a data frame; needs pandas."""
        import pandas

        with self._connect() as connection:
            return pandas.read_sql(sql, connection, params=parameters)
