"""Reads an export with DuckDB, and prints what it sees, as JSON."""

import json
import sys

import duckdb

path = sys.argv[1]
readers = {
    "parquet": f"read_parquet('{path}')",
    "csv": f"read_csv('{path}', header = true, all_varchar = true)",
    "ndjson": f"read_json('{path}', format = 'newline_delimited')",
}
events = readers[path.rsplit(".", 1)[1]]
# In NDJSON the pseudonyms are numbers or texts, by their size: DuckDB calls such a column JSON, and quotes its texts.
columns = [name for name, *_ in duckdb.sql(f"describe select * from {events}").fetchall()]
rows = duckdb.sql(
    f"select cast(id as varchar), path, title, cast(landing as boolean), trim(cast(visitor as varchar), '\"'),"
    f" cast(epoch_ms(cast(\"at\" as timestamptz)) as bigint), cast(p_dark as double) from {events} order by 1"
).fetchall()
json.dump({"columns": columns, "rows": rows}, sys.stdout)
