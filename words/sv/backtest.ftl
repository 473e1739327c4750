# Prövningen av uppskattningen på svenska. Den som inte kan statistik ska förstå varje mening.

## Ram
backtest-of = Prövning av uppskattningen på { $site }
backtest-headline-too-few = Loggen innehåller för lite för att pröva uppskattningen på.
backtest-hidden = Vissa besök i loggen visar varifrån de kom (genom en märkning i länken, en app, en sökmotor, en webbplats som länkade). För en del av dem, { $private } privata och { $public } offentliga, dolde vi det och lät uppskattningen säga om vart och ett hur sannolikt det är privat.

## Mått
section-scores = Hur väl privat och offentligt skiljs åt
score-pairs = Rätt bedömda par, av 100
score-pairs-means = Ta ett privat och ett offentligt besök: i så många av 100 sådana par gav uppskattningen det privata den högre sannolikheten. (Ytan under ROC-kurvan.)
score-precision = Genomsnittlig precision
score-precision-means = Alla besök är sorterade, de som troligast är privata först. Gå nedför listan till varje besök som verkligen är privat: så stor del av listan dit är i genomsnitt verkligen privat. 100 % betyder att alla privata står överst.
score-brier = Brier-värde
score-brier-means = Hur långt varje uppskattad sannolikhet ligger från sanningen (0 eller 1), i kvadrat och i genomsnitt. 0 är perfekt; ju mindre, desto bättre.
score-calibration = Kalibreringsfel
score-calibration-means = Av besök med en uppskattad sannolikhet på 30 % bör 30 av 100 vara privata. Så mycket skiljer de två sig i genomsnitt; 0 % är perfekt.
head-measure = Mått
head-estimate = Uppskattning
head-rule = Tumregel
head-guess = Gissning

## Sagt och sant
section-reliability = Betyder 70 % också 70 av 100?
reliability-intro = Varje punkt är en grupp besök som enligt uppskattningen är privata med ungefär samma sannolikhet. På den streckade linjen var precis så många privata som uppskattat; under den var uppskattningen för hög, över den för låg. Ju större punkt, desto fler besök; små punkter säger lite.
reliability-intro-text = Varje rad är en grupp besök som enligt uppskattningen är privata med ungefär samma sannolikhet. De två procenttalen bör vara lika: där färre verkligen var privata var uppskattningen för hög. Rader med få besök säger lite.
reliability-desc = Uppskattat och verkligen privata, per grupp: { $groups }.
reliability-across = uppskattad sannolikhet →
reliability-upward = ↑ verkligen privata
reliability-told = uppskattat { $told }, verkligen { $observed }, besök: { $visits }
head-group = Uppskattad sannolikhet
head-told = Uppskattat i genomsnitt
head-true = Verkligen privata

## Per källa
section-tested-sources = Per källa
tested-sources-intro = Den uppskattade sannolikheten att besöken från en källa är privata, i genomsnitt och med källan dold. Privata källor bör ligga högt, offentliga lågt.
tested-private = privat
tested-public = offentlig
tested-unnamed = Utan namn
tested-sources-note = Talet efter varje namn säger hur många besök som doldes.

## Vad den inte visar
section-limits = Vad prövningen inte visar
limits-others = Besök som visar varifrån de kom är inte som de som döljer det. För dem som döljer det kan uppskattningen vara bättre eller sämre.
limits-total = Prövningen säger alltså inget om hur rätt totalen är. Det kan bara testlänkar visa: dela några i dina egna grupper och räkna vad som kommer. Så planerar du det: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] Det finns bara ett privat besök att pröva på, så slumpen påverkar varje siffra här.
       *[other] Det finns { $private } privata besök att pröva på: ju färre de är, desto mer påverkar slumpen varje siffra här.
    }
