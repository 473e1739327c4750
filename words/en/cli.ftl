# What the command line says, in English: one clear sentence and what to do next.

cli-reading = Reading { $file }
cli-no-file = There is no file { $file }. Check the name; logs are often in /var/log/nginx or /var/log/apache2.
cli-no-permission = The file { $file } may not be read. Try again as a user who may read it, for example with sudo.
cli-directory = { $file } is a folder. Name the log files in it, for example { $file }/access.log.
cli-unreadable = The file { $file } could not be read: { $reason }.
cli-binary = { $file } is not a text log. Give the web server’s access log, plain or packed as .gz, .zst or .bz2.
cli-error-log = { $file } looks like an error log. Give the access log instead; it usually lies beside it.
cli-empty = { $file } is empty. Give a log with at least one line.
cli-empty-all = There was nothing to read. Give a log with at least one line.
cli-truncated = { $file } ends in the middle. What came before is in the report; copy the file again for the rest.
cli-damaged = { $file } is damaged and cannot be unpacked. Copy or pack it again.
cli-no-format = No known log format fits { $file }. If the server writes a format of its own, give it with --log-format.
cli-few-parsed = Only { $parsed } of { $read } lines of { $file } could be read, so there is no report. If the server writes a format of its own, give it with --log-format.
cli-bad-format = The log format cannot be understood: { $reason }. Copy it as it stands in the configuration of nginx or Apache.
cli-no-referrer = This log has no referrer field, so nobody can tell from it which page linked here. Add the referrer to the log format (“combined” has it).
cli-no-user-agent = This log has no user-agent field, so machines and people cannot be told apart. Add the user agent to the log format (“combined” has it).
cli-no-fields = This log has neither a referrer nor a user-agent field, so neither the linking page nor machines can be told. Use the “combined” log format, which has both.
cli-nothing-left =
    { $lines ->
        [one] The one line that was read lies outside what you asked for. Widen --since, --until, --site or --exclude-ip.
       *[other] All { $lines } lines that were read lie outside what you asked for. Widen --since, --until, --site or --exclude-ip.
    }
cli-bad-timezone = The time zone { $name } is not known. Use a name like Europe/Berlin or UTC.
cli-bad-date = { $text } is not a date. Write it like 2026-11-22 or 2026-11-22T14:00.
cli-bad-address = { $text } is not an address. Write it like 192.0.2.7 or 192.0.2.0/24.
cli-output-is-log = { $file } is one of the logs, and the report would overwrite it. Name another file with -o.
cli-cannot-write = The report could not be written to { $file }: { $reason }.
cli-written = The report is in { $file }.
cli-simulated = A made-up log of { $lines } lines is in { $file }. Look at it with: undercurrent report { $file }
cli-simulated-truth = The truth, in truth.json beside it: { $private } of { $visits } visits were passed on in private ({ $percent }).
cli-simulate-occupied = { $file } is there already. Name another folder, or remove that file.
cli-simulate-too-large = That is too large: visitors times days may be { $most } at most, and you asked for { $asked }. Take fewer days or fewer visitors.
cli-simulate-cannot-write = { $file } could not be written: { $reason }.
cli-bad-priors = These priors cannot be used. { $reason }. To see how they are written: undercurrent calibrate priors
cli-bad-page = { $text } is not the address of a web page. Write it whole, like https://example.org/page.
cli-bad-messenger = { $name } is not a messenger that is known here. Known are: { $known }.
cli-file-exists = { $file } is there already, and is not overwritten. Name another file.
cli-priors-empty = There is nothing to write to { $file } yet: no test link was opened or fetched.
cli-priors-written = What was measured is in { $file }. To use it: undercurrent report LOG --priors { $file }
