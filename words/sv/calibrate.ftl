# Kalibreringsförsöket, på svenska: testlänkar att posta och vad de mätte.

## Planen
calibrate-plan-title = Testlänkar för { $page }
calibrate-plan-why = Vad en meddelandeapp lämnar i en logg skiljer sig från webbplats till webbplats. Med de här länkarna tar du reda på vad det är på din. De skiljer meddelandeappar åt, inte människor.
calibrate-steps = Vad du gör
calibrate-step-post = Posta varje länk en gång, i en av dina egna grupper med minst tio personer, i den app som länken står under.
calibrate-step-say = Säg i gruppen vad det är till för, till exempel: ”Vi testar vad vår webbplats kan se. Tryck gärna på länken en gång.”
calibrate-step-alone = Öppna inte länkarna själv, och posta dem ingen annanstans.
calibrate-step-wait = Vänta en vecka, kör sedan: undercurrent calibrate read LOGG
calibrate-links = Länkarna

## Vad som mättes
calibrate-title = Vad meddelandeappar lämnar i den här loggen
calibrate-none = I den här loggen finns inget besök via en testlänk och ingen förhandsvisning av någon. Så gör du sådana länkar: undercurrent calibrate plan --site https://din.webbplats/sida
calibrate-loses = { $messenger }: { $shown } av { $visits } besök visade var de kom ifrån; här tappar { $messenger } sina spår.
calibrate-part = { $messenger }: { $shown } av { $visits } besök visade var de kom ifrån; här behåller { $messenger } en del av sina spår.
calibrate-keeps = { $messenger }: { $shown } av { $visits } besök visade var de kom ifrån; här behåller { $messenger } för det mesta sina spår.
calibrate-few =
    { $visits ->
        [one] { $messenger }: det enda besöket visade { $shown ->
            [0] inte
           *[other] visserligen
        } var det kom ifrån. Ett är för lite att gå efter: be fler trycka på länken.
       *[other] { $messenger }: { $shown } av { $visits } besök visade var de kom ifrån. Det är för lite att gå efter: be fler trycka på länken.
    }
calibrate-unopened = { $messenger }: ingen har öppnat någon länk än.
calibrate-unjudged = { $messenger }: loggen säger inte vilken sida som länkade hit, så besöken går inte att bedöma.
calibrate-range = Av alla sådana besök visar troligen { $range } det.
calibrate-network =
    { $count ->
        [one] Ett av dem visade bara nätverket, där ett offentligt inlägg ser likadant ut.
       *[other] { $count } av dem visade bara nätverket, där ett offentligt inlägg ser likadant ut.
    }
calibrate-elsewhere = Utan testlänken skulle de här räknas som något annat: { $list }.
calibrate-nothing =
    { $count ->
        [one] Ett visade ingenting alls och skulle räknas som direkt.
       *[other] { $count } visade ingenting alls och skulle räknas som direkt.
    }
calibrate-cross-site = Webbläsare som inte visade något annat, men sade att en länk från annat håll följdes (Sec-Fetch-Site: cross-site): { $count } av { $known }.
calibrate-previews = Inlägg vars förhandsvisning finns i loggen: { $previewed } av { $posts }.
calibrate-unreadable =
    { $count ->
        [one] En rad med en testlänk gick inte att läsa.
       *[other] { $count } rader med en testlänk gick inte att läsa.
    }
calibrate-how = Varje besökare räknas en gång, med sitt första besök, och bedöms efter vad app och webbläsare skickade, som om länken inte hade någon märkning. Spannet är ett 80-procentigt intervall: i ett fall av fem ligger sanningen utanför. Det utgår från vad som är vanligt på andra håll och flyttar sig med de här besöken. Det gäller för grupper som dina.
calibrate-use = För att uppskattningen ska använda det: undercurrent calibrate read LOGG --priors-out uppmatt.tsv, sedan undercurrent report LOGG --priors uppmatt.tsv
