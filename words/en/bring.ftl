# What comes from other programs, and goes to them.

export-needs-file = A Parquet file is not written to the screen. Name a file with -o FILE.
bring-rows = Rows read: { $count }
bring-no-counterpart = { "  " }of a kind that is not kept here: { $count }
bring-no-page = { "  " }on no page: { $count }
bring-no-time = { "  " }without a time: { $count }
bring-figures = Figures of days kept: { $count }
bring-file = { $file } { $reason } Nothing was stored.
bring-row = { $file }, row { $row }, { $reason } Nothing was stored.
bring-missing = is not there.
bring-cut-off = ends in the middle.
bring-unreadable = cannot be read: { $reason }.
bring-parquet = cannot be read as Parquet: { $reason }.
bring-no-json = is no JSON object.
bring-long-row = is longer than 8 MB.
bring-broken-quote = has a quote (") that is not closed as it should be.
bring-cells = has { $found } cells, and the head line has { $expected }.
bring-value = has a value for { $field } that is not what it should be.
bring-unknown-report = is no report that is known. docs/guide/import.md says which are read.
bring-zip = is a zip archive. Unpack it first, and name the files in it.
bring-empty = is empty.
bring-no-room = The folder for temporary files cannot be used: { $reason }. Nothing was stored. TMPDIR names another folder.
bring-gave-up = The files could not be read to their end. Nothing was stored.
bring-partly = A part may be stored. The same command again does the rest, and stores nothing twice
bring-log-format = --log-format is for access logs alone.
