# Was von anderen Programmen kommt und zu ihnen geht.

export-needs-file = Eine Parquet-Datei wird nicht auf den Bildschirm geschrieben. Nennen Sie eine Datei mit -o DATEI.
export-broke-off = Die Ereignisse brachen vor ihrem Ende ab; was kam, ist nicht vollständig. Warum, sagen die eigenen Meldungen des Servers.
