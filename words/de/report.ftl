# Der Logbericht auf Deutsch. Kurze Sätze, keine Fachwörter, "Sie".

## Rahmen
report-of = Privates Teilen auf { $site }
report-site-unknown = Ihrer Website
report-period = { $dates } (Zeitzone: { $timezone })
report-made-by = Von Undercurrent aus dem Log eines Webservers erstellt. Es wurden keine Daten übertragen.
and-more = und { $count } weitere
how-known = Woher wissen wir das?
table-of = Die Zahlen als Tabelle

## Die Überschrift, nach Regeln
headline-range =
    { $visits ->
        [one] Privat geteilte Links brachten zwischen { $low } und { $high } von einem Besuch.
       *[other] Privat geteilte Links brachten zwischen { $low } und { $high } der { $visits } Besuche.
    }
headline-at-most =
    { $visits ->
        [one] Nach einer Faustregel brachten privat geteilte Links bis zu { $high } von einem Besuch.
       *[other] Nach einer Faustregel brachten privat geteilte Links bis zu { $high } der { $visits } Besuche.
    }
headline-certain =
    { $visits ->
        [one] Privat geteilte Links brachten { $low } von einem Besuch.
       *[other] Privat geteilte Links brachten { $low } von { $visits } Besuchen.
    }
headline-few =
    { $visits ->
        [one] Privat geteilte Links brachten { $range } von einem Besuch: zu wenig für eine Prozentzahl.
       *[other] Privat geteilte Links brachten { $range } von { $visits } Besuchen: zu wenige für eine Prozentzahl.
    }
headline-estimate =
    { $visits ->
        [one] Privat geteilte Links brachten etwa { $share } von einem Besuch, wahrscheinlich zwischen { $low } und { $high }.
       *[other] Privat geteilte Links brachten etwa { $share } der { $visits } Besuche, wahrscheinlich zwischen { $low } und { $high }.
    }
headline-estimate-at-most =
    { $visits ->
        [one] Privat geteilte Links brachten etwa { $share } von einem Besuch, wahrscheinlich nicht mehr als { $high }.
       *[other] Privat geteilte Links brachten etwa { $share } der { $visits } Besuche, wahrscheinlich nicht mehr als { $high }.
    }
headline-estimate-little =
    { $visits ->
        [one] Privat geteilte Links hatten an dem einen Besuch kaum Anteil: wahrscheinlich nicht mehr als { $high }.
       *[other] Privat geteilte Links brachten kaum einen der { $visits } Besuche: wahrscheinlich nicht mehr als { $high }.
    }
headline-estimate-alone =
    { $visits ->
        [one] Privat geteilte Links brachten etwa { $share } von einem Besuch.
       *[other] Privat geteilte Links brachten etwa { $share } der { $visits } Besuche.
    }
headline-estimate-few =
    { $visits ->
        [one] Privat geteilte Links brachten etwa { $count } von einem Besuch, wahrscheinlich { $range }: zu wenig für eine Prozentzahl.
       *[other] Privat geteilte Links brachten etwa { $count } von { $visits } Besuchen, wahrscheinlich { $range }: zu wenige für eine Prozentzahl.
    }
headline-no-trace =
    { $visits ->
        [one] Der eine Besuch zeigt keine Spur eines privat geteilten Links.
       *[other] Keiner der { $visits } Besuche zeigt eine Spur eines privat geteilten Links.
    }
headline-no-referrer = Dieses Log sagt nicht, welche Seite hierher verlinkt hat; darum lässt sich nicht sagen, wie viel privat geteilt wurde.
headline-empty = In diesem Log steht noch kein Besuch.
headline-shares-only =
    { $count ->
        [one] Noch kein Besuch, aber eine Linkvorschau: Jemand hat eine Seite geteilt.
       *[other] Noch keine Besuche, aber { $count } Linkvorschauen: Seiten werden geteilt.
    }
