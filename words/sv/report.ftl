# Loggrapporten på svenska. Korta meningar, inga fackord, "du".

## Ram
report-of = Privat delning på { $site }
report-site-unknown = din webbplats
report-period = { $dates } ({ $timezone })
report-made-by = Gjord av Undercurrent ur en webbservers logg. Inget har skickats någonstans.
and-more = och { $count } till
how-known = Hur vet vi det?
table-of = Siffrorna som tabell

## Rubriken, enligt regler
headline-range =
    { $visits ->
        [one] Privat delning gav mellan { $low } och { $high } av ett besök.
       *[other] Privat delning gav mellan { $low } och { $high } av { $visits } besök.
    }
headline-at-most =
    { $visits ->
        [one] Privat delning gav högst { $high } av ett besök.
       *[other] Privat delning gav högst { $high } av { $visits } besök.
    }
headline-certain =
    { $visits ->
        [one] Privat delning gav { $low } av ett besök.
       *[other] Privat delning gav { $low } av { $visits } besök.
    }
headline-few =
    { $visits ->
        [one] Privat delning gav { $range } av ett besök: för lite för en procentsats.
       *[other] Privat delning gav { $range } av { $visits } besök: för få för en procentsats.
    }
headline-no-trace =
    { $visits ->
        [one] Det enda besöket visar inget spår av privat delning.
       *[other] Inget av de { $visits } besöken visar något spår av privat delning.
    }
headline-empty = Det finns inget besök i loggen än.
headline-shares-only =
    { $count ->
        [one] Inga besök än, men en länkförhandsvisning: någon har skickat en sida vidare.
       *[other] Inga besök än, men { $count } länkförhandsvisningar: sidor skickas vidare.
    }
lead-known =
    { $count ->
        [0] Inget är säkert: ingen delningslänk, app eller meddelandetjänst avslöjade något.
        [one] Ett är säkert: en delningslänk, en app eller en meddelandetjänst på webben avslöjade det.
       *[other] { $count } är säkra: en delningslänk, en app eller en meddelandetjänst på webben avslöjade dem.
    }
lead-possible =
    { $count ->
        [one] Ett till är möjligt: det kom utan spår till en sida vars adress få skriver för hand.
       *[other] Upp till { $count } till är möjliga: de kom utan spår till sidor vars adress få skriver för hand.
    }
lead-messenger = Bland dem vars meddelandetjänst är känd kom de flesta via { $messenger }.
lead-page = Sidan som kan ha skickats vidare mest är { $page }.
empty-help = När människor besöker webbplatsen visar den här sidan hur mycket som skickades vidare privat, genom vilka meddelandeappar och på vilka sidor.
empty-next = Kontrollera att det är åtkomstloggen (inte felloggen) för rätt webbplats, och att den omfattar de dagar du menar.

## Nyckeltal
figure-visits = Besök
figure-visits-note =
    { $visitors ->
        [one] av en besökare
       *[other] av { $visitors } besökare
    }
figure-certain = Säkert privata
figure-certain-note = { $percent } av besöken
figure-possible = Privata som mest
figure-possible-note = { $percent } av besöken, enligt en tumregel
figure-shares = Sedda delningar
figure-shares-note = före varje klick
figure-machines = Maskiner
figure-machines-note = anrop från botar, borträknade

## Belägg
evidence-public = Alla andra besök
evidence-key-declared = Angivet: länken själv säger det
evidence-key-revealed = Avslöjat: av en app eller webbplats
evidence-key-inferred = Möjligt: en tumregel, inget bevis
range-title = Privat delning som del av alla besök
range-desc = Säkert: { $known }. Som mest: { $high }.

## Kanaler
channel-dark-social = Privat delning
channel-direct = Direkt
channel-search = Sök
channel-social = Sociala nätverk
channel-ai-assistant = AI-assistenter
channel-referral = Andra webbplatser
channel-newsletter = Nyhetsbrev
channel-campaign = Kampanjer och annonser
channel-internal = Egna webbplatsen
channel-bot = Maskiner
channel-preview = Länkförhandsvisningar
channel-other = Går inte att avgöra
channels-key = Konturerat: inget spår, alltså inskrivet, bokmärkt eller dolt. En linje med ändar: så långt kan det nå.
channels-key-text = · inget spår: inskrivet, bokmärkt eller dolt   ┤ som mest

