//! `GET /api/openapi.json`: what the network may ask, described for programs and people.
//!
//! The description is a file that is read in review. Tests hold it against the program: every address and method in it
//! answers, every code that an answer can have is listed.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// The description.
pub const DESCRIPTION: &str = include_str!("openapi.json");

/// `GET /api/openapi.json`
pub(crate) async fn describe() -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")], DESCRIPTION)
        .into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;
    use uc_app::AppError;
    use uc_engine::ingest::Dropped;

    use super::*;
    use crate::error::Refusal;

    #[test]
    fn every_code_that_an_answer_can_have_is_described() {
        let description: Value = serde_json::from_str(DESCRIPTION).expect("JSON");
        let listed = |name: &str| -> BTreeSet<String> {
            let codes = &description["components"]["schemas"][name]["enum"];
            codes.as_array().expect(name).iter().map(|code| code.as_str().expect("text").to_owned()).collect()
        };
        let codes = Refusal::CODES.iter().chain(&AppError::CODES).map(|code| (*code).to_owned());
        assert_eq!(listed("ErrorCode"), codes.collect());
        assert_eq!(listed("Reason"), Dropped::ALL.iter().map(|reason| reason.code().to_owned()).collect());
    }
}
