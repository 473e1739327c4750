//! Keeps Debian from starting what it installs: a database or a web server that nobody asked for has no place on
//! somebody's machine, and would hold a port that a test wants.
//!
//! Debian asks a program called `policy-rc.d` before it starts a service. Where there is none, one that says no is
//! put there for the time of the installation; one that is there already is the owner's will, and stays.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

const POLICY: &str = "/usr/sbin/policy-rc.d";
/// Exit code 101 means "action forbidden by policy".
const REFUSAL: &str = "#!/bin/sh\nexit 101\n";

/// Takes the refusal away again when it is dropped.
#[derive(Debug)]
pub(super) struct Quiet {
    ours: Option<PathBuf>,
}

/// Forbids services to be started until the result is dropped.
pub(super) fn keep_quiet() -> Result<Quiet> {
    forbid_in(Path::new(POLICY))
}

fn forbid_in(policy: &Path) -> Result<Quiet> {
    if policy.exists() {
        return Ok(Quiet { ours: None });
    }
    let named = || format!("cannot write {}", policy.display());
    fs::write(policy, REFUSAL).with_context(named)?;
    fs::set_permissions(policy, fs::Permissions::from_mode(0o755)).with_context(named)?;
    Ok(Quiet { ours: Some(policy.to_owned()) })
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let Some(policy) = &self.ours else { return };
        if let Err(error) = fs::remove_file(policy) {
            eprintln!("cannot remove {}, which forbids services to start: {error}", policy.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_refusal_goes_and_the_owner_s_stays() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let policy = folder.path().join("policy-rc.d");
        drop(forbid_in(&policy).expect("the folder can be written"));
        assert!(!policy.exists());
        fs::write(&policy, "the owner's").expect("the folder can be written");
        drop(forbid_in(&policy).expect("the folder can be written"));
        assert!(policy.exists());
    }
}
