//! How probable it is that a landing was passed on in private.
//!
//! Where the evidence decides, the answer is 0 or 1. Where there is none, the only rule so far is the published rule
//! of thumb (Madrigal, *The Atlantic*, 2012; Chartbeat): nobody types the address of a deep page, so a landing there
//! without a referrer was passed on in private. That makes an upper bound, not an estimate: Groupon's test of 2014 found
//! that up to 60 % of such visits came from search. Reports show it as a bound.

use crate::home::PageClass;
use crate::source::{Origin, Privacy};

/// Returns the probability of private sharing by the landing-page rule: 0 or 1.
pub(crate) fn landing_page_rule(origin: &Origin, page: PageClass) -> f64 {
    match (origin.privacy, page) {
        (Privacy::Private, _) | (Privacy::Unknown, PageClass::Deep) => 1.0,
        (Privacy::Unknown, PageClass::Home | PageClass::Section) | (Privacy::Public | Privacy::Either, _) => {
            0.0
        }
    }
}