## Avsnitt
section-time = Över tid
section-channels = Varifrån besöken kommer
section-messengers = Genom vilken meddelandeapp
section-pages = Vad som skickas vidare
section-shares = Delningar sedda före varje klick
section-either = Kan vara både och
section-left-out = Vad som räknats bort, och varför
section-next = Vad du kan göra nu
section-caveats = Bra att veta först
section-sources = Webbplatser, sökmotorer och nätverk vid namn
section-share-pages = Per sida

## Tabellhuvuden
head-channel = Från
head-source = Namn
head-messenger = Meddelandeapp
head-visits = Besök
head-page = Sida
head-passed-on = Skickat vidare
head-all-visits = Alla besök
head-shares = Sedda delningar
head-when = När
head-private = Privata
head-count = Antal
head-what = Vad
head-kind = Slag
head-by = Via
head-where = Var
head-line = Rad

## Tidslinje
timeline-desc =
    { $buckets ->
        [one] Besök under ett tidssteg.
       *[other] Besök under { $buckets } tidssteg; flest under ett steg: { $most }.
    }
timeline-key-visits = alla besök
timeline-key-certain = säkert privata
timeline-key-possible = möjligen privata
timeline-key-shares = sedda delningar
timeline-key-partial = streckat: bara delvis i loggen
timeline-by-hour = per timme
timeline-by-day = per dag
timeline-by-week = per vecka
timeline-by-month = per månad

## Meddelandeappar och delningar
messengers-none = Inget besök namnger en meddelandeapp. De flesta appar döljer varifrån ett besök kommer; delningslänkar ändrar på det.
messenger-unknown = Okänd meddelandeapp
messenger-unknown-line =
    { $count ->
        [one] Ett besök till kan vara privat; meddelandeappen är inte känd.
       *[other] Upp till { $count } besök till kan vara privata; meddelandeappen är inte känd.
    }
pages-none = Ingen sida visar tecken på att ha skickats vidare privat.
pages-more = { $count } sidor till finns i JSON-rapporten.
shares-none = Ingen meddelandeapp hämtade en länkförhandsvisning i loggen.
shares-private = privat
shares-either = privat eller offentlig
shares-public = offentligt inlägg
shares-intro =
    { $count ->
        [one] En gång hämtade en meddelandeapp eller ett nätverk en sidas förhandsvisning: någon hade just klistrat in länken.
       *[other] { $count } gånger hämtade en meddelandeapp eller ett nätverk en sidas förhandsvisning: någon hade just klistrat in länken.
    }
either-intro = De här besöken kom från appar där offentliga inlägg och privata meddelanden finns sida vid sida. De räknas inte som privata.
source-email = E-post
source-sms = Sms
source-copy-other = Kopierad länk

## Vad som räknats bort
left-out-intro =
    { $read ->
        [one] Loggen har en rad.
       *[other] Loggen har { $read } rader. Var och en räknas en gång, som något av detta:
    }
lines-pages = Sidvisningar av människor
lines-other-pages = Omdirigeringar, formulär m.m.
lines-assets = Bilder, skript och liknande
lines-previews = Länkförhandsvisningar
lines-bots = Anrop från maskiner
lines-errors = Besvarade med ett fel
lines-filtered = Borttagna som du bad om
lines-unparsed = Rader som inte gick att läsa
bots-title = Maskiner efter slag
unparsed-title =
    { $count ->
        [one] Den enda raden som inte gick att läsa
       *[other] De första av { $count } rader som inte gick att läsa
    }
