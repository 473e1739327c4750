//! What the store promises, on SQLite and, by the same cases, on a real PostgreSQL.

mod cases;
mod cluster;
mod opening;
mod place;
mod postgres;
mod sqlite;
