//! What must hold of the estimate on every log: tried on made-up ones, with the fitted numbers held fixed.

mod naive;
mod sharing;
mod told;
mod world;
