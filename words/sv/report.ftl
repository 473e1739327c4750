# Loggrapporten på svenska. Korta meningar, inga fackord, "du".

## Ram
report-of = Privat delning på { $site }
report-site-unknown = din webbplats
report-period = { $dates } (tidszon: { $timezone })
report-made-by = Skapad av Undercurrent från en webbservers logg. Inga data har skickats vidare.
and-more = och { $count } till
how-known = Hur vet vi det?
table-of = Siffrorna som tabell

## Rubriken, enligt regler
headline-range =
    { $visits ->
        [one] Privat delade länkar stod för mellan { $low } och { $high } av ett besök.
       *[other] Privat delade länkar stod för mellan { $low } och { $high } av { $visits } besök.
    }
headline-at-most =
    { $visits ->
        [one] Enligt en tumregel stod privat delning för upp till { $high } av ett besök.
       *[other] Enligt en tumregel stod privat delning för upp till { $high } av { $visits } besök.
    }
headline-certain =
    { $visits ->
        [one] Privat delade länkar stod för { $low } av ett besök.
       *[other] Privat delade länkar stod för { $low } av { $visits } besök.
    }
headline-few =
    { $visits ->
        [one] Privat delade länkar stod för { $range } av ett besök: för lite för en procentsats.
       *[other] Privat delade länkar stod för { $range } av { $visits } besök: för få för en procentsats.
    }
headline-estimate =
    { $visits ->
        [one] Privat delade länkar stod för omkring { $share } av ett besök, troligen mellan { $low } och { $high }.
       *[other] Privat delade länkar stod för omkring { $share } av { $visits } besök, troligen mellan { $low } och { $high }.
    }
headline-estimate-at-most =
    { $visits ->
        [one] Privat delade länkar stod för omkring { $share } av ett besök, troligen inte mer än { $high }.
       *[other] Privat delade länkar stod för omkring { $share } av { $visits } besök, troligen inte mer än { $high }.
    }
headline-estimate-little =
    { $visits ->
        [one] Privat delade länkar hade knappt någon del i det enda besöket: troligen inte mer än { $high }.
       *[other] Privat delade länkar stod för knappt något av { $visits } besök: troligen inte mer än { $high }.
    }
headline-estimate-alone =
    { $visits ->
        [one] Privat delade länkar stod för omkring { $share } av ett besök.
       *[other] Privat delade länkar stod för omkring { $share } av { $visits } besök.
    }
headline-estimate-few =
    { $visits ->
        [one] Privat delade länkar stod för omkring { $count } av ett besök, troligen { $range }: för lite för en procentsats.
       *[other] Privat delade länkar stod för omkring { $count } av { $visits } besök, troligen { $range }: för få för en procentsats.
    }
headline-no-trace =
    { $visits ->
        [one] Det enda besöket visar inget spår av en privat delad länk.
       *[other] Inget av de { $visits } besöken visar något spår av en privat delad länk.
    }
headline-no-referrer = Den här loggen säger inte vilken sida som länkade hit, så det går inte att säga hur mycket som delades privat.
headline-empty = Det finns inget besök i loggen än.
headline-shares-only =
    { $count ->
        [one] Inget besök än, men en länkförhandsvisning: någon har delat en sida.
       *[other] Inga besök än, men { $count } länkförhandsvisningar: sidor delas.
    }
lead-private = ”Privat” betyder här att länken gick från människa till människa, via meddelandeapp, e-post, sms eller som kopierad länk, och inte genom en sökning eller ett offentligt inlägg.
lead-known =
    { $count ->
        [0] Inget är belagt: ingen märkning i en länk, ingen app och ingen meddelandetjänst på webben visar det.
        [one] Ett är belagt: det framgår av en märkning i länken, av appen eller av webbplatsen som länkade.
       *[other] { $count } är belagda: det framgår av en märkning i länken, av appen eller av webbplatsen som länkade.
    }
lead-possible =
    { $count ->
        [one] Ytterligare ett är möjligt: det kom utan spår till en sida vars adress få skriver för hand.
       *[other] Ytterligare upp till { $count } är möjliga: de kom utan spår till sidor vars adress få skriver för hand.
    }
lead-possible-only =
    { $count ->
        [one] Ett är möjligt: det kom utan spår till en sida vars adress få skriver för hand.
       *[other] Upp till { $count } är möjliga: de kom utan spår till sidor vars adress få skriver för hand.
    }
