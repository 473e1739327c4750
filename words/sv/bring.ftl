# Det som kommer från andra program och går till dem.

export-needs-file = En Parquet-fil skrivs inte på skärmen. Ange en fil med -o FIL.
export-broke-off = Händelserna bröts innan de var slut; det som kom är inte fullständigt. Serverns egna meddelanden säger varför.