lead-private = „Privat“ heißt hier: Der Link ging von Mensch zu Mensch, per Messenger, E-Mail, SMS oder als kopierter Link, und nicht über eine Suche oder einen öffentlichen Beitrag.
lead-known =
    { $count ->
        [0] Belegt ist keiner: weder durch eine Markierung im Link noch durch eine App oder einen Web-Messenger.
        [one] Einer ist belegt: durch eine Markierung im Link, die App oder die verlinkende Website.
       *[other] { $count } sind belegt: durch eine Markierung im Link, die App oder die verlinkende Website.
    }
lead-possible =
    { $count ->
        [one] Ein weiterer ist möglich: Er kam ohne jede Spur auf eine Seite, deren Adresse kaum jemand eintippt.
       *[other] Bis zu { $count } weitere sind möglich: Sie kamen ohne jede Spur auf Seiten, deren Adresse kaum jemand eintippt.
    }
lead-possible-only =
    { $count ->
        [one] Einer ist möglich: Er kam ohne jede Spur auf eine Seite, deren Adresse kaum jemand eintippt.
       *[other] Bis zu { $count } sind möglich: Sie kamen ohne jede Spur auf Seiten, deren Adresse kaum jemand eintippt.
    }
lead-estimated =
    { $count ->
        [0] Von denen, die nicht zeigen, woher sie kamen, ist wahrscheinlich kaum einer privat.
        [one] Etwa ein weiterer ist geschätzt: Ein Beleg fehlt, aber Zeitpunkt, Seite und das übrige Log sprechen für einen geteilten Link.
       *[other] Etwa { $count } weitere sind geschätzt: Ein Beleg fehlt, aber Zeitpunkt, Seite und das übrige Log sprechen für einen geteilten Link.
    }
lead-estimated-only =
    { $count ->
        [0] Auch von denen, die nicht zeigen, woher sie kamen, ist wahrscheinlich keiner privat.
        [one] Etwa einer ist geschätzt: Ein Beleg fehlt, aber Zeitpunkt, Seite und das übrige Log sprechen für einen geteilten Link.
       *[other] Etwa { $count } sind geschätzt: Ein Beleg fehlt, aber Zeitpunkt, Seite und das übrige Log sprechen für einen geteilten Link.
    }
lead-rule = Die übliche Faustregel käme auf { $percent }. Sie zählt jeden Besuch unbekannter Herkunft auf einer Seite, deren Adresse kaum jemand eintippt, also auch Lesezeichen und Suchen, die keine Spur hinterlassen.
lead-way = Häufigster bekannter Weg: { $way } ({ $count }).
lead-way-estimate = Häufigster Weg, der sich benennen lässt: { $way } (etwa { $count }).
lead-page = Seite, auf die das Teilen offenbar die meisten Besuche brachte: { $page }.
lead-page-shared = Am häufigsten weitergegebene Seite: { $page } (Weitergaben und Besuche werden getrennt gezählt).
empty-help = Sobald Menschen die Website besuchen, zeigt diese Seite, wie viel davon über privat geteilte Links kam, auf welchem Weg und auf welche Seiten.
empty-next = Bitte prüfen Sie, ob dies das Zugriffs-Log (nicht das Fehler-Log) der richtigen Website ist und ob es die gemeinten Tage umfasst.

## Kennzahlen
figure-visits = Besuche
figure-visits-note =
    { $visitors ->
        [one] von einem Besucher
       *[other] von { $visitors } Besuchern
    }
figure-visits-machines =
    { $count ->
        [one] ohne etwa einen, der nach einer Maschine aussieht
       *[other] ohne etwa { $count }, die nach Maschinen aussehen
    }
figure-certain = Geteilt, belegt
figure-certain-note = { $percent } der Besuche
figure-possible = Obergrenze
figure-possible-note = { $percent } der Besuche, nach Faustregel
figure-estimate = Geteilt, insgesamt
figure-estimate-note = geschätzt: { $percent } der Besuche
figure-shares = Sichtbare Weitergaben
figure-shares-note = an Linkvorschauen, noch vor dem ersten Klick
figure-machines = Maschinen
figure-machines-note = Anfragen von Bots, zählen nicht als Besuche

