//! The landing-page rule: the published rule of thumb that the estimate is compared with.
//!
//! Where the evidence decides, its answer is 0 or 1. Where there is none, it says (Madrigal, *The Atlantic*, 2012;
//! Chartbeat): nobody types the address of a deep page, so a landing there without a referrer was passed on in private.
//! Groupon's test of 2014 found that up to 60 % of such visits came from search. With `--no-estimate` it speaks alone,
//! and reports show it as a bound.

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
