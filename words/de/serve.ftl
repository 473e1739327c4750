# Was der Server und seine Befehle sagen, auf Deutsch.

serve-ready = Undercurrent lauscht auf { $address }
serve-ending = Das Programm endet: Was begonnen hat, wird beantwortet, dann wird alles geschlossen.
serve-held = Ein anderer Prozess hält { $folder }. Beenden Sie ihn zuerst, oder nennen Sie mit --data einen anderen Ordner.
serve-bad-config = { $file } ist nicht verwendbar: { $reason }
serve-recovered =
    { $events ->
        [one] Das Programm hatte ohne Ankündigung geendet. Ein Ereignis wurde aus seinem Protokoll zurückgeholt.
       *[other] Das Programm hatte ohne Ankündigung geendet. { $events } Ereignisse wurden aus seinem Protokoll zurückgeholt.
    }
serve-torn = Der letzte Eintrag des Protokolls war beim Ende des Programms abgeschnitten. Er war noch nicht bestätigt und wurde weggelassen.
serve-damaged =
    { $places ->
        [one] Das Protokoll war an einer Stelle beschädigt. Alles, was bestätigt war und lesbar ist, ist da.
       *[other] Das Protokoll war an { $places } Stellen beschädigt. Alles, was bestätigt war und lesbar ist, ist da.
    }
serve-ids-made-again = Eine Datei mit Kennungen von Ereignissen war nicht lesbar. Sie wurde aus der Tabelle neu gebildet.
serve-refused = Das wurde abgelehnt: { $reason }
serve-no-such-site = Diese Website gibt es nicht. Die vorhandenen zeigt: undercurrent site list
serve-no-such-token = Dieses Token gibt es nicht. Die vorhandenen zeigt: undercurrent token list
serve-unknown-scope = Eines dieser Rechte ist nicht bekannt. Die vorhandenen zeigt: undercurrent token create --help
serve-query-refused = Die Abfrage lässt sich nicht beantworten: { $reason }
serve-query-too-slow = Die Abfrage hat zu lange gedauert. Fragen Sie nach einem kürzeren Zeitraum oder weniger Spalten.
serve-query-too-large = Die Abfrage braucht zu viel Speicher. Fragen Sie nach einem kürzeren Zeitraum oder weniger Spalten.
serve-rows-cut = Es gab mehr Zeilen, als gezeigt werden. Ergänzen Sie LIMIT, oder fragen Sie nach einem kürzeren Zeitraum.
serve-site-added = { $host } ist hinzugefügt. Setzen Sie dies in die Seiten ein, mit der Adresse Ihres Servers: <script defer src="https://SERVER/tracker.js" data-site="{ $id }"></script>
serve-no-sites = Es wurde noch keine Website hinzugefügt. Eine hinzufügen: undercurrent site add HOST
serve-token-made = Es wird nur dieses eine Mal gezeigt. Später widerrufen: undercurrent token revoke { $number }
serve-token-revoked = Das Token { $number } gilt nicht mehr.
serve-no-tokens = Es gibt noch kein Token. Eines erzeugen: undercurrent token create
serve-head-id = Kennung
serve-head-host = Host
serve-head-aliases = Auch
serve-head-month = Monat
serve-head-judged = Beurteilte Einstiege
serve-nothing-judged = Es gibt noch keine Ereignisse zu beurteilen.
serve-head-pageviews = Seitenaufrufe
serve-pageviews-from-tracker = { $host }: Seitenaufrufe kommen jetzt vom Skript auf den Seiten, die aus dem Log zählen nicht.
serve-pageviews-from-log = { $host }: Seitenaufrufe kommen jetzt aus dem Log, die vom Skript zählen nicht. Das Log lesen: undercurrent follow LOG --site { $host }
serve-head-number = Nummer
serve-head-site = Website
serve-head-scopes = Rechte
serve-head-label = Name
serve-head-state = Zustand
serve-all-sites = alle
serve-token-is-good = gültig
serve-token-is-revoked = widerrufen
serve-head-days = Tage
serve-head-events = Ereignisse
serve-head-figures = Zahlen
serve-head-different = Abweichend
serve-doctor-fault = Etwas stimmt nicht: { $fault }
serve-doctor-different = { $host }: Vorausgezählte Zahlen weichen von den Ereignissen ab. Neu zählen: undercurrent rebuild --site { $host }
serve-doctor-well = Alles in Ordnung.
