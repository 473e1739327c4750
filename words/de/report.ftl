# Der Protokollbericht auf Deutsch. Kurze Sätze, keine Fachwörter, "Sie".

## Rahmen
report-of = Privates Teilen auf { $site }
report-site-unknown = Ihrer Website
report-period = { $dates } ({ $timezone })
report-made-by = Von Undercurrent aus dem Log eines Webservers erstellt. Nichts davon wurde irgendwohin gesendet.
and-more = und { $count } weitere
how-known = Woher wissen wir das?
table-of = Die Zahlen als Tabelle

## Die Überschrift, nach Regeln
headline-range =
    { $visits ->
        [one] Privates Teilen brachte zwischen { $low } und { $high } von einem Besuch.
       *[other] Privates Teilen brachte zwischen { $low } und { $high } von { $visits } Besuchen.
    }
headline-at-most =
    { $visits ->
        [one] Privates Teilen brachte höchstens { $high } von einem Besuch.
       *[other] Privates Teilen brachte höchstens { $high } von { $visits } Besuchen.
    }
headline-certain =
    { $visits ->
        [one] Privates Teilen brachte { $low } von einem Besuch.
       *[other] Privates Teilen brachte { $low } von { $visits } Besuchen.
    }
headline-few =
    { $visits ->
        [one] Privates Teilen brachte { $range } von einem Besuch: zu wenig für eine Prozentzahl.
       *[other] Privates Teilen brachte { $range } von { $visits } Besuchen: zu wenige für eine Prozentzahl.
    }
headline-no-trace =
    { $visits ->
        [one] Der eine Besuch zeigt keine Spur privaten Teilens.
       *[other] Keiner der { $visits } Besuche zeigt eine Spur privaten Teilens.
    }
headline-empty = In diesem Log steht noch kein Besuch.
headline-shares-only =
    { $count ->
        [one] Noch kein Besuch, aber eine Linkvorschau: Jemand hat eine Seite weitergegeben.
       *[other] Noch keine Besuche, aber { $count } Linkvorschauen: Seiten werden weitergegeben.
    }
lead-known =
    { $count ->
        [0] Sicher ist keiner: Kein Teilen-Link, keine App und kein Web-Messenger hat einen verraten.
        [one] Einer ist sicher: Ein Teilen-Link, eine App oder ein Web-Messenger hat ihn verraten.
       *[other] { $count } sind sicher: Ein Teilen-Link, eine App oder ein Web-Messenger hat sie verraten.
    }
lead-possible =
    { $count ->
        [one] Ein weiterer ist möglich: Er kam ohne jede Spur auf eine Seite, deren Adresse kaum jemand eintippt.
       *[other] Bis zu { $count } weitere sind möglich: Sie kamen ohne jede Spur auf Seiten, deren Adresse kaum jemand eintippt.
    }
lead-messenger = Wo der Messenger bekannt ist, kamen die meisten über { $messenger }.
lead-page = Am häufigsten weitergegeben wurde womöglich { $page }.
empty-help = Sobald Menschen die Website besuchen, zeigt diese Seite, wie viel davon privat weitergegeben wurde, über welche Messenger und auf welchen Seiten.
empty-next = Bitte prüfen Sie, ob dies das Zugriffs-Log (nicht das Fehler-Log) der richtigen Website ist und ob es die gemeinten Tage umfasst.

## Kennzahlen
figure-visits = Besuche
figure-visits-note =
    { $visitors ->
        [one] von einem Besucher
       *[other] von { $visitors } Besuchern
    }
figure-certain = Sicher privat
figure-certain-note = { $percent } der Besuche
figure-possible = Höchstens privat
figure-possible-note = { $percent } der Besuche, nach einer Faustregel
figure-shares = Weitergaben
figure-shares-note = gesehen, vor jedem Klick
figure-machines = Maschinen
figure-machines-note = Anfragen von Bots, ausgelassen

