//! What the linker leaves out of a release: names of functions, which nobody reads there, and one word of three in the
//! list of addresses that are set when the program is loaded (glibc 2.36 or newer, of 2022, reads the short form).
//!
//! `strip` in the profile does not reach a package that has an optimisation level of its own.

use std::env;

#[expect(clippy::disallowed_methods, reason = "a build script is told everything by its environment")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