lead-estimated =
    { $count ->
        [0] Av dem som inte visar varifrån de kom är troligen knappt något privat.
        [one] Ytterligare omkring ett är uppskattat: belägg saknas, men tidpunkten, sidan och loggen i övrigt talar för en delad länk.
       *[other] Ytterligare omkring { $count } är uppskattade: belägg saknas, men tidpunkten, sidan och loggen i övrigt talar för en delad länk.
    }
lead-estimated-only =
    { $count ->
        [0] Inte heller av dem som inte visar varifrån de kom är troligen något privat.
        [one] Omkring ett är uppskattat: belägg saknas, men tidpunkten, sidan och loggen i övrigt talar för en delad länk.
       *[other] Omkring { $count } är uppskattade: belägg saknas, men tidpunkten, sidan och loggen i övrigt talar för en delad länk.
    }
lead-rule = Den vanliga tumregeln skulle säga { $percent }. Den räknar varje besök av okänt ursprung till en sida vars adress få skriver för hand, alltså även bokmärken och sökningar som inte lämnat spår.
lead-way = Vanligaste kända vägen: { $way } ({ $count }).
lead-way-estimate = Vanligaste vägen som går att namnge: { $way } (omkring { $count }).
lead-page = Sidan som delning tycks ha gett flest besök: { $page }.
lead-page-shared = Sidan som oftast delades: { $page } (delningar och besök räknas var för sig).
empty-help = När människor besöker webbplatsen visar den här sidan hur mycket som kom genom privat delade länkar, vilken väg och till vilka sidor.
empty-next = Kontrollera att det är åtkomstloggen (inte felloggen) för rätt webbplats, och att den omfattar de dagar du menar.

## Nyckeltal
figure-visits = Besök
figure-visits-note =
    { $visitors ->
        [one] av en besökare
       *[other] av { $visitors } besökare
    }
figure-visits-machines =
    { $count ->
        [one] utan omkring ett som ser ut som en maskin
       *[other] utan omkring { $count } som ser ut som maskiner
    }
figure-certain = Delade, belagda
figure-certain-note = { $percent } av besöken
figure-possible = Övre gräns
figure-possible-note = { $percent } av besöken, enligt tumregel
figure-estimate = Delade, totalt
figure-estimate-note = uppskattat: { $percent } av besöken
figure-shares = Synliga delningar
figure-shares-note = genom länkförhandsvisningar, före första klicket
figure-machines = Maskiner
figure-machines-note = anrop från botar, räknas inte som besök

## Belägg
evidence-public = Alla andra besök
evidence-key-declared = Märkta i länken
evidence-key-revealed = Igenkända på app eller webbplats
evidence-key-inferred = Möjliga enligt tumregel
evidence-key-estimated = Uppskattade
evidence-key-range = Troligt spann
evidence-key-rule = Tumregel
range-title = Privat delade länkar som del av alla besök
range-desc = Belagt: { $known }. Övre gräns: { $high }.
range-desc-estimate = Belagt: { $known }. Uppskattning: { $share }, troligen mellan { $low } och { $high }. Tumregel: { $rule }.

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
channels-key = Fylld, i två toner: belagt. Skrafferad: möjligt. Konturerad: inget spår, alltså inskrivet, bokmärkt eller dolt. En klammer visar spannet.
channels-key-text = · inget spår: inskrivet, bokmärkt eller dolt   ┤ som mest
channels-key-estimate = Fylld, i två toner: belagt. Skrafferad: uppskattat. Konturerad: inget spår, alltså inskrivet, bokmärkt eller dolt. En klammer visar spannet där sanningen troligen ligger.
channels-key-text-estimate = ╱ uppskattat   · inget spår: inskrivet, bokmärkt, dolt   ┤ troligen högst

## Avsnitt
section-time = Över tid
section-channels = Varifrån besöken kommer
section-messengers = Hur det delades
section-pages = Vad som delas
section-shares = Delningar som syntes före första klicket
section-either = Offentligt eller privat?
section-left-out = Vad loggen innehåller
section-next = Vad du kan göra nu
section-caveats = Bra att veta först
section-trust = Hur mycket kan jag lita på det här?
section-doubts = Varför spannet inte är smalare
section-sources = Webbplatser, sökmotorer och nätverk vid namn
section-share-pages = Per sida

## Tabellhuvuden
head-channel = Från
head-source = Namn
head-way = Väg
head-visits = Besök
head-page = Sida
head-shared = Delade
head-all-visits = Alla besök
head-shares = Synliga delningar
head-when = När
head-count = Antal
head-what = Vad
head-kind = Typ
head-by = Via
head-mostly-by = Mest via
head-where = Var
head-line = Rad

