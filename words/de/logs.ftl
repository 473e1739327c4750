# Was gesagt wird, wenn Zugriffslogs in den Speicher kommen, auf Deutsch.

logs-read = Gelesene Zeilen: { $count }
logs-unreadable = { "  " }passen zu keinem Format: { $count }
logs-no-events = { "  " }sind kein Ereignis (Fehler, Umleitungen, Formulare, Bilder): { $count }
logs-stored = Gespeichert: { $count }
logs-duplicates = Schon gespeichert: { $count }
logs-dropped = Verworfen: { $count }
logs-dropped-unknown-site = { "  " }keine solche Website: { $count }
logs-dropped-foreign-page = { "  " }auf einem Host, der nicht zu dieser Website gehört: { $count }
logs-dropped-bad-url = { "  " }keine oder eine zu lange URL: { $count }
logs-dropped-objected = { "  " }Widerspruch des Besuchers: { $count }
logs-dropped-bad-name = { "  " }unzulässiger Name: { $count }
logs-dropped-no-id = { "  " }ohne Kennung: { $count }
logs-dropped-bad-value = { "  " }unmöglicher Wert: { $count }
logs-dropped-other-source = { "  " }Seitenaufrufe dieser Website kommen vom Skript (undercurrent site change): { $count }
logs-dropped-in-future = { "  " }in der Zukunft datiert: { $count }
logs-dropped-too-old = { "  " }älter als 48 Stunden (undercurrent import nimmt sie): { $count }
logs-dropped-bot = { "  " }Maschinen: { $count }
logs-dropped-no-preview = { "  " }keine Link-Vorschau: { $count }
logs-dropped-prefetch = { "  " }vorab geladen, nicht angesehen: { $count }
logs-following = { $file } wird für { $site } gelesen.
logs-ending = Das Programm endet.
logs-gap = { $file } wurde rotiert und gepackt, bevor es zu Ende gelesen war. Die Lücke schließen: undercurrent import LOG --site { $site }
logs-no-format-yet = Das Format von { $file } ist noch nicht klar. Die Zeilen werden gelesen, sobald es das ist.
logs-no-store = Der Speicher ist nicht erreichbar: { $reason } Es wird weiter versucht, und nichts geht verloren.
logs-no-log = { $file } ist nicht lesbar: { $reason } Es wird weiter versucht.
