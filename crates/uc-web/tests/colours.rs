//! The page's colours: readable in both themes, and messengers told apart by colour-blind people too.
//!
//! Contrast after WCAG 2.2 (relative luminance); colour blindness simulated with the matrices of Machado,
//! Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).

use std::collections::BTreeMap;

const COLOURS: &str = include_str!("../templates/report/colours.css");
const PAGE: &str = include_str!("../templates/report/page.css");

type Rgb = [f64; 3];

/// Returns the tokens of the light and the dark theme.
fn themes() -> [BTreeMap<&'static str, Rgb>; 2] {
    let (light, dark) = COLOURS.split_once("@media").expect("a dark theme follows the light one");
    [light, dark].map(|part| {
        let declared = part.split("--").skip(1).filter_map(|token| token.split_once(':'));
        declared.map(|(name, rest)| (name, linear(rest.trim().trim_start_matches('#')))).collect()
    })
}

/// Reads `rrggbb` as linear light.
fn linear(hex: &str) -> Rgb {
    [0, 2, 4].map(|at| {
        let value =
            f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour has six digits")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |[red, green, blue]: Rgb| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

fn check(pairs: &[(&str, &str)], least: f64) {
    for (theme, name) in themes().iter().zip(["light", "dark"]) {
        for (front, back) in pairs {
            let contrast = contrast(theme[front], theme[back]);
            assert!(contrast >= least, "{front} on {back} in the {name} theme: {contrast:.2}");
        }
    }
}

#[test]
fn text_can_be_read() {
    let pairs = [
        ("ink", "paper"),
        ("ink", "raised"),
        ("soft", "paper"),
        ("soft", "raised"),
        ("private", "paper"),
        ("private", "raised"),
        ("amber-ink", "amber-paper"),
    ];
    check(&pairs, 4.5);
}

#[test]
fn fills_stand_out() {
    let mut pairs = vec![
        ("private", "raised"),
        ("private-mid", "raised"),
        ("private-mid", "paper"),
        ("grey", "raised"),
        ("grey-deep", "raised"),
        ("hatch", "raised"),
    ];
    let [light, dark] = themes();
    assert_eq!(
        light.keys().collect::<Vec<_>>(),
        dark.keys().collect::<Vec<_>>(),
        "both themes have each token"
    );
    pairs.extend(light.keys().filter(|name| name.starts_with("m-")).map(|name| (*name, "raised")));
    check(&pairs, 3.0);
}

#[test]
fn all_other_visits_stay_visible_behind_what_was_shared() {
    check(&[("rest", "paper"), ("rest", "raised")], 1.4);
}

#[test]
fn every_token_in_use_is_defined() {
    let [light, _] = themes();
    for token in PAGE.split("var(--").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(light.contains_key(token), "--{token} is used but not defined");
    }
}

/// Normal sight, then full protanopia and deuteranopia.
const SIGHTS: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
];

fn seen(sight: [[f64; 3]; 3], colour: Rgb) -> Rgb {
    sight.map(|row| (row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]).clamp(0.0, 1.0))
}

/// Distance in Oklab (Ottosson 2020), where 0.02 is about the least that is noticed side by side.
fn distance(one: Rgb, other: Rgb) -> f64 {
    let lab = |[red, green, blue]: Rgb| {
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    };
    let (one, other) = (lab(one), lab(other));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn the_messengers_seen_most_are_told_apart_by_colour_blind_people() {
    const MOST: [&str; 7] =
        ["m-whatsapp", "m-telegram", "m-signal", "m-messenger", "m-instagram", "m-email", "m-slack"];
    for (theme, name) in themes().iter().zip(["light", "dark"]) {
        for sight in SIGHTS {
            for (index, one) in MOST.iter().enumerate() {
                for other in &MOST[index + 1..] {
                    let distance = distance(seen(sight, theme[one]), seen(sight, theme[other]));
                    assert!(distance >= 0.08, "{one} and {other} in the {name} theme: {distance:.3}");
                }
            }
        }
    }
}