## Tidslinje
timeline-desc =
    { $buckets ->
        [one] Besök under ett tidssteg.
       *[other] Besök under { $buckets } tidssteg; flest under ett steg: { $most }.
    }
timeline-key-visits = alla besök
timeline-key-certain = delade, belagda (märkta eller igenkända)
timeline-key-possible = möjliga enligt tumregel
timeline-key-estimate = delade, belagda och uppskattade
timeline-key-band = spann där sanningen troligen ligger
timeline-key-shares = synliga delningar (högsta strecket: { $most })
timeline-key-partial = bara delvis i loggen
timeline-row-certain = delade, belagda
timeline-row-possible = övre gräns
timeline-row-upper = troligen högst
timeline-row-estimate = delade, uppskattade
timeline-row-lower = troligen minst
timeline-row-shares = synliga delningar
timeline-row-most = högst: { $most }
timeline-by-hour = per timme
timeline-by-day = per dag
timeline-by-week = per vecka
timeline-by-month = per månad

## Meddelandeappar och delningar
messengers-none = Inget besök visar vilken väg länken tog. De flesta appar döljer varifrån ett besök kommer; delningslänkar ändrar på det.
messenger-unknown = Okänd meddelandeapp
up-to = upp till { $count }
others = Övriga
pages-none = Ingen sida visar tecken på att ha delats privat.
pages-key-estimated = uppskattade
pages-more =
    { $count ->
        [one] En sida till finns i JSON-rapporten (--format json).
       *[other] { $count } sidor till finns i JSON-rapporten (--format json).
    }
shares-none = Ingen meddelandeapp hämtade en länkförhandsvisning i loggen.
shares-private = privat
shares-either = privat eller offentlig
shares-public = offentligt inlägg
shares-intro =
    { $count ->
        [one] En delning: en meddelandeapp eller ett nätverk hämtade sidans förhandsvisning, för någon hade just klistrat in länken.
       *[other] { $count } delningar: varje gång hämtade en meddelandeapp eller ett nätverk sidans förhandsvisning, för någon hade just klistrat in länken.
    }
shares-fetches = I loggen är det { $fetches } hämtningar; bilder och upprepningar räknas inte.
shares-mostly-public =
    { $count ->
        [0] Ingen av dem var säkert privat: de var, eller kan ha varit, offentliga inlägg.
        [one] Bara en av dem var säkert privat; de andra var, eller kan ha varit, offentliga inlägg.
       *[other] Bara { $count } av dem var säkert privata; de andra var, eller kan ha varit, offentliga inlägg.
    }
either-intro = De här besöken kom från appar där offentliga inlägg och privata meddelanden finns sida vid sida. De räknas inte som privata.
either-intro-estimate = De här besöken kom från appar där offentliga inlägg och privata meddelanden finns sida vid sida. Den skrafferade delen tar uppskattningen för privat och räknar in ovan; resten räknas inte som privat.
either-value = { $all }, varav omkring { $private } privata
source-email = E-post
source-sms = Sms
source-copy-other = Kopierade länkar
source-preview-other = Okänd app

## Vad loggen innehåller
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
lines-filtered = Borttagna på din begäran
lines-unparsed = Rader som inte gick att läsa
bots-title = Maskiner efter typ
bots-intro = Program, inte människor. De känns igen och räknas inte med någon annanstans.
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
bot-feed = RSS-läsare
bot-library = Program och skript
bot-scanner = Säkerhetsskannrar
bot-archive = Arkiv
bot-security = Post- och länkkontroller
bot-unknown = Utan namn
bot-robots = Sökrobotar (läste robots.txt)
bot-head = Kontrollerade bara om en sida finns
bot-other = Övriga

## Hur varje siffra kom till, i en eller två meningar
how-headline = Den nedre gränsen räknar besök med belägg: en märkt delningslänk, en apps kännetecken, en meddelandetjänst på webben. Den övre lägger till varje besök som kom utan spår till en sida under start- och kategorisidorna: en tumregel från The Atlantic och Chartbeat (2012). Bokmärken och dolda sökningar finns också i den. Utanför spannet ligger besök utan spår till start- och kategorisidor och besök som kan vara antingen offentliga eller privata.
how-estimate = För varje besök utan spår väger uppskattningen vad som kan ha lett till det: vana (en inskriven adress, ett bokmärke), en sökning eller ett offentligt inlägg som inte lämnat spår, eller en privat delad länk. Länkförhandsvisningar kort innan, plötslig rusning till en sida, själva sidan och webbläsaren talar för det ena eller det andra.
how-machines =
    { $count ->
        [one] Omkring en sidvisning till ser ut att komma från ett program som utger sig för att vara en webbläsare. Den räknas inte in i några procenttal; i siffrorna för enskilda dagar och sidor finns den kvar.
       *[other] Omkring { $count } sidvisningar till ser ut att komma från program som utger sig för att vara webbläsare. De räknas inte in i några procenttal; i siffrorna för enskilda dagar och sidor finns de kvar.
    }
