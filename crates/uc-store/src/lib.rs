//! Who and what: sites, tokens, settings and secrets, in SQLite or PostgreSQL.
