# Die Prüfung der Schätzung auf Deutsch. Wer keine Statistik kennt, muss jeden Satz verstehen.

## Rahmen
backtest-of = Prüfung der Schätzung auf { $site }
backtest-headline-too-few = Dieses Log enthält zu wenig, um die Schätzung zu prüfen.
backtest-hidden = Manche Besuche in diesem Log zeigen, woher sie kamen (durch eine Markierung im Link, eine App, eine Suchmaschine, eine verlinkende Website). Bei einem Teil davon, { $private } privaten und { $public } öffentlichen, haben wir das verdeckt und die Schätzung von jedem sagen lassen, wie wahrscheinlich er privat ist.

## Maße
section-scores = Wie gut privat und öffentlich unterschieden werden
score-pairs = Richtig beurteilte Paare, von 100
score-pairs-means = Je ein privater und ein öffentlicher Besuch: In so vielen von 100 solchen Paaren gab die Schätzung dem privaten die höhere Wahrscheinlichkeit. (Die Fläche unter der ROC-Kurve.)
score-precision = Mittlere Genauigkeit
score-precision-means = Alle Besuche sind sortiert, die wahrscheinlich privaten zuerst. Man geht die Liste hinab bis zu jedem wirklich privaten Besuch: Von der Liste bis dorthin ist im Mittel so viel wirklich privat. 100 % heißt: Alle privaten stehen oben.
score-brier = Brier-Wert
score-brier-means = Wie weit jede geschätzte Wahrscheinlichkeit von der Wahrheit (0 oder 1) entfernt ist, quadriert und gemittelt. 0 ist perfekt; je kleiner, desto besser.
score-calibration = Kalibrierungsfehler
score-calibration-means = Von Besuchen mit einer geschätzten Wahrscheinlichkeit von 30 % sollten 30 von 100 privat sein. Um so viel weicht beides im Mittel voneinander ab; 0 % ist perfekt.
head-measure = Maß
head-estimate = Schätzung
head-rule = Faustregel
head-guess = Raten

## Gesagt und wahr
section-reliability = Heißt 70 % auch 70 von 100?
reliability-intro = Jeder Punkt ist eine Gruppe von Besuchen, die laut Schätzung etwa gleich wahrscheinlich privat sind. Auf der gestrichelten Linie waren genau so viele privat wie geschätzt; darunter war die Schätzung zu hoch, darüber zu niedrig. Je größer der Punkt, desto mehr Besuche; kleine Punkte sagen wenig.
reliability-intro-text = Jede Zeile ist eine Gruppe von Besuchen, die laut Schätzung etwa gleich wahrscheinlich privat sind. Beide Prozentzahlen sollten etwa gleich sein: Waren weniger wirklich privat, war die Schätzung zu hoch. Zeilen mit wenigen Besuchen sagen wenig.
reliability-desc = Geschätzt und wirklich privat, nach Gruppen: { $groups }.
reliability-across = geschätzte Wahrscheinlichkeit →
reliability-upward = ↑ wirklich privat
reliability-told = geschätzt { $told }, wirklich { $observed }, Besuche: { $visits }
head-group = Geschätzte Wahrscheinlichkeit
head-told = Im Mittel geschätzt
head-true = Wirklich privat

## Nach Quelle
section-tested-sources = Nach Quelle
tested-sources-intro = Die geschätzte Wahrscheinlichkeit, dass die Besuche einer Quelle privat sind, im Mittel und bei verdeckter Quelle. Bei privaten Quellen soll der Wert hoch sein, bei öffentlichen niedrig.
tested-private = privat
tested-public = öffentlich
tested-unnamed = Ohne Namen
tested-sources-note = Die Zahl hinter jedem Namen sagt, wie viele Besuche verdeckt waren.

## Was sie nicht zeigt
section-limits = Was diese Prüfung nicht zeigt
limits-others = Besuche, die zeigen, woher sie kamen, sind nicht wie die, die es verbergen. Bei denen, die es verbergen, kann die Schätzung besser oder schlechter sein.
limits-total = Wie richtig die Gesamtzahl ist, sagt die Prüfung also nicht. Das können nur Testlinks zeigen: Geben Sie einige in Ihren eigenen Gruppen weiter und zählen Sie, was ankommt. So planen Sie das: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] Geprüft wurde an nur einem privaten Besuch: Der Zufall bewegt hier jede Zahl.
       *[other] Geprüft wurde an { $private } privaten Besuchen: Je weniger es sind, desto mehr bewegt der Zufall hier jede Zahl.
    }