how-estimate-range = Spannet är ingen garanti: det är tänkt att rymma sanningen i omkring fyra av fem loggar som den här; i en av fem ligger sanningen utanför (ett 80-procentigt intervall). Det bygger på vad meddelandeappar och webbläsare brukar lämna i en logg.
how-estimate-rule = Tumregeln kommer från The Atlantic och Chartbeat (2012): den räknar varje besök utan spår till en sida under start- och kategorisidorna. Bokmärken och sökningar som inte lämnat spår finns också i den, så oftast är den för hög.
how-visits = Ett besök är en sidvisning av en människa som kom utifrån. Uppskattade tal är avrundade och stämmer inte alltid exakt när de läggs ihop.
how-time = Tidszon: { $timezone }. Den fyllda ytan är belagd, den skrafferade möjlig; korta streck under visar hur ofta en sida sågs delas. Tidssteg som loggen bara har en del av är ihåliga punkter eller streckade.
how-time-text = Tidszon: { $timezone }. Varje rad har sin egen skala, upp till det största talet som står bredvid.
how-time-estimate = Tidszon: { $timezone }. Linjen är det belagda och det uppskattade tillsammans, det skrafferade bandet spannet där sanningen troligen ligger; korta streck under visar hur ofta en sida sågs delas. Tidssteg som loggen bara har en del av är ihåliga punkter eller streckade.
how-time-text-estimate = Tidszon: { $timezone }. De tre raderna om delade länkar har samma skala; varje annan rad har sin egen, upp till det största talet som står bredvid.
how-channels = Avgörs av sidan som länkade hit, appen eller en märkning i länken. Besök utan spår kan höra till privat delning eller till direkt, så båda har ett spann.
how-channels-estimate = Avgörs av sidan som länkade hit, appen eller en märkning i länken. Besök utan spår fördelar uppskattningen mellan privat delning och direkt, så båda har ett spann. Listan med namn går bara efter spåren. Av besök från appar, nyhetsbrev och annonser kan uppskattningen räkna några som privat delade, så ett namn kan ha fler besök där än hela gruppen här.
how-messengers = Vägen framgår av appen, meddelandetjänsten på webben eller en märkning i länken. En kopierad länk nämner ingen meddelandeapp och kan också ha klistrats in offentligt.
how-messengers-estimate = Fyllt är det som framgår av appen, meddelandetjänsten på webben eller en märkning i länken. Skrafferat är uppskattat, mest från länkförhandsvisningar som en meddelandeapp hämtade kort innan. Där inget talar för någon av dem är meddelandeappen okänd. En kopierad länk nämner ingen meddelandeapp och kan också ha klistrats in offentligt.
how-pages = Det första talet är belagt. Det andra lägger till sidans besök utan spår och är den övre gränsen. Listan är sorterad efter den övre gränsen; en annan sida kan vara den som oftast delades.
how-pages-estimate = Det första talet är det belagda och det uppskattade tillsammans, talen inom parentes spannet där sanningen troligen ligger. En annan sida kan vara den som oftast delades.
how-shares = När en länk klistras in hämtar de flesta meddelandeappar en förhandsvisning av sidan. Hämtningar av en sida från en avsändare inom en minut räknas en gång; en förhandsvisning räknas aldrig som besök. En delning kan ge många besök, eller inget.
how-either = Appens kännetecken eller den länkande adressen visar vilken app det var, men inte om länken fanns i ett inlägg eller i ett meddelande.
how-left-out = Maskiner känns igen på namnet de uppger, bilder och skript på adress och svar, fel på statuskoden. Inget faller bort utan att räknas.
how-home-pages = Som start- och kategorisidor, där tumregeln inte räknar besök utan spår, gäller: { $pages }.
how-home-pages-more = Som start- och kategorisidor, där tumregeln inte räknar besök utan spår, gäller: { $pages }, …

