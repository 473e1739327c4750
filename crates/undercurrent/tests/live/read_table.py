"""Reads a table of events with deltalake and with duckdb, and prints what each of them sees, as JSON."""

import json
import sys

import deltalake
import duckdb
import pyarrow
import pyarrow.compute
import pyarrow.parquet

table = deltalake.DeltaTable(sys.argv[1])
files = [uri.removeprefix("file://") for uri in table.file_uris()]


def with_deltalake():
    rows = table.to_pyarrow_table(columns=["id", "path", "title"])
    pages = pyarrow.compute.value_counts(rows["path"]).to_pylist()
    return {
        "rows": rows.num_rows,
        "ids": pyarrow.compute.count_distinct(rows["id"]).as_py(),
        "pages": {page["values"]: page["counts"] for page in pages},
        "titles": sorted(pyarrow.compute.unique(rows["title"]).to_pylist()),
    }


def with_duckdb():
    # DuckDB's own reader of Delta tables comes from the network; the list of files is what it would need.
    events = duckdb.read_parquet(files)
    (rows, ids), = events.aggregate("count(*), count(distinct id)").fetchall()
    pages = events.aggregate("path, count(*)").fetchall()
    titles = events.aggregate("title").fetchall()
    return {"rows": rows, "ids": ids, "pages": dict(pages), "titles": sorted(title for title, in titles)}


def dictionary_columns():
    fields = [field for file in files for field in pyarrow.parquet.read_schema(file)]
    return sorted({field.name for field in fields if pyarrow.types.is_dictionary(field.type)})


seen = {"deltalake": with_deltalake(), "duckdb": with_duckdb(), "dictionary_columns": dictionary_columns()}
json.dump(seen, sys.stdout)