## Belege
evidence-public = Alle anderen Besuche
evidence-key-declared = Im Link markiert
evidence-key-revealed = An App oder Website erkannt
evidence-key-inferred = Möglich nach Faustregel
evidence-key-estimated = Geschätzt
evidence-key-range = Wahrscheinliche Spanne
evidence-key-rule = Faustregel
range-title = Privat geteilte Links als Teil aller Besuche
range-desc = Belegt: { $known }. Obergrenze: { $high }.
range-desc-estimate = Belegt: { $known }. Schätzung: { $share }, wahrscheinlich zwischen { $low } und { $high }. Faustregel: { $rule }.

## Kanäle
channel-dark-social = Privates Teilen
channel-direct = Direkt
channel-search = Suche
channel-social = Soziale Netzwerke
channel-ai-assistant = KI-Assistenten
channel-referral = Andere Websites
channel-newsletter = Newsletter
channel-campaign = Kampagnen und Anzeigen
channel-internal = Eigene Website
channel-bot = Maschinen
channel-preview = Linkvorschauen
channel-other = Nicht feststellbar
channels-key = Gefüllt, in zwei Tönen: belegt. Schraffiert: möglich. Umrandet: ohne Spur, also eingetippt, Lesezeichen oder verborgen. Eine Klammer zeigt die Spanne.
channels-key-text = · ohne Spur: eingetippt, Lesezeichen oder verborgen   ┤ höchstens
channels-key-estimate = Gefüllt, in zwei Tönen: belegt. Schraffiert: geschätzt. Umrandet: ohne Spur, also eingetippt, Lesezeichen oder verborgen. Eine Klammer zeigt die Spanne, in der die Wahrheit wahrscheinlich liegt.
channels-key-text-estimate = ╱ geschätzt   · ohne Spur: getippt, Lesezeichen, verborgen   ┤ wohl höchstens

## Abschnitte
section-time = Im Lauf der Zeit
section-channels = Woher Besuche kommen
section-messengers = Wie geteilt wurde
section-pages = Was geteilt wird
section-shares = Weitergaben, sichtbar noch vor dem ersten Klick
section-either = Öffentlich oder privat?
section-left-out = Was im Log steht
section-next = Was Sie als Nächstes tun können
section-caveats = Vorab gut zu wissen
section-trust = Wie verlässlich ist das?
section-doubts = Warum die Spanne nicht enger ist
section-sources = Websites, Suchmaschinen und Netzwerke im Einzelnen
section-share-pages = Nach Seite

## Tabellenköpfe
head-channel = Woher
head-source = Name
head-way = Weg
head-visits = Besuche
head-page = Seite
head-shared = Geteilt
head-all-visits = Alle Besuche
head-shares = Sichtbare Weitergaben
head-when = Wann
head-count = Anzahl
head-what = Was
head-kind = Art
head-by = Über
head-mostly-by = Meist über
head-where = Wo
head-line = Zeile

## Zeitverlauf
timeline-desc =
    { $buckets ->
        [one] Besuche in einem Zeitabschnitt.
       *[other] Besuche in { $buckets } Zeitabschnitten; die meisten in einem: { $most }.
    }
timeline-key-visits = alle Besuche
timeline-key-certain = geteilt, belegt (markiert oder erkannt)
timeline-key-possible = möglich nach Faustregel
timeline-key-estimate = geteilt, belegt und geschätzt
timeline-key-band = Spanne, in der die Wahrheit wahrscheinlich liegt
timeline-key-shares = sichtbare Weitergaben (höchster Strich: { $most })
timeline-key-partial = nur teilweise im Log
timeline-row-certain = geteilt, belegt
timeline-row-possible = Obergrenze
timeline-row-upper = wohl höchstens
timeline-row-estimate = geteilt, geschätzt
timeline-row-lower = wohl mindestens
timeline-row-shares = Weitergaben
timeline-row-most = Höchstwert: { $most }
timeline-by-hour = nach Stunden
timeline-by-day = nach Tagen
timeline-by-week = nach Wochen
timeline-by-month = nach Monaten

