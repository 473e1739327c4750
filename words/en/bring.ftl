# What comes from other programs, and goes to them.

export-needs-file = A Parquet file is not written to the screen. Name a file with -o FILE.
export-broke-off = The events broke off before their end, so what came is not whole. The server's own messages say why.
