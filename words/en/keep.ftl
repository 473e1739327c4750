# What is said of backups, and of what is kept and erased, in English.

keep-no-folder = { $folder } is no data folder. Name the right one with --data.
keep-file-is-there = { $file } is there already. Choose another name; a backup does not replace one.
keep-not-written = { $file } could not be written
keep-backed-up = Everything is in { $file } ({ $megabytes } MB). It opens every secret: keep it where nobody else can read it.
keep-backed-up-postgres = Sites and tokens lie in PostgreSQL and are not in it. Copy them too: pg_dump --exclude-table-data=salts
keep-not-empty = { $folder } is not empty. Name an empty or a new folder with --data.
keep-foreign = { $file } is no backup of this program.
keep-newer = { $file } was made by a newer version of this program. Restore it with that one.
keep-cut = { $file } is cut off: its end is missing. Nothing was restored.
keep-damaged = { $file } is damaged: not every file in it is as it was. Nothing was restored.
keep-hostile = { $file } holds what no backup holds, and may have been made to do harm. Nothing was restored.
keep-restored =
    { $files ->
        [one] One file is back in { $folder }. To go on: undercurrent serve --data { $folder }
       *[other] { $files } files are back in { $folder }. To go on: undercurrent serve --data { $folder }
    }
keep-restored-postgres = Sites and tokens lie in PostgreSQL: bring them back with its own tools.
keep-would-erase =
    { $events ->
        [one] This erases one event of { $host }, of { $first }. It cannot be brought back.
       *[other] This erases { $events } events of { $host }, from { $first } to { $last }. They cannot be brought back.
    }
keep-nothing-to-erase = { $host } has no such events.
keep-erased =
    { $events ->
        [one] One event is erased.
       *[other] { $events } events are erased.
    }
keep-go-on = Go on? [y/N]
keep-nothing-done = Nothing was changed.
keep-needs-yes = There is nobody to ask. To do it all the same, add --yes.
keep-aliases = { $host }: the same site are also { $hosts }
keep-parameters = { $host }: these query parameters are stored from now on: { $names }
keep-retention-days =
    { $days ->
        [one] { $host }: events are kept for one day. What is older is erased each day.
       *[other] { $host }: events are kept for { $days } days. What is older is erased each day.
    }
keep-retention-forever = { $host }: events are kept until somebody erases them.
keep-none = none
keep-head-parameters = Keeps
keep-head-retention = Kept for
keep-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
keep-forever = ever
keep-broke-off = The answer broke off before its end.
