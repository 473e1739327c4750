//! The service as it runs: the real program is started, fed, killed, traced, starved of space, and read by others.
//!
//! `house` is a data folder with a site in it, `server` the running program, `wire` a connection to it. Each other
//! file is one promise. Everything happens on loopback and in temporary folders.

mod backup;
mod chance;
mod chromium;
mod crash;
mod disk;
mod erasing;
mod exchange;
mod full_disk;
mod house;
mod mending;
mod pages;
mod postgres;
mod proxies;
mod readers;
mod server;
mod trace;
mod tracker;
mod wire;
