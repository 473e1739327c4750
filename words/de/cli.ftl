# Was die Kommandozeile sagt, auf Deutsch: ein klarer Satz und was zu tun ist.

cli-reading = { $file } wird gelesen
cli-no-file = Es gibt keine Datei { $file }. Bitte prüfen Sie den Namen; Logs liegen oft in /var/log/nginx oder /var/log/apache2.
cli-no-permission = Die Datei { $file } darf nicht gelesen werden. Versuchen Sie es als Benutzer mit Leserecht, zum Beispiel mit sudo.
cli-directory = { $file } ist ein Ordner. Nennen Sie die Log-Dateien darin, zum Beispiel { $file }/access.log.
cli-unreadable = Die Datei { $file } konnte nicht gelesen werden: { $reason }.
cli-binary = { $file } ist kein Text-Log. Geben Sie das Zugriffs-Log des Webservers an, unverpackt oder als .gz, .zst oder .bz2.
cli-error-log = { $file } sieht aus wie ein Fehler-Log. Geben Sie das Zugriffs-Log an; es liegt meist daneben.
cli-empty = { $file } ist leer. Geben Sie ein Log mit mindestens einer Zeile an.
cli-empty-all = Es gab nichts zu lesen. Geben Sie ein Log mit mindestens einer Zeile an.
cli-truncated = { $file } endet mittendrin. Was davor kam, ist im Bericht; für den Rest kopieren Sie die Datei bitte noch einmal.
cli-damaged = { $file } ist beschädigt und lässt sich nicht entpacken. Kopieren oder packen Sie die Datei noch einmal.
cli-no-format = Kein bekanntes Log-Format passt zu { $file }. Schreibt der Server ein eigenes Format, geben Sie es mit --log-format an.
cli-few-parsed = Nur { $parsed } von { $read } Zeilen in { $file } waren lesbar, daher gibt es keinen Bericht. Schreibt der Server ein eigenes Format, geben Sie es mit --log-format an.
cli-bad-format = Das Log-Format ist nicht verständlich: { $reason }. Kopieren Sie es so, wie es in der Konfiguration von nginx oder Apache steht.
cli-no-referrer = Dieses Log hat kein Referrer-Feld, daher lässt sich nicht sagen, welche Seite hierher verlinkt hat. Nehmen Sie den Referrer in das Log-Format auf („combined“ hat ihn).
cli-no-user-agent = Dieses Log hat kein User-Agent-Feld, daher lassen sich Maschinen und Menschen nicht unterscheiden. Nehmen Sie den User-Agent in das Log-Format auf („combined“ hat ihn).
cli-no-fields = Dieses Log hat weder ein Referrer- noch ein User-Agent-Feld, darum sind weder die verlinkende Seite noch Maschinen zu erkennen. Nehmen Sie das Log-Format „combined“, das beide hat.
cli-nothing-left =
    { $lines ->
        [one] Die eine gelesene Zeile liegt außerhalb Ihrer Auswahl. Erweitern Sie --since, --until, --site oder --exclude-ip.
       *[other] Alle { $lines } gelesenen Zeilen liegen außerhalb Ihrer Auswahl. Erweitern Sie --since, --until, --site oder --exclude-ip.
    }
cli-bad-timezone = Die Zeitzone { $name } ist nicht bekannt. Verwenden Sie einen Namen wie Europe/Berlin oder UTC.
cli-bad-date = { $text } ist kein Datum. Schreiben Sie es so: 2026-11-22 oder 2026-11-22T14:00.
cli-bad-address = { $text } ist keine Adresse. Schreiben Sie sie so: 192.0.2.7 oder 192.0.2.0/24.
cli-output-is-log = { $file } ist eines der Logs, und der Bericht würde es überschreiben. Nennen Sie mit -o eine andere Datei.
cli-cannot-write = Der Bericht konnte nicht in { $file } geschrieben werden: { $reason }.
cli-written = Der Bericht steht in { $file }.
cli-simulated = Ein erfundenes Log mit { $lines } Zeilen steht in { $file }. Sehen Sie es an mit: undercurrent report { $file }
cli-simulated-truth = Die Wahrheit steht daneben in truth.json: { $private } von { $visits } Besuchen wurden privat weitergegeben ({ $percent }).
cli-simulate-occupied = { $file } gibt es schon. Nennen Sie einen anderen Ordner oder entfernen Sie diese Datei.
cli-simulate-too-large = Das ist zu groß: Besucher mal Tage dürfen höchstens { $most } sein, gewünscht waren { $asked }. Nehmen Sie weniger Tage oder weniger Besucher.
cli-simulate-cannot-write = { $file } konnte nicht geschrieben werden: { $reason }.
cli-bad-priors = Diese Vorannahmen sind nicht verwendbar. { $reason }. Wie man sie schreibt, zeigt: undercurrent calibrate priors
cli-bad-page = { $text } ist nicht die Adresse einer Webseite. Schreiben Sie sie ganz aus, wie https://example.org/seite.
cli-bad-messenger = { $name } ist kein Messenger, der hier bekannt ist. Bekannt sind: { $known }.
cli-file-exists = { $file } gibt es schon und wird nicht überschrieben. Nennen Sie eine andere Datei.
cli-priors-empty = Für { $file } gibt es noch nichts zu schreiben: Kein Testlink wurde geöffnet oder abgerufen.
cli-priors-written = Das Gemessene steht in { $file }. So wird es verwendet: undercurrent report LOG --priors { $file }