## Belege
evidence-public = Alle anderen Besuche
evidence-key-declared = Angegeben: Der Link selbst sagt es
evidence-key-revealed = Verraten: durch eine App oder Website
evidence-key-inferred = Möglich: nach Faustregel, ohne Beleg
range-title = Privates Teilen als Teil aller Besuche
range-desc = Sicher: { $known }. Höchstens: { $high }.

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
channels-key = Umrandet: ohne Spur, also eingetippt, Lesezeichen oder verborgen. Eine Linie mit Enden: so weit kann es reichen.
channels-key-text = · ohne Spur: eingetippt, Lesezeichen oder verborgen   ┤ höchstens

## Abschnitte
section-time = Im Lauf der Zeit
section-channels = Woher Besuche kommen
section-messengers = Über welchen Messenger
section-pages = Was weitergegeben wird
section-shares = Weitergaben, vor jedem Klick gesehen
section-either = Kann beides sein
section-left-out = Was nicht mitzählt, und warum
section-next = Was Sie als Nächstes tun können
section-caveats = Vorab gut zu wissen
section-sources = Websites, Suchmaschinen und Netzwerke mit Namen
section-share-pages = Nach Seite

## Tabellenköpfe
head-channel = Woher
head-source = Name
head-messenger = Messenger
head-visits = Besuche
head-page = Seite
head-passed-on = Privat
head-all-visits = Alle Besuche
head-shares = Weitergaben
head-when = Wann
head-private = Privat
head-count = Anzahl
head-what = Was
head-kind = Art
head-by = Über
head-where = Wo
head-line = Zeile

## Zeitverlauf
timeline-desc =
    { $buckets ->
        [one] Besuche in einem Zeitabschnitt.
       *[other] Besuche in { $buckets } Zeitabschnitten; die meisten in einem: { $most }.
    }
timeline-key-visits = alle Besuche
timeline-key-certain = sicher privat
timeline-key-possible = möglicherweise privat
timeline-key-shares = gesehene Weitergaben
timeline-key-partial = gestrichelt: nur teilweise im Log
timeline-by-hour = nach Stunden
timeline-by-day = nach Tagen
timeline-by-week = nach Wochen
timeline-by-month = nach Monaten

## Messenger und Teilen
messengers-none = Kein Besuch nennt einen Messenger. Die meisten Apps verbergen, woher ein Besuch kommt; Teilen-Links ändern das.
messenger-unknown = Messenger unbekannt
messenger-unknown-line =
    { $count ->
        [one] Ein weiterer Besuch kann privat sein; sein Messenger ist nicht bekannt.
       *[other] Bis zu { $count } weitere Besuche können privat sein; ihr Messenger ist nicht bekannt.
    }
pages-none = Keine Seite zeigt ein Zeichen dafür, dass sie privat weitergegeben wurde.
pages-more = { $count } weitere Seiten stehen im JSON-Bericht.
shares-none = In diesem Log hat kein Messenger eine Linkvorschau abgerufen.
shares-private = privat
shares-either = privat oder öffentlich
shares-public = öffentlicher Beitrag
shares-intro =
    { $count ->
        [one] Einmal hat ein Messenger oder Netzwerk die Vorschaukarte einer Seite abgerufen: Jemand hatte gerade ihren Link eingefügt.
       *[other] { $count }-mal hat ein Messenger oder Netzwerk die Vorschaukarte einer Seite abgerufen: Jemand hatte gerade ihren Link eingefügt.
    }
either-intro = Diese Besuche kamen aus Apps, in denen öffentliche Beiträge und private Nachrichten nebeneinanderstehen. Sie zählen hier nicht als privat.
source-email = E-Mail
source-sms = SMS
source-copy-other = Kopierter Link

## Was nicht mitzählt
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
bot-feed = Feed-Leser
bot-library = Programme und Skripte
bot-scanner = Sicherheitsscanner
bot-archive = Archive
bot-security = Mail- und Linkprüfer
bot-unknown = Ohne Namen
bot-robots = Lasen robots.txt
bot-head = Fragten nur, ob eine Seite da ist
bot-other = Andere

