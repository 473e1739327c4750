# Det som kommer från andra program och går till dem.

export-needs-file = En Parquet-fil skrivs inte på skärmen. Ange en fil med -o FIL.
bring-rows = Lästa rader: { $count }
bring-no-counterpart = { "  " }av ett slag som inte sparas här: { $count }
bring-no-page = { "  " }på ingen sida: { $count }
bring-no-time = { "  " }utan tid: { $count }
bring-figures = Sparade dagssiffror: { $count }
bring-file = { $file } { $reason } Inget sparades.
bring-row = { $file }, rad { $row }, { $reason } Inget sparades.
bring-missing = finns inte.
bring-cut-off = slutar mitt i.
bring-unreadable = kan inte läsas: { $reason }.
bring-parquet = kan inte läsas som Parquet: { $reason }.
bring-no-json = är inget JSON-objekt.
bring-long-row = är längre än 8 MB.
bring-broken-quote = har ett citattecken (") som inte avslutas som det ska.
bring-cells = har { $found } fält, men rubrikraden har { $expected }.
bring-value = har ett värde för { $field } som inte kan stämma.
bring-unknown-report = är ingen känd rapport. Vilka som läses står i docs/guide/import.md.
bring-zip = är ett zip-arkiv. Packa upp det först och ange filerna i det.
bring-empty = är tom.
bring-no-room = Mappen för tillfälliga filer går inte att använda: { $reason }. Inget sparades. TMPDIR anger en annan mapp.
bring-gave-up = Filerna kunde inte läsas till slutet. Inget sparades.
bring-partly = En del kan ha sparats. Samma kommando en gång till gör resten och sparar inget två gånger
bring-log-format = --log-format gäller bara åtkomstloggar.
