//! The project keeps its own house rules.
//!
//! The rules, and the tests which show that each of them can fail, lie in `xtask/src/tidy/`.

use xtask::checkout::Checkout;
use xtask::tidy::{Finding, PACKAGE_RULES, RULES};

fn check<'a>(kept: impl Iterator<Item = (&'a str, Vec<Finding>)>) {
    let mut broken = String::new();
    for (sentence, findings) in kept.filter(|(_, findings)| !findings.is_empty()) {
        let lines: Vec<String> = findings.iter().map(|finding| format!("  {finding}\n")).collect();
        broken.push_str(&format!("\nnot kept: {sentence}\n{}", lines.concat()));
    }
    assert!(broken.is_empty(), "{broken}");
}

#[test]
fn the_files_keep_the_house_rules() {
    let checkout = Checkout::find().expect("tests run in the workspace");
    let tree = checkout.tree().expect("the checkout can be read");
    check(RULES.iter().map(|(sentence, rule)| (*sentence, rule(&tree))));
}

#[test]
fn the_packages_keep_the_house_rules() {
    let checkout = Checkout::find().expect("tests run in the workspace");
    let tree = checkout.tree().expect("the checkout can be read");
    check(PACKAGE_RULES.iter().map(|(sentence, rule)| (*sentence, rule(&tree, checkout.metadata()))));
}
