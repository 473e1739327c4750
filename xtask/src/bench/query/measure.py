"""Asks the same questions of a running service and of DuckDB on the same files, in turn, and prints times as JSON.

Arguments: the table's folder, the service's address, an API token, the number of runs. Answers are compared: a quick
wrong answer is worth nothing.
"""

import csv
import http.client
import io
import json
import sys
import time

import deltalake
import duckdb

folder, address, token, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

YEAR = {"site": "bakery.example", "from": "2025-11-01", "to": "2026-10-31"}

# A question as SQL asks it of raw events (`at` is quoted, since it is a word of DuckDB's own), and as a page asks it.
QUESTIONS = [
    ("page views per day",
     "select cast(date_trunc('day', \"at\") as date) as day, count(*) as views from events "
     "where name = 'pageview' group by 1 order by 1",
     {"daily": True, "measures": ["views"]}),
    ("top pages",
     "select path, count(*) as views from events where name = 'pageview' group by path "
     "order by views desc, path limit 20",
     {"by": ["page"], "measures": ["views"], "limit": 20}),
    ("channels by day",
     "select cast(date_trunc('day', \"at\") as date) as day, channel, count(*) as landings from events "
     "where landing group by 1, 2 order by 1, landings desc, 2",
     {"daily": True, "by": ["channel"], "measures": ["landings"]}),
    ("visitors per day",
     "select cast(date_trunc('day', \"at\") as date) as day, count(distinct visitor) as visitors from events "
     "group by 1 order by 1",
     {"daily": True, "measures": ["visitors"]}),
    ("dark social by source and page",
     "select path, source, count(*) as landings from events where landing and channel = 'dark_social' "
     "group by path, source order by landings desc, path, source limit 20",
     {"by": ["page", "source"], "only": {"channel": "dark_social"}, "measures": ["landings"], "limit": 20}),
]

duck = duckdb.connect()
duck.execute("set threads = 2")
duck.execute("set timezone = 'UTC'")
files = [uri.removeprefix("file://") for uri in deltalake.DeltaTable(folder).file_uris()]
duck.execute(f"create view events as select * from read_parquet({files!r}, hive_partitioning = true)")
service = http.client.HTTPConnection(address)


def ask_duckdb(sql):
    return [tuple(str(cell) for cell in row) for row in duck.execute(sql).fetchall()]


def call(path, question):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    service.request("POST", path, json.dumps(question), headers)
    answer = service.getresponse()
    body = answer.read().decode()
    if answer.status != 200:
        sys.exit(f"the service says {answer.status}: {body}")
    return body


def ask_service(sql):
    return [tuple(row) for row in csv.reader(io.StringIO(call("/api/query?format=csv", {"sql": sql})))][1:]


def ask_rollups(question):
    """The rows in the order that SQL gives them: the day, the values, the figure."""
    rows = json.loads(call("/api/figures", YEAR | {"limit": 10_000} | question))["rows"]
    values = lambda row: [row["values"][by] for by in question.get("by", [])]
    days = lambda row: [row["day"]] if question.get("daily") else []
    return [tuple(days(row) + values(row) + [str(int(*row["figures"].values()))]) for row in rows]


def milliseconds(ask, question):
    start = time.perf_counter()
    rows = ask(question)
    return (time.perf_counter() - start) * 1e3, rows


rows = []
for name, sql, question in QUESTIONS:
    asked = {"ours": (ask_service, sql), "duckdb": (ask_duckdb, sql), "rollups": (ask_rollups, question)}
    times = {who: [] for who in asked}
    # The first run of each warms its caches and does not count.
    for run in range(runs + 1):
        answers = {who: milliseconds(*ask) for who, ask in asked.items()}
        for who, (took, answer) in answers.items():
            if answer != answers["duckdb"][1]:
                sys.exit(f"two answers to {name}, {who}:\n{answer[:5]}\n{answers['duckdb'][1][:5]}")
            if run > 0:
                times[who].append(took)
    rows.append({"question": name} | {who: min(took) for who, took in times.items()})
json.dump(rows, sys.stdout)
