"""Writes Parquet files as BigQuery exports the events of Google Analytics 4: a whole one, a torn one, and a swollen one."""

import sys

import pyarrow
import pyarrow.parquet

folder = sys.argv[1]

value = pyarrow.struct(
    [
        ("string_value", pyarrow.string()),
        ("int_value", pyarrow.int64()),
        ("float_value", pyarrow.float64()),
        ("double_value", pyarrow.float64()),
    ]
)
params = pyarrow.list_(pyarrow.struct([("key", pyarrow.string()), ("value", value)]))
web = pyarrow.struct([("browser", pyarrow.string()), ("browser_version", pyarrow.string()), ("hostname", pyarrow.string())])
device = pyarrow.struct([("category", pyarrow.string()), ("language", pyarrow.string()), ("web_info", web)])
source = pyarrow.struct([("manual_campaign_name", pyarrow.string()), ("manual_source", pyarrow.string())])
schema = pyarrow.schema(
    [
        ("event_date", pyarrow.string()),
        ("event_timestamp", pyarrow.int64()),
        ("event_name", pyarrow.string()),
        ("event_params", params),
        ("event_bundle_sequence_id", pyarrow.int64()),
        ("user_pseudo_id", pyarrow.string()),
        ("device", device),
        ("geo", pyarrow.struct([("country", pyarrow.string()), ("city", pyarrow.string())])),
        ("traffic_source", pyarrow.struct([("name", pyarrow.string()), ("source", pyarrow.string())])),
        ("collected_traffic_source", source),
        ("is_active_user", pyarrow.bool_()),
        ("batch_event_index", pyarrow.int64()),
    ]
)


def row(number):
    """Of ten rows, one begins a session; the visitor of every seventh did not consent and has no id."""
    texts = {"page_location": f"https://bakery.example/bread/{number % 5}?fbclid=X", "page_title": "Brot – \"süß\""}
    if number % 3 == 0:
        texts["page_referrer"] = "https://www.google.com/"
    listed = [{"key": key, "value": {"string_value": text}} for key, text in texts.items()]
    listed.append({"key": "ga_session_id", "value": {"int_value": 1_700_000_000}})
    return {
        "event_date": "20261101",
        "event_timestamp": 1_793_534_400_000_000 + number * 1_000_000,
        "event_name": "session_start" if number % 10 == 9 else "page_view",
        "event_params": listed,
        "event_bundle_sequence_id": -number,
        "user_pseudo_id": None if number % 7 == 0 else f"{number}.999000111",
        "device": {"category": "desktop", "language": "de-de", "web_info": {"browser": "Edge", "hostname": "bakery.example"}},
        "geo": {"country": "Germany"},
        "collected_traffic_source": None,
        "is_active_user": True,
        "batch_event_index": 1,
    }


def write(name, rows, **how):
    path = f"{folder}/{name}"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), path, **how)
    return path


whole = write("whole.parquet", [row(number) for number in range(2_000)], row_group_size=300, compression="zstd")
write("snappy.parquet", [row(number) for number in range(1_000)], compression="snappy", use_compliant_nested_type=False)

with open(whole, "rb") as file:
    content = file.read()
with open(f"{folder}/torn.parquet", "wb") as file:
    file.write(content[: len(content) // 2])

# Three million equal parameters of one event are a few kilobytes on the disk.
swollen = row(1)
swollen["event_params"] = swollen["event_params"][:1] * 3_000_000
write("swollen.parquet", [swollen], compression="zstd")
