//! The second step: who objects is not counted.

use super::{Dropped, Objection};

/// Drops the event of a visitor who objects. There is no setting that would count them all the same.
pub(super) fn check(objection: Objection) -> Result<(), Dropped> {
    match objection {
        Objection::None => Ok(()),
        Objection::DoNotTrack | Objection::GlobalPrivacyControl => Err(Dropped::Objected),
    }
}
