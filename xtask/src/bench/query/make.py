"""Fills a table of events with made-up ones, through deltalake and in the form that the program itself writes.

Arguments: the table's folder, the site's id, the number of events. The table must be there, made by the program: its
schema and its partitions are taken from it, and what a made-up event does not say stays empty.
"""

import sys

import deltalake
import duckdb
import pyarrow

folder, site, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
table = deltalake.DeltaTable(folder)

# A year, 5,000 pages of which few are read by many, half a million visitors a year, each for a day or two.
# Everything follows from an event's number, so that the same events are made anywhere.
EVENTS = f"""
with numbered as (
  select range as n,
    (hash(range) % 1000000007) / 1000000007.0 as u1,
    (hash(range + 7777777) % 1000000007) / 1000000007.0 as u2,
    (hash(range + 99999999) % 1000000007) / 1000000007.0 as u3
  from range({{first}}, {{last}})
), drawn as (
  select n, u1, u2, u3,
    timestamp '2025-11-01' + to_microseconds(cast(floor(n * (365 * 86400e6 / {wanted})) as bigint)) as instant,
    cast(floor(5000 * pow(u1, 3)) as integer) as page,
    -- Some 4 events a visitor, close in time.
    cast(hash(n // 40 * 10 + cast(floor(u2 * 10) as bigint)) % 9000000000000000000 as bigint) as visitor
  from numbered
)
select
  format('{{{{:08x}}}}-{{{{:04x}}}}-7{{{{:03x}}}}-8000-{{{{:012x}}}}',
    n // 4294967296 + 26214400, n % 65536, n % 4096, n) as id,
  '{site}' as site, instant as "at", instant as received_at, 'tracker' as via,
  case when u3 < 0.8 then 'pageview' when u3 < 0.95 then 'engagement' else 'outbound' end as name,
  case when u3 < 0.8 then 'page' else 'action' end as kind,
  u3 < 0.4 as landing,
  'https://bakery.example/bread/' || page as url, 'bakery.example' as host, '/bread/' || page as path,
  'Bread number ' || page as title, '' as referrer,
  case when u3 >= 0.4 then 'internal' when u2 < 0.3 then 'dark_social' when u2 < 0.5 then 'direct'
    when u2 < 0.8 then 'search' when u2 < 0.9 then 'social' else 'referral' end as channel,
  case when u3 >= 0.4 then null
    when u2 < 0.3 then ['whatsapp', 'telegram', 'signal', 'messenger', 'email', 'slack'][1 + cast(floor(u1 * 5.99) as integer)]
    when u2 < 0.5 then null when u2 < 0.8 then 'google' else 'news.example' end as source,
  case when u2 < 0.3 then 'revealed' when u2 < 0.5 then 'none' else 'declared' end as evidence,
  case when u3 < 0.4 and u2 < 0.3 then 1.0 else 0.0 end as p_dark,
  visitor, visitor as visit, visitor // 16 as sharer_key,
  case when visitor % 3 = 0 then 'desktop' else 'phone' end as device,
  case when visitor % 4 = 0 then 'firefox' else 'chrome' end as browser,
  ['de', 'sv', 'en'][1 + visitor % 3] as language,
  case when name = 'engagement' then u1 * 100 end as value,
  strftime(instant, '%Y-%m') as month
from drawn
order by instant
"""

AT_ONCE = 2_000_000

schema = pyarrow.schema(table.schema())
# As the program writes its files (crates/uc-events/src/table.rs).
form = deltalake.WriterProperties(
    compression="SNAPPY",
    max_row_group_size=128 * 1024,
    column_properties={"id": deltalake.ColumnProperties(dictionary_enabled=False)},
)


def fitted(rows):
    """Brings rows into the table's columns: in its order, of its types, and empty where nothing is said."""
    def column(field):
        if field.name in rows.column_names:
            values = rows[field.name]
            if pyarrow.types.is_timestamp(field.type) and values.type.tz is None:
                values = values.cast(pyarrow.timestamp("us")).cast(pyarrow.timestamp("us", tz="UTC"))
            return values.cast(field.type)
        return pyarrow.nulls(rows.num_rows, field.type)

    return pyarrow.table([column(field) for field in schema], schema=schema)


unknown = None
for first in range(0, wanted, AT_ONCE):
    rows = duckdb.sql(EVENTS.format(first=first, last=min(first + AT_ONCE, wanted))).to_arrow_table()
    unknown = [name for name in rows.column_names if name not in schema.names]
    if unknown:
        sys.exit(f"the table has no columns {unknown}; make.py must follow it")
    deltalake.write_deltalake(table, fitted(rows), mode="append", writer_properties=form)
    print(f"  {min(first + AT_ONCE, wanted):,} events", flush=True)
print(f"  {len(table.file_uris())} files")
