# Vad kommandoraden säger, på svenska: en tydlig mening och vad du kan göra.

cli-reading = Läser { $file }
cli-no-file = Det finns ingen fil { $file }. Kontrollera namnet; loggar ligger ofta i /var/log/nginx eller /var/log/apache2.
cli-no-permission = Filen { $file } får inte läsas. Försök igen som en användare som får läsa den, till exempel med sudo.
cli-directory = { $file } är en mapp. Ange loggfilerna i den, till exempel { $file }/access.log.
cli-unreadable = Filen { $file } kunde inte läsas: { $reason }.
cli-binary = { $file } är ingen textlogg. Ange webbserverns åtkomstlogg, opackad eller packad som .gz, .zst eller .bz2.
cli-error-log = { $file } ser ut som en fellogg. Ange åtkomstloggen i stället; den ligger oftast bredvid.
cli-empty = { $file } är tom. Ange en logg med minst en rad.
cli-empty-all = Det fanns inget att läsa. Ange en logg med minst en rad.
cli-truncated = { $file } slutar mitt i. Det som kom före finns i rapporten; kopiera filen igen för resten.
cli-damaged = { $file } är skadad och går inte att packa upp. Kopiera eller packa den igen.
cli-no-format = Inget känt loggformat passar { $file }. Om servern skriver ett eget format, ange det med --log-format.
cli-few-parsed = Bara { $parsed } av { $read } rader i { $file } gick att läsa, så det blir ingen rapport. Om servern skriver ett eget format, ange det med --log-format.
cli-bad-format = Loggformatet går inte att förstå: { $reason }. Kopiera det som det står i konfigurationen för nginx eller Apache.
cli-no-referrer = Loggen har inget referrer-fält, så det går inte att säga vilken sida som länkade hit. Lägg till referrer i loggformatet (”combined” har den).
cli-no-user-agent = Loggen har inget user agent-fält, så maskiner och människor går inte att skilja åt. Lägg till user agent i loggformatet (”combined” har den).
cli-no-fields = Den här loggen har varken referrer- eller user-agent-fält, så varken den länkande sidan eller maskiner kan kännas igen. Använd loggformatet ”combined”, som har båda.
cli-nothing-left =
    { $lines ->
        [one] Den enda rad som lästes ligger utanför det du bad om. Vidga --since, --until, --site eller --exclude-ip.
       *[other] Alla { $lines } rader som lästes ligger utanför det du bad om. Vidga --since, --until, --site eller --exclude-ip.
    }
cli-bad-timezone = Tidszonen { $name } är inte känd. Använd ett namn som Europe/Berlin eller UTC.
cli-bad-date = { $text } är inget datum. Skriv det som 2026-11-22 eller 2026-11-22T14:00.
cli-bad-address = { $text } är ingen adress. Skriv den som 192.0.2.7 eller 192.0.2.0/24.
cli-output-is-log = { $file } är en av loggarna, och rapporten skulle skriva över den. Ange en annan fil med -o.
cli-cannot-write = Rapporten kunde inte skrivas till { $file }: { $reason }.
cli-written = Rapporten finns i { $file }.
cli-simulated = En påhittad logg med { $lines } rader finns i { $file }. Titta på den med: undercurrent report { $file }
cli-simulated-truth = Sanningen står bredvid i truth.json: { $private } av { $visits } besök kom av privat delning ({ $percent }).
cli-simulate-occupied = { $file } finns redan. Ange en annan mapp eller ta bort filen.
cli-simulate-too-large = Det är för stort: besökare gånger dagar får vara högst { $most }, och du bad om { $asked }. Ta färre dagar eller färre besökare.
cli-simulate-cannot-write = { $file } kunde inte skrivas: { $reason }.
cli-bad-priors = De här förhandsantagandena går inte att använda. { $reason }. Så skrivs de: undercurrent calibrate priors
cli-bad-page = { $text } är inte adressen till en webbsida. Skriv den helt ut, som https://example.org/sida.
cli-bad-messenger = { $name } är ingen meddelandeapp som är känd här. Kända är: { $known }.
cli-file-exists = { $file } finns redan och skrivs inte över. Ange en annan fil.
cli-priors-empty = Det finns inget att skriva till { $file } än: ingen testlänk har öppnats eller hämtats.
cli-priors-written = Det som mättes finns i { $file }. Så används det: undercurrent report LOGG --priors { $file }