## Wie jede Zahl zustande kam, in ein oder zwei Sätzen
how-headline = Das untere Ende zählt Besuche mit Beleg: ein markierter Teilen-Link, das Kennzeichen einer App, ein Web-Messenger. Das obere Ende nimmt jeden Besuch ohne Spur unterhalb der Start- und Rubrikseiten hinzu; das ist eine Faustregel von 2012, und auch Lesezeichen und verborgene Suchen stecken darin.
how-visits = Ein Besuch ist ein Seitenaufruf eines Menschen, der von außerhalb der Website kam. Wer binnen einer halben Stunde zweimal von außen kommt, zählt hier zweimal; sonst wären es { $sittings }.
how-time = Gezählt in { $timezone }. Die dunkle Fläche ist sicher, die schraffierte möglich; kurze Striche darunter zeigen die in dieser Zeit abgerufenen Linkvorschauen.
how-time-text = Gezählt in { $timezone }. Die ersten drei Zeilen haben einen gemeinsamen Maßstab, die gesehenen Weitergaben ihren eigenen.
how-channels = Erkannt an der verlinkenden Seite, der App oder einer Markierung im Link. Privates Teilen und Direkt teilen sich die Besuche ohne Spur, daher hat jedes eine Spanne.
how-messengers = Hier zählen nur Besuche, bei denen App, Web-Messenger oder Markierung den Messenger nennt.
how-pages = Die erste Zahl ist sicher. Die zweite nimmt die Besuche der Seite ohne Spur hinzu und ist damit das Höchste, was möglich ist.
how-shares = Wird ein Link eingefügt, rufen die meisten Messenger eine Vorschau der Seite ab. Abrufe einer Seite durch einen Absender binnen einer Minute zählen einmal; eine Vorschau zählt nie als Besuch.
how-either = Das Kennzeichen der App oder die verlinkende Adresse nennt die App, aber nicht, ob der Link in einem Beitrag oder in einer Nachricht stand.
how-left-out = Maschinen erkennt man am Namen, den sie angeben, Bilder und Skripte an Adresse und Antwort, Fehler am Status. Nichts fällt weg, ohne gezählt zu werden.
how-home-pages = Als Start- und Rubrikseiten gelten, und Besuche ohne Spur zählen dort als direkt: { $pages }.

## Gut zu wissen
caveat-no-referrer = Das Log sagt nicht, welche Seite hierher verlinkt hat. Suche, soziale Netzwerke und andere Websites lassen sich nicht unterscheiden; das obere Ende ist viel zu hoch.
caveat-no-user-agent = Das Log nennt weder Browser noch Apps. Maschinen zählen als Menschen, und keine App ist erkennbar.
caveat-no-previews = Es wurde keine Linkvorschau gesehen. Entweder wurde kein Link eingefügt, oder ein Proxy oder Cache hat den Messengern geantwortet, bevor dieser Server es aufschreiben konnte.
caveat-few-visits =
    { $count ->
        [one] Es gibt nur einen Besuch. Lesen Sie die Zahlen als Beispiel.
       *[other] Es gibt nur { $count } Besuche. Lesen Sie die Zahlen, wie sie sind, nicht als Anteile.
    }
caveat-cut-short = Die Datei { $file } endet mittendrin. Alles davor ist in diesem Bericht.
caveat-many-unparsed = Mehr als ein Zehntel der Zeilen war nicht lesbar. Ist alles dieselbe Art von Log?

## Was Sie als Nächstes tun können
next-share-links = Setzen Sie Teilen-Links auf die Seiten, die am häufigsten weitergegeben werden. Jeder Besuch darüber ist sicher, und die Spanne wird schmal.
next-headers = Lassen Sie den Server die Sec-Fetch-Kopfzeilen und X-Requested-With mitschreiben. Sie trennen eingetippte Adressen von Apps; die nötigen Zeilen stehen im Handbuch.
next-previews = Sehen Sie sich die Seiten mit den meisten Vorschauen an und geben Sie ihnen einen guten Titel und ein gutes Bild: Diese Karte sehen die Freunde.
next-referrer = Nehmen Sie den Referrer in das Log-Format auf („combined“ hat ihn). Ohne ihn kann kein Bericht sagen, woher Besuche kommen.
next-user-agent = Nehmen Sie den User-Agent in das Log-Format auf („combined“ hat ihn). Ohne ihn lassen sich Maschinen nicht heraushalten.
next-longer = Erstellen Sie den Bericht noch einmal über eine längere Zeit: Ein Monat ist ein guter Anfang.
