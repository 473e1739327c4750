# Die Prüfung der Schätzung auf Deutsch. Wer keine Statistik kennt, muss jeden Satz verstehen.

## Rahmen
backtest-of = Prüfung der Schätzung auf { $site }
backtest-headline-too-few = Dieses Log enthält zu wenig, um die Schätzung zu prüfen.
backtest-hidden = Wir haben { $private } private und { $public } öffentliche Besuche aus diesem Log genommen, die zeigen, woher sie kamen (durch eine Markierung im Link, eine App, eine Suchmaschine, eine verlinkende Website). Das haben wir verdeckt und die Schätzung von jedem sagen lassen, wie wahrscheinlich er privat ist.

## Maße
section-scores = Wie gut privat und öffentlich unterschieden werden
score-pairs = Richtig geordnete Paare, von 100
score-pairs-means = Man nehme einen privaten und einen öffentlichen Besuch: In so vielen von 100 solchen Paaren galt der private als der wahrscheinlichere. (Die Fläche unter der ROC-Kurve.)
score-precision = Mittlere Genauigkeit
score-precision-means = Man ordne alle Besuche, die wahrscheinlichsten zuerst, und gehe die Liste hinab: Im Mittel ist ein solcher Teil der bis dahin gesehenen Besuche wirklich privat. 100 % heißt: Alle privaten stehen oben.
score-brier = Brier-Wert
score-brier-means = Wie weit das Gesagte vom Wahren entfernt ist, quadriert und gemittelt. 0 ist vollkommen; je kleiner, desto besser.
score-calibration = Eichfehler
score-calibration-means = Von Besuchen, die als zu 30 % wahrscheinlich gelten, sollten 30 von 100 privat sein. Um so viel weicht beides im Mittel voneinander ab; 0 % ist vollkommen.
head-measure = Maß
head-estimate = Schätzung
head-rule = Faustregel
head-guess = Raten

## Gesagt und wahr
section-reliability = Trifft es so oft zu, wie es heißt?
reliability-intro = Jeder Punkt ist eine Gruppe von Besuchen, die als etwa gleich wahrscheinlich galten. Auf der gestrichelten Linie waren sie genau so oft privat wie gesagt; darunter hat die Schätzung zu viel gesagt, darüber zu wenig. Je größer der Punkt, desto mehr Besuche.
reliability-intro-text = Jede Zeile ist eine Gruppe von Besuchen, die als etwa gleich wahrscheinlich galten. Beide Prozentzahlen sollten sich gleichen: Waren weniger privat als gesagt, hat die Schätzung zu viel gesagt.
reliability-desc = Gesagt und wahr, nach Gruppen: { $groups }.
reliability-across = als privat eingeschätzt →
reliability-upward = ↑ wirklich privat
reliability-told = gesagt { $told }, wirklich { $observed }, Besuche: { $visits }
head-group = Als privat eingeschätzt
head-told = Im Mittel gesagt
head-true = Wirklich privat

## Nach Quelle
section-tested-sources = Nach dem, was verdeckt war
tested-sources-intro = Wie wahrscheinlich privat die Besuche jeder Quelle im Mittel galten. Bei privaten Quellen soll der Wert hoch sein, bei öffentlichen niedrig.
tested-private = privat
tested-public = öffentlich
tested-unnamed = Ohne Namen
tested-sources-note = Hinter jedem Namen steht, wie viele Besuche verdeckt waren.

## Was sie nicht zeigt
section-limits = Was diese Prüfung nicht zeigt
limits-others = Besuche, die zeigen, woher sie kamen, sind nicht wie die, die es verbergen. Bei diesen kann die Schätzung besser oder schlechter sein.
limits-total = Wie richtig die Gesamtzahl ist, sagt die Prüfung also nicht. Das sagen nur markierte Links: Geben Sie einige in Ihren eigenen Gruppen weiter und zählen Sie, was ankommt. So planen Sie das: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] Geprüft wurde an nur einem privaten Besuch: Der Zufall bewegt hier jede Zahl.
       *[other] Geprüft wurde an { $private } privaten Besuchen: Je weniger es sind, desto mehr bewegt der Zufall hier jede Zahl.
    }
