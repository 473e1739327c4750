# Prövningen av uppskattningen på svenska. Den som inte kan statistik ska förstå varje mening.

## Ram
backtest-of = Prövning av uppskattningen på { $site }
backtest-headline-too-few = Loggen innehåller för lite för att pröva uppskattningen på.
backtest-hidden = Vi tog { $private } privata och { $public } offentliga besök ur loggen som visar varifrån de kom (genom en märkning i länken, en app, en sökmotor, en webbplats som länkade). Det dolde vi, och lät uppskattningen säga om vart och ett hur troligt det är privat.

## Mått
section-scores = Hur väl privat och offentligt skiljs åt
score-pairs = Par i rätt ordning, av 100
score-pairs-means = Ta ett privat och ett offentligt besök: i så många av 100 sådana par angavs det privata som det troligare. (Ytan under ROC-kurvan.)
score-precision = Genomsnittlig precision
score-precision-means = Ordna alla besök, de troligaste först, och gå nedför listan: i genomsnitt är en så stor del av de besök som hittills passerats verkligen privata. 100 % betyder att alla privata står överst.
score-brier = Brier-värde
score-brier-means = Hur långt det sagda ligger från det sanna, i kvadrat och i genomsnitt. 0 är fullkomligt; ju mindre, desto bättre.
score-calibration = Kalibreringsfel
score-calibration-means = Av besök som anges som 30 % troliga bör 30 av 100 vara privata. Så mycket skiljer de två sig i genomsnitt; 0 % är fullkomligt.
head-measure = Mått
head-estimate = Uppskattning
head-rule = Tumregel
head-guess = Gissning

## Sagt och sant
section-reliability = Stämmer det så ofta som det sägs?
reliability-intro = Varje punkt är en grupp besök som angavs som ungefär lika troliga. På den streckade linjen var de privata precis så ofta som det sades; under den sade uppskattningen för mycket, över den för lite. Ju större punkt, desto fler besök.
reliability-intro-text = Varje rad är en grupp besök som angavs som ungefär lika troliga. De två procenttalen bör vara lika: där färre var privata än det sades, sade uppskattningen för mycket.
reliability-desc = Sagt och sant, per grupp: { $groups }.
reliability-across = sades vara privata →
reliability-upward = ↑ verkligen privata
reliability-told = sagt { $told }, verkligen { $observed }, besök: { $visits }
head-group = Sades vara privata
head-told = Sagt i genomsnitt
head-true = Verkligen privata

## Per källa
section-tested-sources = Efter vad som doldes
tested-sources-intro = Hur troligt privata besöken från varje källa sades vara, i genomsnitt. Privata källor bör ligga högt, offentliga lågt.
tested-private = privat
tested-public = offentlig
tested-unnamed = Utan namn
tested-sources-note = Bakom varje namn står hur många besök som doldes.

## Vad den inte visar
section-limits = Vad prövningen inte visar
limits-others = Besök som visar varifrån de kom är inte som de som döljer det. På dem kan uppskattningen vara bättre eller sämre.
limits-total = Prövningen säger alltså inget om hur rätt totalen är. Det gör bara märkta länkar: dela några i dina egna grupper och räkna vad som kommer. Så planerar du det: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] Det finns bara ett privat besök att pröva på, så slumpen påverkar varje siffra här.
       *[other] Det finns { $private } privata besök att pröva på: ju färre de är, desto mer påverkar slumpen varje siffra här.
    }