## Bra att veta
caveat-no-referrer = Loggen säger inte vilken sida som länkade hit. Sökning, sociala nätverk och andra webbplatser kan inte skiljas från privat delning.
caveat-no-user-agent = Loggen nämner varken webbläsare eller appar. Maskiner räknas som människor, och ingen app kan kännas igen.
caveat-no-previews = Ingen länkförhandsvisning syntes till. Antingen klistrades ingen länk in, eller så svarade en proxy eller cache innan servern hann logga.
caveat-few-visits =
    { $count ->
        [one] Det finns bara ett besök. Läs siffrorna som ett exempel.
       *[other] Det finns bara { $count } besök. Håll dig till antalen, inte till procenten.
    }
caveat-cut-short = Filen { $file } slutar mitt i. Allt före det finns i rapporten.
caveat-many-unparsed = Mer än en tiondel av raderna gick inte att läsa. Är allt samma slags logg?

## Varför en uppskattning inte är säkrare
doubt-few-landings =
    { $count ->
        [one] Det finns bara ett besök.
       *[other] Det finns bara { $count } besök, så slumpen spelar stor roll.
    }
doubt-short-period =
    { $days ->
        [one] Loggen omfattar bara en dag: det går inte att skilja det som är vanligt på webbplatsen från det som var särskilt.
       *[other] Loggen omfattar bara { $days } dagar: det går knappt att skilja det som är vanligt på webbplatsen från det som var särskilt.
    }
doubt-no-previews = Ingen privat länkförhandsvisning syntes till: det enda tecknet som visar en delning före första klicket saknas.
doubt-few-known-private =
    { $count ->
        [0] Inget besök är känt som privat, så uppskattningen kan inte lära sig hur privata besök ser ut här.
        [one] Bara ett besök är känt som privat, så uppskattningen lär sig bara lite om hur privata besök ser ut här.
       *[other] Bara { $count } besök är kända som privata, så uppskattningen lär sig bara lite om hur privata besök ser ut här.
    }
doubt-mostly-unexplained = { $percent } av besöken visar inte varifrån de kom.
doubt-no-referrer = Loggen säger inte vilken sida som länkade hit.

## Hur långt man kan lita på uppskattningen
trust-good = Bland besök med känt ursprung skiljer uppskattningen väl mellan privata och offentliga.
trust-fair = Bland besök med känt ursprung skiljer uppskattningen för det mesta rätt mellan privata och offentliga.
trust-poor = Bland besök med känt ursprung skiljer uppskattningen mellan privata och offentliga knappt bättre än en gissning skulle göra. Lita på spannet, inte på den enskilda siffran.
trust-pairs = Ta ett privat och ett offentligt besök vars ursprung vi har dolt: vilket är det privata? Av 100 sådana par bedömde uppskattningen { $estimate } rätt, tumregeln { $rule }. Den som gissar får 50 rätt.
trust-limits = Det visar hur väl kända ursprung går att skilja åt, inte hur rätt totalen är: det kan bara testlänkar som du själv delar visa. Så planerar du dem: undercurrent calibrate plan
trust-too-few = Ingen kan säga det utifrån bara den här loggen: endast { $private } privata och { $public } offentliga besök gick att använda för att pröva uppskattningen, och det är för få. Testlänkar som du själv delar hjälper. Så planerar du dem: undercurrent calibrate plan
trust-untested = Ingen kan säga det utifrån bara den här loggen. Den innehåller för lite för att pröva uppskattningen på. Testlänkar som du själv delar hjälper. Så planerar du dem: undercurrent calibrate plan
trust-more = För att se hela prövningen, kör detta på samma logg: undercurrent backtest LOGG

## Vad du kan göra nu
next-share-links = Sätt delningslänkar på de sidor som delas mest: länkar med en märkning som anger vägen, till exempel utm_source=whatsapp. Varje besök genom en sådan är belagt, och spannet blir smalare.
next-more-share-links = Dina märkta länkar fungerar. Sätt dem på fler av dina sidor, de mest delade först: varje besök genom en sådan är belagt, och spannet blir smalare.
next-headers = Be den som sköter din server att logga Sec-Fetch-huvudena och X-Requested-With. De skiljer inskrivna adresser från länkar som öppnas i appar; raderna att lägga till står i docs/guide/log-formats.md.
next-previews = Titta på sidorna som oftast delades och ge dem en bra rubrik och bild: det är kortet som syns före klicket.
next-referrer = Be den som sköter din server att lägga till referrer i loggformatet (”combined” har den; se docs/guide/log-formats.md). Utan den kan ingen rapport säga varifrån besöken kommer.
next-user-agent = Be den som sköter din server att lägga till user agent i loggformatet (”combined” har den; se docs/guide/log-formats.md). Utan den går maskiner inte att räkna bort.
next-longer = Kör rapporten igen över en längre tid: en månad är en bra början.