## Messenger und Teilen
messengers-none = Kein Besuch lässt erkennen, auf welchem Weg sein Link geteilt wurde. Die meisten Apps verbergen, woher ein Besuch kommt; Teilen-Links ändern das.
messenger-unknown = Messenger nicht bekannt
up-to = bis zu { $count }
others = Andere
pages-none = Keine Seite zeigt ein Zeichen dafür, dass sie privat geteilt wurde.
pages-key-estimated = geschätzt
pages-more =
    { $count ->
        [one] Eine weitere Seite steht im JSON-Bericht (--format json).
       *[other] { $count } weitere Seiten stehen im JSON-Bericht (--format json).
    }
shares-none = In diesem Log hat kein Messenger eine Linkvorschau abgerufen.
shares-private = privat
shares-either = privat oder öffentlich
shares-public = öffentlicher Beitrag
shares-intro =
    { $count ->
        [one] Einmal hat ein Messenger oder Netzwerk die Vorschaukarte einer Seite abgerufen: Jemand hatte gerade den Link eingefügt.
       *[other] { $count }-mal hat ein Messenger oder Netzwerk die Vorschaukarte einer Seite abgerufen: Jemand hatte gerade den Link eingefügt.
    }
shares-fetches = Im Log sind das { $fetches } Abrufe; Bilder und Wiederholungen zählen nicht mit.
shares-mostly-public =
    { $count ->
        [0] Sicher privat war das nie: Es waren öffentliche Beiträge oder können welche gewesen sein.
        [one] Nur einmal war das sicher privat; sonst war es ein öffentlicher Beitrag oder kann einer gewesen sein.
       *[other] Nur { $count }-mal war das sicher privat; sonst war es ein öffentlicher Beitrag oder kann einer gewesen sein.
    }
either-intro = Diese Besuche kamen aus Apps, in denen öffentliche Beiträge und private Nachrichten nebeneinanderstehen. Sie zählen hier nicht als privat.
either-intro-estimate = Diese Besuche kamen aus Apps, in denen öffentliche Beiträge und private Nachrichten nebeneinanderstehen. Den schraffierten Teil hält die Schätzung für privat und zählt ihn oben mit; der Rest zählt nicht als privat.
either-value = { $all }, davon etwa { $private } privat
source-email = E-Mail
source-sms = SMS
source-copy-other = Kopierte Links
source-preview-other = Unbekannte App

## Was im Log steht
left-out-intro =
    { $read ->
        [one] Das Log hat eine Zeile.
       *[other] Das Log hat { $read } Zeilen. Jede zählt genau einmal, und zwar als eines davon:
    }
lines-pages = Seitenaufrufe von Menschen
lines-other-pages = Weiterleitungen, Formulare usw.
lines-assets = Bilder, Skripte und Ähnliches
lines-previews = Linkvorschauen
lines-bots = Anfragen von Maschinen
lines-errors = Mit einem Fehler beantwortet
lines-filtered = Auf Ihren Wunsch ausgelassen
lines-unparsed = Nicht lesbare Zeilen
bots-title = Maschinen nach Art
bots-intro = Programme, keine Menschen. Sie werden erkannt und zählen sonst nirgends mit.
unparsed-title =
    { $count ->
        [one] Die eine Zeile, die nicht lesbar war
       *[other] Die ersten von { $count } nicht lesbaren Zeilen
    }
unparsed-where = { $file }, Zeile { $line }
unparsed-note = Aus den gezeigten Zeilen sind die Adressen der Besucher entfernt; der Rest steht da, wie er kam. Sehen Sie nach, bevor Sie den Bericht weitergeben.
bot-search = Suchmaschinen
bot-ai = KI-Unternehmen
bot-seo = SEO-Werkzeuge
bot-monitor = Verfügbarkeitsprüfer
bot-feed = RSS-Reader
bot-library = Programme und Skripte
bot-scanner = Sicherheitsscanner
bot-archive = Archive
bot-security = Mail- und Linkprüfer
bot-unknown = Ohne Namen
bot-robots = Crawler (robots.txt gelesen)
bot-head = Nur geprüft, ob eine Seite da ist
bot-other = Andere

