# Vad servern och dess kommandon säger, på svenska.

serve-ready = Undercurrent lyssnar på { $address }
serve-ending = Programmet avslutas: det som har påbörjats besvaras, sedan stängs allt.
serve-held = En annan process håller { $folder }. Avsluta den först, eller ange en annan mapp med --data.
serve-bad-config = { $file } går inte att använda: { $reason }
serve-recovered =
    { $events ->
        [one] Programmet hade avslutats utan förvarning. En händelse hämtades tillbaka ur dess logg.
       *[other] Programmet hade avslutats utan förvarning. { $events } händelser hämtades tillbaka ur dess logg.
    }
serve-torn = Den sista posten i loggen var avhuggen när programmet slutade. Den hade inte bekräftats och lämnades utanför.
serve-damaged =
    { $places ->
        [one] Loggen var skadad på ett ställe. Allt som hade bekräftats och kan läsas finns kvar.
       *[other] Loggen var skadad på { $places } ställen. Allt som hade bekräftats och kan läsas finns kvar.
    }
serve-ids-made-again = En fil med händelsers id kunde inte läsas. Den gjordes om från tabellen.
serve-refused = Det avvisades: { $reason }
serve-no-such-site = Den webbplatsen finns inte. De som finns visas av: undercurrent site list
serve-no-such-token = Den token finns inte. De som finns visas av: undercurrent token list
serve-unknown-scope = En av dessa behörigheter är inte känd. De som finns visas av: undercurrent token create --help
serve-query-refused = Frågan kan inte besvaras: { $reason }
serve-query-too-slow = Frågan tog för lång tid. Fråga om en kortare tid eller färre kolumner.
serve-query-too-large = Frågan behöver för mycket minne. Fråga om en kortare tid eller färre kolumner.
serve-rows-cut = Det fanns fler rader än som visas. Lägg till LIMIT, eller fråga om en kortare tid.
serve-site-added = { $host } har lagts till. Sätt in detta på sidorna, med adressen till din server: <script defer src="https://SERVER/tracker.js" data-site="{ $id }"></script>
serve-no-sites = Ingen webbplats har lagts till än. Lägg till en med: undercurrent site add HOST
serve-token-made = Den visas bara denna gång. Återkalla den senare med: undercurrent token revoke { $number }
serve-token-revoked = Token { $number } gäller inte längre.
serve-no-tokens = Det finns ingen token än. Skapa en med: undercurrent token create
serve-head-id = Id
serve-head-host = Värd
serve-head-aliases = Även
serve-head-month = Månad
serve-head-judged = Bedömda landningar
serve-nothing-judged = Det finns inga händelser att bedöma än.
serve-head-pageviews = Sidvisningar
serve-pageviews-from-tracker = { $host }: sidvisningar kommer nu från skriptet på sidorna, och de i loggen räknas inte.
serve-pageviews-from-log = { $host }: sidvisningar kommer nu från loggen, och de från skriptet räknas inte. Läs loggen med: undercurrent follow LOG --site { $host }
serve-head-number = Nummer
serve-head-site = Webbplats
serve-head-scopes = Behörigheter
serve-head-label = Namn
serve-head-state = Tillstånd
serve-all-sites = alla
serve-token-is-good = giltig
serve-token-is-revoked = återkallad
serve-head-days = Dagar
serve-head-events = Händelser
serve-head-figures = Siffror
serve-head-different = Avvikande
serve-doctor-fault = Något är fel: { $fault }
serve-doctor-different = { $host }: siffror som räknats i förväg avviker från händelserna. Räkna om dem: undercurrent rebuild --site { $host }
serve-doctor-well = Allt är i sin ordning.
