//! Lines of every format, as their documentation describes them, and what is read from them.
//!
//! One file for each family; [`told`] writes a hit as one line of text, so that a case is a line and what it tells.

mod clf;
mod cloud;
mod custom;
mod detection;
mod json;
mod proxy;
mod robustness;
mod told;
mod w3c;
