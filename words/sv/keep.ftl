# Vad som sägs om säkerhetskopior och om det som behålls och raderas, på svenska.

keep-no-folder = { $folder } är ingen datamapp. Ange den rätta med --data.
keep-file-is-there = { $file } finns redan. Välj ett annat namn; en säkerhetskopia ersätter ingen annan.
keep-not-written = { $file } kunde inte skrivas
keep-backed-up = Allt finns i { $file } ({ $megabytes } MB). Filen öppnar varje hemlighet: förvara den där ingen annan kan läsa den.
keep-backed-up-postgres = Webbplatser och token ligger i PostgreSQL och finns inte med. Kopiera dem också: pg_dump --exclude-table-data=salts
keep-not-empty = { $folder } är inte tom. Ange en tom eller ny mapp med --data.
keep-foreign = { $file } är ingen säkerhetskopia från det här programmet.
keep-newer = { $file } gjordes av en nyare version av programmet. Återställ den med den versionen.
keep-cut = { $file } är avklippt: slutet saknas. Inget återställdes.
keep-damaged = { $file } är skadad: alla filer i den är inte som de var. Inget återställdes.
keep-hostile = { $file } innehåller sådant som ingen säkerhetskopia innehåller och kan vara gjord för att skada. Inget återställdes.
keep-restored =
    { $files ->
        [one] En fil är tillbaka i { $folder }. Så går du vidare: undercurrent serve --data { $folder }
       *[other] { $files } filer är tillbaka i { $folder }. Så går du vidare: undercurrent serve --data { $folder }
    }
keep-restored-postgres = Webbplatser och token ligger i PostgreSQL: återställ dem med dess egna verktyg.
keep-would-erase =
    { $events ->
        [one] Det här raderar en händelse för { $host }, från { $first }. Den går inte att få tillbaka.
       *[other] Det här raderar { $events } händelser för { $host }, från { $first } till { $last }. De går inte att få tillbaka.
    }
keep-nothing-to-erase = { $host } har inga sådana händelser.
keep-erased =
    { $events ->
        [one] En händelse är raderad.
       *[other] { $events } händelser är raderade.
    }
keep-go-on = Fortsätta? [j/N]
keep-nothing-done = Inget ändrades.
keep-needs-yes = Det finns ingen att fråga. Lägg till --yes för att göra det ändå.
keep-aliases = { $host }: samma webbplats är också { $hosts }
keep-parameters = { $host }: de här adressparametrarna sparas från och med nu: { $names }
keep-retention-days =
    { $days ->
        [one] { $host }: händelser behålls en dag. Det som är äldre raderas varje dag.
       *[other] { $host }: händelser behålls i { $days } dagar. Det som är äldre raderas varje dag.
    }
keep-retention-forever = { $host }: händelser behålls tills någon raderar dem.
keep-none = inga
keep-head-parameters = Sparar
keep-head-retention = Behålls
keep-days =
    { $days ->
        [one] 1 dag
       *[other] { $days } dagar
    }
keep-forever = för alltid
keep-broke-off = Svaret bröts innan det var slut.