unparsed-where = { $file }, rad { $line }
unparsed-note = Besökares adresser är borttagna ur raderna ovan; resten står som den kom. Titta efter innan du skickar rapporten vidare.
bot-search = Sökmotorer
bot-ai = AI-företag
bot-seo = SEO-verktyg
bot-monitor = Driftövervakning
bot-feed = Flödesläsare
bot-library = Program och skript
bot-scanner = Säkerhetsskannrar
bot-archive = Arkiv
bot-security = Post- och länkkontroller
bot-unknown = Utan namn
bot-robots = Läste robots.txt
bot-head = Frågade bara om en sida finns
bot-other = Övriga

## Hur varje siffra kom till, i en eller två meningar
how-headline = Den nedre gränsen räknar besök med belägg: en märkt delningslänk, en apps eget märke, en meddelandetjänst på webben. Den övre lägger till varje besök utan spår till sidor under start- och avdelningssidorna; det är en tumregel från 2012, och bokmärken och dolda sökningar finns också i den.
how-visits = Ett besök är en människas sidvisning som kom utifrån. Den som kommer utifrån två gånger inom en halvtimme räknas två gånger här; annars vore det { $sittings }.
how-time = Räknat i { $timezone }. Den mörka ytan är säker, den skrafferade möjlig; korta streck under visar länkförhandsvisningar som hämtades då.
how-time-text = Räknat i { $timezone }. De tre första raderna har samma skala; sedda delningar har en egen.
how-channels = Avgjort av sidan som länkade hit, appen eller en märkning i länken. Privat delning och direkt delar på besöken utan spår, så båda har ett spann.
how-messengers = Här räknas bara besök där appen, meddelandetjänsten eller märkningen namnger meddelandeappen.
how-pages = Den första siffran är säker. Den andra lägger till sidans besök utan spår och är därmed det mesta som är möjligt.
how-shares = När en länk klistras in hämtar de flesta meddelandeappar en förhandsvisning av sidan. Hämtningar av en sida från en avsändare inom en minut räknas en gång; en förhandsvisning räknas aldrig som besök.
how-either = Appens märke eller den länkande adressen namnger appen, men inte om länken stod i ett inlägg eller i ett meddelande.
how-left-out = Maskiner känns igen på namnet de uppger, bilder och skript på adress och svar, fel på statusen. Inget faller bort utan att räknas.
how-home-pages = Som start- och avdelningssidor, där besök utan spår räknas som direkta, gäller: { $pages }.

## Bra att veta
caveat-no-referrer = Loggen säger inte vilken sida som länkade hit. Sök, sociala nätverk och andra webbplatser går inte att skilja åt; den övre gränsen är alldeles för hög.
caveat-no-user-agent = Loggen namnger inte webbläsare och appar. Maskiner räknas som människor, och ingen app kan kännas igen.
caveat-no-previews = Ingen länkförhandsvisning syntes till. Antingen klistrades ingen länk in, eller så svarade en proxy eller cache innan servern hann logga.
caveat-few-visits =
    { $count ->
        [one] Det finns bara ett besök. Läs siffrorna som ett exempel.
       *[other] Det finns bara { $count } besök. Läs siffrorna som de är, inte som andelar.
    }
caveat-cut-short = Filen { $file } slutar mitt i. Allt före det finns i rapporten.
caveat-many-unparsed = Mer än en tiondel av raderna gick inte att läsa. Är allt samma slags logg?

## Vad du kan göra nu
next-share-links = Sätt delningslänkar på de sidor som skickas vidare mest. Varje besök genom en sådan är säkert, och spannet blir smalt.
next-headers = Låt servern logga Sec-Fetch-huvudena och X-Requested-With. De skiljer inskrivna adresser från appar; raderna att lägga till står i handboken.
next-previews = Titta på sidorna vars förhandsvisning hämtades mest och ge dem en bra rubrik och bild: det är kortet som vännerna ser.
next-referrer = Lägg till referrer i loggformatet (”combined” har den). Utan den kan ingen rapport säga varifrån besöken kommer.
next-user-agent = Lägg till user agent i loggformatet (”combined” har den). Utan den går maskiner inte att räkna bort.
next-longer = Kör rapporten igen över en längre tid: en månad är en bra början.
