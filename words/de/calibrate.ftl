# Der Kalibrierversuch, auf Deutsch: Testlinks zum Posten und was sie gemessen haben.

## Der Plan
calibrate-plan-title = Testlinks für { $page }
calibrate-plan-why = Was ein Messenger im Log hinterlässt, ist von Website zu Website verschieden. Mit diesen Links finden Sie heraus, was es bei Ihnen ist. Sie unterscheiden Messenger, nicht Menschen.
calibrate-steps = Was zu tun ist
calibrate-step-post = Posten Sie jeden Link einmal, in einer Ihrer eigenen Gruppen mit mindestens zehn Leuten, und zwar in dem Messenger, unter dem er steht.
calibrate-step-say = Sagen Sie der Gruppe, wofür es ist, zum Beispiel: „Wir testen, was unsere Website sehen kann. Bitte tippt diesen Link einmal an.“
calibrate-step-alone = Öffnen Sie die Links nicht selbst, und posten Sie sie sonst nirgends.
calibrate-step-wait = Warten Sie eine Woche. Dann starten Sie: undercurrent calibrate read LOG
calibrate-links = Die Links

## Was gemessen wurde
calibrate-title = Was Messenger in diesem Log hinterlassen
calibrate-none = In diesem Log ist kein Besuch über einen Testlink und keine Vorschau davon. Solche Links erstellt: undercurrent calibrate plan --site https://ihre.website/seite
calibrate-loses = { $messenger }: { $shown } von { $visits } Besuchen { $shown ->
        [one] zeigte, woher er kam
       *[other] zeigten, woher sie kamen
    }; hier verliert { $messenger } seine Spuren.
calibrate-part = { $messenger }: { $shown } von { $visits } Besuchen { $shown ->
        [one] zeigte, woher er kam
       *[other] zeigten, woher sie kamen
    }; hier behält { $messenger } einen Teil seiner Spuren.
calibrate-keeps = { $messenger }: { $shown } von { $visits } Besuchen { $shown ->
        [one] zeigte, woher er kam
       *[other] zeigten, woher sie kamen
    }; hier behält { $messenger } meist seine Spuren.
calibrate-few =
    { $visits ->
        [one] { $messenger }: Der einzige Besuch zeigte { $shown ->
            [0] nicht
           *[other] zwar
        }, woher er kam. Aus einem allein lässt sich nichts schließen: Bitten Sie mehr Leute, den Link anzutippen.
       *[other] { $messenger }: { $shown } von { $visits } Besuchen { $shown ->
        [one] zeigte, woher er kam
       *[other] zeigten, woher sie kamen
    }. Das ist zu wenig, um etwas daraus zu schließen: Bitten Sie mehr Leute, den Link anzutippen.
    }
calibrate-unopened = { $messenger }: Noch hat niemand einen Link geöffnet.
calibrate-unjudged = { $messenger }: Dieses Log sagt nicht, welche Seite hierher verlinkt hat; die Besuche lassen sich also nicht beurteilen.
calibrate-range = Von allen solchen Besuchen zeigen es wahrscheinlich { $range }.
calibrate-network =
    { $count ->
        [one] Einer davon zeigte nur das Netzwerk, in dem ein öffentlicher Beitrag genauso aussieht.
       *[other] { $count } davon zeigten nur das Netzwerk, in dem ein öffentlicher Beitrag genauso aussieht.
    }
calibrate-elsewhere = Ohne den Testlink würden diese als etwas anderes zählen: { $list }.
calibrate-nothing =
    { $count ->
        [one] Einer zeigte gar nichts und würde als direkt zählen.
       *[other] { $count } zeigten gar nichts und würden als direkt zählen.
    }
calibrate-cross-site = Browser, die sonst nichts zeigten, aber sagten, dass einem Link von anderswo gefolgt wurde (Sec-Fetch-Site: cross-site): { $count } von { $known }.
calibrate-previews = Posts, deren Linkvorschau im Log steht: { $previewed } von { $posts }.
calibrate-unreadable =
    { $count ->
        [one] Eine Zeile mit einem Testlink war nicht lesbar.
       *[other] { $count } Zeilen mit einem Testlink waren nicht lesbar.
    }
calibrate-how = Jeder Besucher zählt einmal, mit dem ersten Besuch, und wird nach dem beurteilt, was App und Browser gesendet haben, als trüge der Link keine Markierung. Die Spanne ist ein Intervall von 80 %: In einem von fünf Fällen liegt die Wahrheit außerhalb. Sie geht von dem aus, was anderswo üblich ist, und verschiebt sich mit diesen Besuchen. Sie gilt für Gruppen wie Ihre.
calibrate-use = Damit die Schätzung das nutzt: undercurrent calibrate read LOG --priors-out gemessen.tsv, dann undercurrent report LOG --priors gemessen.tsv