## Wie jede Zahl zustande kam, in ein oder zwei Sätzen
how-headline = Das untere Ende zählt Besuche mit Beleg: ein markierter Teilen-Link, das Erkennungsmerkmal einer App, ein Web-Messenger. Das obere Ende nimmt jeden Besuch hinzu, der ohne Spur auf eine Seite unterhalb der Start- und Rubrikseiten kam: eine Faustregel von The Atlantic und Chartbeat (2012). Auch Lesezeichen und verborgene Suchen stecken darin. Außerhalb der Spanne bleiben Besuche ohne Spur auf Start- und Rubrikseiten und solche, die öffentlich wie privat sein können.
how-estimate = Für jeden Besuch ohne Spur wägt die Schätzung ab, was ihn gebracht haben kann: Gewohnheit (eine eingetippte Adresse, ein Lesezeichen), eine Suche oder ein öffentlicher Beitrag, der keine Spur hinterließ, oder ein privat weitergegebener Link. Linkvorschauen kurz davor, plötzlicher Andrang auf einer Seite, die Seite selbst und der Browser sprechen für das eine oder das andere.
how-machines =
    { $count ->
        [one] Etwa ein weiterer Seitenaufruf sieht aus, als käme er von einem Programm, das sich als Browser ausgibt. Er zählt in keinem Prozentsatz mit; in den Zahlen einzelner Tage und Seiten steckt er noch.
       *[other] Etwa { $count } weitere Seitenaufrufe sehen aus, als kämen sie von Programmen, die sich als Browser ausgeben. Sie zählen in keinem Prozentsatz mit; in den Zahlen einzelner Tage und Seiten stecken sie noch.
    }
how-estimate-range = Die Spanne ist keine Garantie: Sie soll die Wahrheit in etwa vier von fünf Logs wie diesem enthalten; in einem von fünf liegt die Wahrheit außerhalb (ein Intervall von 80 %). Sie beruht darauf, was Messenger und Browser gewöhnlich in einem Log hinterlassen.
how-estimate-rule = Die Faustregel ist die von The Atlantic und Chartbeat (2012): Sie zählt jeden Besuch ohne Spur auf einer Seite unterhalb der Start- und Rubrikseiten. Auch Lesezeichen und Suchen, die keine Spur hinterlassen, stecken darin; meist ist sie daher zu hoch.
how-visits = Ein Besuch ist der Seitenaufruf eines Menschen, der von außerhalb der Website kam. Geschätzte Zahlen sind gerundet und ergeben zusammen nicht immer genau die Summe.
how-time = Zeitzone: { $timezone }. Die gefüllte Fläche ist belegt, die schraffierte möglich; kurze Striche darunter zeigen, wie viele Weitergaben gesehen wurden. Abschnitte, die das Log nur zum Teil enthält, sind hohle Punkte oder gestrichelt.
how-time-text = Zeitzone: { $timezone }. Jede Zeile hat ihren eigenen Maßstab bis zur größten Zahl, die daneben steht.
how-time-estimate = Zeitzone: { $timezone }. Die Linie ist Belegtes und Geschätztes zusammen, das schraffierte Band die Spanne, in der die Wahrheit wahrscheinlich liegt; kurze Striche darunter zeigen, wie viele Weitergaben gesehen wurden. Abschnitte, die das Log nur zum Teil enthält, sind hohle Punkte oder gestrichelt.
how-time-text-estimate = Zeitzone: { $timezone }. Die drei Zeilen zu geteilten Links haben einen gemeinsamen Maßstab; jede andere hat ihren eigenen bis zur größten Zahl, die daneben steht.
how-channels = Erkannt an der verlinkenden Seite, der App oder einer Markierung im Link. Besuche ohne Spur können zum privaten Teilen oder zu Direkt gehören, daher hat beides eine Spanne.
how-channels-estimate = Erkannt an der verlinkenden Seite, der App oder einer Markierung im Link. Besuche ohne Spur teilt die Schätzung auf privates Teilen und Direkt auf, daher hat beides eine Spanne. Die Liste der Namen folgt allein den Spuren. Von Besuchen aus Apps, Newslettern und Anzeigen hält die Schätzung manche für privat weitergegeben; ein Name kann dort also mehr Besuche haben als hier seine ganze Gruppe.
how-messengers = Den Weg nennt die App, der Web-Messenger oder eine Markierung im Link. Ein kopierter Link nennt keinen Messenger und kann auch öffentlich eingefügt worden sein.
how-messengers-estimate = Gefüllt ist, was die App, der Web-Messenger oder eine Markierung im Link nennt. Schraffiert ist geschätzt, meist aus den Linkvorschauen, die ein Messenger kurz davor abgerufen hat. Wo nichts für einen bestimmten spricht, ist der Messenger nicht bekannt. Ein kopierter Link nennt keinen Messenger und kann auch öffentlich eingefügt worden sein.
how-pages = Die erste Zahl ist belegt. Die zweite nimmt die Besuche der Seite ohne Spur hinzu und ist die Obergrenze. Sortiert ist nach der Obergrenze; am häufigsten weitergegeben wurde vielleicht eine andere Seite.
how-pages-estimate = Die erste Zahl ist Belegtes und Geschätztes zusammen, die Zahlen in Klammern sind die Spanne, in der die Wahrheit wahrscheinlich liegt. Am häufigsten weitergegeben wurde vielleicht eine andere Seite.
how-shares = Wird ein Link eingefügt, rufen die meisten Messenger eine Vorschau der Seite ab. Abrufe einer Seite durch einen Absender binnen einer Minute zählen einmal; eine Vorschau zählt nie als Besuch. Eine Weitergabe kann viele Besuche bringen oder gar keinen.
how-either = Das Erkennungsmerkmal der App oder die verlinkende Adresse nennt die App, aber nicht, ob der Link in einem Beitrag oder in einer Nachricht stand.
how-left-out = Maschinen erkennt man am Namen, den sie angeben, Bilder und Skripte an Adresse und Antwort, Fehler am Statuscode. Nichts fällt weg, ohne gezählt zu werden.
how-home-pages = Als Start- und Rubrikseiten, auf denen die Faustregel Besuche ohne Spur nicht zählt, gelten: { $pages }.
how-home-pages-more = Als Start- und Rubrikseiten, auf denen die Faustregel Besuche ohne Spur nicht zählt, gelten: { $pages }, …

