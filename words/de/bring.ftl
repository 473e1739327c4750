# Was von anderen Programmen kommt und zu ihnen geht.

export-needs-file = Eine Parquet-Datei wird nicht auf den Bildschirm geschrieben. Nennen Sie eine Datei mit -o DATEI.
bring-rows = Gelesene Zeilen: { $count }
bring-no-counterpart = { "  " }von einer Art, die hier nicht aufbewahrt wird: { $count }
bring-no-page = { "  " }auf keiner Seite: { $count }
bring-no-time = { "  " }ohne Zeitangabe: { $count }
bring-figures = Aufbewahrte Tageszahlen: { $count }
bring-file = { $file } { $reason } Nichts wurde gespeichert.
bring-row = { $file }, Zeile { $row }, { $reason } Nichts wurde gespeichert.
bring-missing = gibt es nicht.
bring-cut-off = endet mittendrin.
bring-unreadable = kann nicht gelesen werden: { $reason }.
bring-parquet = kann nicht als Parquet gelesen werden: { $reason }.
bring-no-json = ist kein JSON-Objekt.
bring-long-row = ist länger als 8 MB.
bring-broken-quote = hat ein Anführungszeichen ("), das nicht richtig geschlossen wird.
bring-cells = hat { $found } Felder, die Kopfzeile aber { $expected }.
bring-value = hat für { $field } einen Wert, der nicht sein kann.
bring-unknown-report = ist kein bekannter Bericht. Welche gelesen werden, steht in docs/guide/import.md.
bring-zip = ist ein Zip-Archiv. Entpacken Sie es zuerst, und nennen Sie die Dateien darin.
bring-empty = ist leer.
bring-no-room = Der Ordner für temporäre Dateien ist nicht brauchbar: { $reason }. Nichts wurde gespeichert. TMPDIR nennt einen anderen Ordner.
bring-gave-up = Die Dateien konnten nicht bis zum Ende gelesen werden. Nichts wurde gespeichert.
bring-partly = Ein Teil kann gespeichert sein. Derselbe Befehl noch einmal holt den Rest nach und speichert nichts doppelt
bring-log-format = --log-format gilt nur für Zugriffslogs.
