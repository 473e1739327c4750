# What is said when access logs are brought into the store, in English.

logs-read = Lines read: { $count }
logs-unreadable = { "  " }that fit no format: { $count }
logs-no-events = { "  " }that are no event (errors, redirects, forms, pictures): { $count }
logs-stored = Stored: { $count }
logs-duplicates = Stored before: { $count }
logs-dropped = Dropped: { $count }
logs-dropped-unknown-site = { "  " }no such site: { $count }
logs-dropped-foreign-page = { "  " }on a host that is not this site's: { $count }
logs-dropped-bad-url = { "  " }a URL that is none or is too long: { $count }
logs-dropped-objected = { "  " }the visitor objected: { $count }
logs-dropped-bad-name = { "  " }a name that is not allowed: { $count }
logs-dropped-no-id = { "  " }without an id: { $count }
logs-dropped-bad-value = { "  " }a value that cannot be: { $count }
logs-dropped-other-source = { "  " }this site's page views come from the script (undercurrent site change): { $count }
logs-dropped-in-future = { "  " }dated in the future: { $count }
logs-dropped-too-old = { "  " }more than 48 hours old (undercurrent import takes them): { $count }
logs-dropped-bot = { "  " }machines: { $count }
logs-dropped-no-preview = { "  " }no link preview: { $count }
logs-dropped-prefetch = { "  " }fetched ahead, not looked at: { $count }
logs-following = Following { $file } for { $site }.
logs-ending = Ending.
logs-gap = { $file } was rotated and packed away before it was read to its end. To fill the gap: undercurrent import LOG --site { $site }
logs-no-format-yet = The format of { $file } is not clear yet. Its lines are read as soon as it is.
logs-no-store = The store cannot be reached: { $reason } It is tried again, and nothing is lost meanwhile.
logs-no-log = { $file } cannot be read: { $reason } It is tried again.