## Gut zu wissen
caveat-no-referrer = Das Log sagt nicht, welche Seite hierher verlinkt hat. Suche, soziale Netzwerke und andere Websites lassen sich nicht von privatem Teilen unterscheiden.
caveat-no-user-agent = Das Log nennt weder Browser noch Apps. Maschinen zählen als Menschen, und keine App ist erkennbar.
caveat-no-previews = Es wurde keine Linkvorschau gesehen. Entweder wurde kein Link eingefügt, oder ein Proxy oder Cache hat den Messengern geantwortet, bevor dieser Server es aufschreiben konnte.
caveat-few-visits =
    { $count ->
        [one] Es gibt nur einen Besuch. Lesen Sie die Zahlen als Beispiel.
       *[other] Es gibt nur { $count } Besuche. Halten Sie sich an die Anzahlen, nicht an die Prozente.
    }
caveat-cut-short = Die Datei { $file } endet mittendrin. Alles davor ist in diesem Bericht.
caveat-many-unparsed = Mehr als ein Zehntel der Zeilen war nicht lesbar. Ist alles dieselbe Art von Log?

## Warum eine Schätzung nicht sicherer ist
doubt-few-landings =
    { $count ->
        [one] Es gibt nur einen Besuch.
       *[other] Es gibt nur { $count } Besuche, der Zufall spielt also eine große Rolle.
    }
doubt-short-period =
    { $days ->
        [one] Das Log umfasst nur einen Tag: Was auf dieser Website üblich ist und was besonders war, lässt sich nicht trennen.
       *[other] Das Log umfasst nur { $days } Tage: Was auf dieser Website üblich ist und was besonders war, lässt sich kaum trennen.
    }
