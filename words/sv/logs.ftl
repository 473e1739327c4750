# Vad som sägs när åtkomstloggar förs in i lagret, på svenska.

logs-read = Lästa rader: { $count }
logs-unreadable = { "  " }som inte passar något format: { $count }
logs-no-events = { "  " }som inte är någon händelse (fel, omdirigeringar, formulär, bilder): { $count }
logs-stored = Sparade: { $count }
logs-duplicates = Redan sparade: { $count }
logs-dropped = Förkastade: { $count }
logs-dropped-unknown-site = { "  " }ingen sådan webbplats: { $count }
logs-dropped-foreign-page = { "  " }på en värd som inte är webbplatsens: { $count }
logs-dropped-bad-url = { "  " }ingen eller för lång URL: { $count }
logs-dropped-objected = { "  " }besökaren motsatte sig: { $count }
logs-dropped-bad-name = { "  " }otillåtet namn: { $count }
logs-dropped-no-id = { "  " }utan id: { $count }
logs-dropped-bad-value = { "  " }omöjligt värde: { $count }
logs-dropped-other-source = { "  " }webbplatsens sidvisningar kommer från skriptet (undercurrent site change): { $count }
logs-dropped-in-future = { "  " }daterade i framtiden: { $count }
logs-dropped-too-old = { "  " }äldre än 48 timmar (undercurrent import tar dem): { $count }
logs-dropped-bot = { "  " }maskiner: { $count }
logs-dropped-no-preview = { "  " }ingen länkförhandsvisning: { $count }
logs-dropped-prefetch = { "  " }hämtade i förväg, inte visade: { $count }
logs-following = Följer { $file } för { $site }.
logs-ending = Programmet avslutas.
logs-gap = { $file } roterades och packades innan den hade lästs till slut. Fyll luckan med: undercurrent import LOG --site { $site }
logs-no-format-yet = Formatet på { $file } är inte klart än. Raderna läses så snart det är det.
logs-no-store = Lagret kan inte nås: { $reason } Nya försök görs, och inget går förlorat under tiden.
logs-no-log = { $file } kan inte läsas: { $reason } Nya försök görs.
