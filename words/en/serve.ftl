# What the server and its commands say, in English.

serve-ready = Undercurrent listens on { $address }
serve-ending = Ending: what has begun is answered, then everything is closed.
serve-held = Another process holds { $folder }. End it first, or name another folder with --data.
serve-bad-config = { $file } cannot be used: { $reason }
serve-recovered =
    { $events ->
        [one] The program had ended without notice. One event was brought back from its log.
       *[other] The program had ended without notice. { $events } events were brought back from its log.
    }
serve-torn = The last record of the log was cut off when the program ended. It had not been acknowledged, and was left out.
serve-damaged =
    { $places ->
        [one] The log was damaged in one place. Everything that had been acknowledged and can be read is there.
       *[other] The log was damaged in { $places } places. Everything that had been acknowledged and can be read is there.
    }
serve-ids-made-again = A file of event ids could not be read. It was made again from the table.
serve-refused = That was refused: { $reason }
serve-no-such-site = There is no such site. To see those that there are: undercurrent site list
serve-no-such-token = There is no such token. To see those that there are: undercurrent token list
serve-unknown-scope = One of these scopes is not known. To see those that there are: undercurrent token create --help
serve-query-refused = The query cannot be answered: { $reason }
serve-query-too-slow = The query took too long. Ask for a shorter time or fewer columns.
serve-query-too-large = The query needs too much memory. Ask for a shorter time or fewer columns.
serve-rows-cut = There were more rows than are shown. Add a LIMIT, or ask for a shorter time.
serve-site-added = { $host } is added. Put this into its pages, with the address of your server: <script defer src="https://SERVER/tracker.js" data-site="{ $id }"></script>
serve-no-sites = No site was added yet. Add one with: undercurrent site add HOST
serve-token-made = This is shown once. To revoke it later: undercurrent token revoke { $number }
serve-token-revoked = Token { $number } is no longer good.
serve-no-tokens = No token was made yet. Make one with: undercurrent token create
serve-head-id = Id
serve-head-host = Host
serve-head-aliases = Also
serve-head-month = Month
serve-head-judged = Landings judged
serve-nothing-judged = There are no events to judge yet.
serve-head-pageviews = Page views
serve-pageviews-from-tracker = { $host }: page views come from the script on its pages now, and those of its log are dropped.
serve-pageviews-from-log = { $host }: page views come from its log now, and those of the script are dropped. To read the log: undercurrent follow LOG --site { $host }
serve-head-number = Number
serve-head-site = Site
serve-head-scopes = Scopes
serve-head-label = Label
serve-head-state = State
serve-all-sites = all
serve-token-is-good = good
serve-token-is-revoked = revoked
serve-head-days = Days
serve-head-events = Events
serve-head-figures = Figures
serve-head-different = Different
serve-doctor-fault = Something is wrong: { $fault }
serve-doctor-different = { $host }: figures that are counted ahead differ from the events. To count them again: undercurrent rebuild --site { $host }
serve-doctor-well = All is well.
