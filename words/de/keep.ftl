# Was zu Sicherungen gesagt wird und zu dem, was bleibt und gelöscht wird, auf Deutsch.

keep-no-folder = { $folder } ist kein Datenordner. Nennen Sie den richtigen mit --data.
keep-file-is-there = { $file } gibt es schon. Wählen Sie einen anderen Namen; eine Sicherung ersetzt keine andere.
keep-not-written = { $file } konnte nicht geschrieben werden
keep-backed-up = Alles steht in { $file } ({ $megabytes } MB). Die Datei öffnet jedes Geheimnis: Bewahren Sie sie dort auf, wo niemand sonst sie lesen kann.
keep-backed-up-postgres = Websites und Token liegen in PostgreSQL und stehen nicht darin. Sichern Sie auch diese: pg_dump --exclude-table-data=salts
keep-not-empty = { $folder } ist nicht leer. Nennen Sie mit --data einen leeren oder neuen Ordner.
keep-foreign = { $file } ist keine Sicherung dieses Programms.
keep-newer = { $file } stammt von einer neueren Fassung dieses Programms. Spielen Sie die Sicherung mit jener ein.
keep-cut = { $file } ist abgeschnitten: Das Ende fehlt. Es wurde nichts eingespielt.
keep-damaged = { $file } ist beschädigt: Nicht jede Datei darin ist, wie sie war. Es wurde nichts eingespielt.
keep-hostile = { $file } enthält, was keine Sicherung enthält, und kann in böser Absicht gemacht sein. Es wurde nichts eingespielt.
keep-restored =
    { $files ->
        [one] Eine Datei ist zurück in { $folder }. So geht es weiter: undercurrent serve --data { $folder }
       *[other] { $files } Dateien sind zurück in { $folder }. So geht es weiter: undercurrent serve --data { $folder }
    }
keep-restored-postgres = Websites und Token liegen in PostgreSQL: Spielen Sie sie mit dessen eigenen Werkzeugen ein.
keep-would-erase =
    { $events ->
        [one] Das löscht ein Ereignis von { $host }, vom { $first }. Es lässt sich nicht zurückholen.
       *[other] Das löscht { $events } Ereignisse von { $host }, vom { $first } bis zum { $last }. Sie lassen sich nicht zurückholen.
    }
keep-nothing-to-erase = { $host } hat keine solchen Ereignisse.
keep-erased =
    { $events ->
        [one] Ein Ereignis ist gelöscht.
       *[other] { $events } Ereignisse sind gelöscht.
    }
keep-go-on = Fortfahren? [j/N]
keep-nothing-done = Es wurde nichts geändert.
keep-needs-yes = Hier ist niemand, der gefragt werden kann. Mit --yes geschieht es trotzdem.
keep-aliases = { $host }: Dieselbe Website sind auch { $hosts }
keep-parameters = { $host }: Diese Parameter einer Adresse werden ab jetzt gespeichert: { $names }
keep-retention-days =
    { $days ->
        [one] { $host }: Ereignisse bleiben einen Tag. Was älter ist, wird jeden Tag gelöscht.
       *[other] { $host }: Ereignisse bleiben { $days } Tage. Was älter ist, wird jeden Tag gelöscht.
    }
keep-retention-forever = { $host }: Ereignisse bleiben, bis jemand sie löscht.
keep-none = keine
keep-head-parameters = Behält
keep-head-retention = Aufbewahrt
keep-days =
    { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }
keep-forever = unbegrenzt
keep-broke-off = Die Antwort brach vor ihrem Ende ab.