doubt-no-previews = Es wurde keine private Linkvorschau gesehen: Das eine Zeichen, das eine Weitergabe noch vor dem ersten Klick zeigt, fehlt.
doubt-few-known-private =
    { $count ->
        [0] Von keinem Besuch ist bekannt, dass er privat ist; wie private Besuche hier aussehen, kann die Schätzung also nicht lernen.
        [one] Nur von einem Besuch ist bekannt, dass er privat ist; die Schätzung lernt daraus also nur wenig darüber, wie private Besuche hier aussehen.
       *[other] Nur von { $count } Besuchen ist bekannt, dass sie privat sind; die Schätzung lernt daraus also nur wenig darüber, wie private Besuche hier aussehen.
    }
doubt-mostly-unexplained = { $percent } der Besuche zeigen nicht, woher sie kamen.
doubt-no-referrer = Das Log sagt nicht, welche Seite hierher verlinkt hat.

## Wie weit man der Schätzung trauen kann
trust-good = Bei Besuchen bekannter Herkunft unterscheidet die Schätzung gut zwischen privat und öffentlich.
trust-fair = Bei Besuchen bekannter Herkunft unterscheidet die Schätzung meist richtig zwischen privat und öffentlich.
trust-poor = Bei Besuchen bekannter Herkunft unterscheidet die Schätzung kaum besser zwischen privat und öffentlich, als wenn man raten würde. Trauen Sie der Spanne, nicht der einzelnen Zahl.
trust-pairs = Je ein privater und ein öffentlicher Besuch, deren Herkunft wir verdeckt haben: Welcher ist der private? Von 100 solchen Paaren hat die Schätzung { $estimate } richtig beurteilt, die Faustregel { $rule }. Wer rät, kommt auf 50.
trust-limits = Das zeigt, wie gut sich bekannte Herkünfte unterscheiden lassen, nicht, wie richtig die Gesamtzahl ist: Das können nur Testlinks zeigen, die Sie selbst verschicken. So planen Sie sie: undercurrent calibrate plan
trust-too-few = Aus diesem Log allein kann das niemand sagen: Nur { $private } private und { $public } öffentliche Besuche ließen sich zum Prüfen der Schätzung verwenden, und das ist zu wenig. Testlinks, die Sie selbst verschicken, helfen. So planen Sie sie: undercurrent calibrate plan
trust-untested = Aus diesem Log allein kann das niemand sagen. Es enthält zu wenig, um die Schätzung zu prüfen. Testlinks, die Sie selbst verschicken, helfen. So planen Sie sie: undercurrent calibrate plan
trust-more = Für die ganze Prüfung starten Sie mit demselben Log: undercurrent backtest LOG

## Was Sie als Nächstes tun können
next-share-links = Setzen Sie Teilen-Links auf die Seiten, die am häufigsten geteilt werden: Links mit einer Markierung, die den Weg nennt, etwa utm_source=whatsapp. Jeder Besuch darüber ist belegt, und die Spanne wird enger.
next-more-share-links = Ihre markierten Links funktionieren. Setzen Sie sie auf mehr Ihrer Seiten, zuerst auf die meistgeteilten: Jeder Besuch darüber ist belegt, und die Spanne wird enger.
next-headers = Bitten Sie die Person, die Ihren Server betreut, die Sec-Fetch-Kopfzeilen und X-Requested-With mitzuschreiben. Sie unterscheiden eingetippte Adressen von Links, die in Apps geöffnet wurden; die nötigen Zeilen stehen in docs/guide/log-formats.md.
next-previews = Sehen Sie sich die Seiten an, die am häufigsten weitergegeben wurden, und geben Sie ihnen einen guten Titel und ein gutes Bild: Diese Karte sieht man vor dem Klick.
next-referrer = Bitten Sie die Person, die Ihren Server betreut, den Referrer in das Log-Format aufzunehmen („combined“ hat ihn; siehe docs/guide/log-formats.md). Ohne ihn kann kein Bericht sagen, woher Besuche kommen.
next-user-agent = Bitten Sie die Person, die Ihren Server betreut, den User-Agent in das Log-Format aufzunehmen („combined“ hat ihn; siehe docs/guide/log-formats.md). Ohne ihn lassen sich Maschinen nicht heraushalten.
next-longer = Erstellen Sie den Bericht noch einmal über eine längere Zeit: Ein Monat ist ein guter Anfang.
