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

# Quoted, since `at` is a word of DuckDB's own.
QUESTIONS = [
    ("page views per day",
     "select cast(date_trunc('day', \"at\") as date) as day, count(*) as views from events "
     "where name = 'pageview' group by 1 order by 1"),
    ("top pages",
     "select path, count(*) as views from events where name = 'pageview' group by path "
     "order by views desc, path limit 20"),
    ("channels by day",
     "select cast(date_trunc('day', \"at\") as date) as day, channel, count(*) as landings from events "
     "where landing group by 1, 2 order by 1, 2"),
    ("visitors per day",
     "select cast(date_trunc('day', \"at\") as date) as day, count(distinct visitor) as visitors from events "
     "group by 1 order by 1"),
    ("dark social by source and page",
     "select path, source, count(*) as landings from events where landing and channel = 'dark_social' "
     "group by path, source order by landings desc, path, source limit 20"),
]

duck = duckdb.connect()
duck.execute("set threads = 2")
duck.execute("set timezone = 'UTC'")
files = [uri.removeprefix("file://") for uri in deltalake.DeltaTable(folder).file_uris()]
duck.execute(f"create view events as select * from read_parquet({files!r}, hive_partitioning = true)")
service = http.client.HTTPConnection(address)


def ask_duckdb(sql):
    return [tuple(str(cell) for cell in row) for row in duck.execute(sql).fetchall()]


def ask_service(sql):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    service.request("POST", "/api/query?format=csv", json.dumps({"sql": sql}), headers)
    answer = service.getresponse()
    body = answer.read().decode()
    if answer.status != 200:
        sys.exit(f"the service says {answer.status}: {body}")
    return [tuple(row) for row in csv.reader(io.StringIO(body))][1:]


def milliseconds(ask, sql):
    start = time.perf_counter()
    rows = ask(sql)
    return (time.perf_counter() - start) * 1e3, rows


rows = []
for name, sql in QUESTIONS:
    times = {"ours": [], "duckdb": []}
    # The first run of each warms its caches and does not count.
    for run in range(runs + 1):
        ours, our_rows = milliseconds(ask_service, sql)
        theirs, their_rows = milliseconds(ask_duckdb, sql)
        if our_rows != their_rows:
            sys.exit(f"two answers to {name}:\n{our_rows[:5]}\n{their_rows[:5]}")
        if run > 0:
            times["ours"].append(ours)
            times["duckdb"].append(theirs)
    rows.append({"question": name, "ours": min(times["ours"]), "duckdb": min(times["duckdb"])})
json.dump(rows, sys.stdout)
