//! The server as clients meet it: over a real socket on the loopback address, with a clock that the test holds.

mod api;
mod assets;
mod collect;
mod figures;
mod hostile;
mod limits;
mod metrics;
mod server;
mod trees;
