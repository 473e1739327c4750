//! The people who may visit: their devices, their connections and their languages.
//!
//! Addresses are invented. They are computed from the person, the connection and the time by mixing numbers, so that
//! nothing has to be remembered: the same person at home on the same day has the same address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::agents::Device;
use super::chance::{Chance, mix, mixed_unit};
use super::parameters::{Parameter, Parameters};
use super::record::{Text, Texts};
use super::rhythm::{DAY, HOUR, Rhythm};

/// Which of a person's devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Phone,
    Desktop,
}

/// By which connection a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    Home,
    Office,
    Mobile,
}

/// A person.
pub(crate) struct Person {
    phone: Device,
    desktop: Device,
    phone_agent: Text,
    desktop_agent: Text,
    household: u32,
    office: u32,
    pub(crate) language: Text,
}

/// All people, and what their connections have in common.
pub(crate) struct People {
    all: Vec<Person>,
    /// Sums of how often each comes by habit: few come often.
    habit_sums: Vec<f64>,
    salt: u64,
    ipv6: f64,
    shared_ipv4: f64,
    mobile: f64,
    phones: f64,
}

/// First bytes of home and office addresses; the rest is invented.
const HOME_PREFIXES: [u8; 14] = [77, 78, 79, 80, 81, 84, 87, 88, 91, 92, 93, 95, 188, 217];
/// First two bytes of the addresses that carriers share among their customers.
const SHARED_PREFIXES: [(u8, u8); 6] = [(46, 114), (62, 156), (80, 187), (89, 204), (109, 40), (176, 2)];
/// Languages that browsers ask for, and how common they are.
const LANGUAGES: [(&str, f64); 8] = [
    ("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", 0.42),
    ("de-DE,de;q=0.9", 0.2),
    ("de,en-US;q=0.7,en;q=0.3", 0.08),
    ("en-US,en;q=0.9", 0.1),
    ("en-GB,en;q=0.9", 0.04),
    ("sv-SE,sv;q=0.9,en;q=0.8", 0.08),
    ("tr-TR,tr;q=0.9,de;q=0.8", 0.04),
    ("de-AT,de;q=0.9,en;q=0.6", 0.04),
];

impl People {
    /// Draws `count` people.
    pub(crate) fn draw(
        count: usize,
        parameters: &Parameters,
        texts: &mut Texts,
        chance: &mut Chance,
    ) -> Self {
        let apple = parameters.get(Parameter::Apple);
        let stays = 1.0 / parameters.get(Parameter::Household);
        let offices = (count / 25).max(1);
        let weights = LANGUAGES.map(|(_, weight)| weight);
        let languages = LANGUAGES.map(|(language, _)| texts.keep(language));
        let mut household = 0;
        let mut sum = 0.0;
        let mut habit_sums = Vec::with_capacity(count);
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            if chance.happens(stays) {
                household += 1;
            }
            let phone = Device::phone(apple, chance);
            let desktop = Device::desktop(chance);
            all.push(Person {
                phone,
                desktop,
                phone_agent: texts.keep(&phone.agent()),
                desktop_agent: texts.keep(&desktop.agent()),
                household,
                office: chance.below(offices) as u32,
                language: languages[chance.weighted(&weights)],
            });
            sum += if chance.happens(0.4) { chance.log_normal(1.0, 1.3) } else { 0.02 };
            habit_sums.push(sum);
        }
        Self {
            all,
            habit_sums,
            salt: chance.salt(),
            ipv6: parameters.get(Parameter::Ipv6),
            shared_ipv4: parameters.get(Parameter::SharedIpv4),
            mobile: parameters.get(Parameter::Mobile),
            phones: parameters.get(Parameter::Phones),
        }
    }

    /// Returns a person.
    pub(crate) fn get(&self, person: u32) -> &Person {
        &self.all[person as usize]
    }

    /// Draws anyone.
    pub(crate) fn anyone(&self, chance: &mut Chance) -> u32 {
        chance.below(self.all.len()) as u32
    }

    /// Draws one of those who come by habit.
    pub(crate) fn regular(&self, chance: &mut Chance) -> u32 {
        chance.weighted_by_sums(&self.habit_sums) as u32
    }

    /// Draws someone whom this person writes to: mostly people near by, sometimes anyone.
    pub(crate) fn friend(&self, person: u32, chance: &mut Chance) -> u32 {
        if chance.happens(0.25) {
            return self.anyone(chance);
        }
        let step = 1 + chance.below(60);
        ((person as usize + step) % self.all.len()) as u32
    }

    /// Draws the device for a visit; `phones` is how much the cause leans to phones (1: as the world does).
    pub(crate) fn which(&self, phones: f64, chance: &mut Chance) -> Which {
        let odds = self.phones / (1.0 - self.phones) * phones;
        if chance.happens(odds / (1.0 + odds)) { Which::Phone } else { Which::Desktop }
    }

    /// Draws the connection for a visit.
    pub(crate) fn network(&self, which: Which, at: i64, chance: &mut Chance) -> Network {
        match which {
            Which::Phone if chance.happens(self.mobile) => Network::Mobile,
            Which::Desktop if Rhythm::at_work(at) && chance.happens(0.6) => Network::Office,
            Which::Phone | Which::Desktop => Network::Home,
        }
    }

    /// Returns the device.
    pub(crate) fn device(&self, person: u32, which: Which) -> Device {
        match which {
            Which::Phone => self.get(person).phone,
            Which::Desktop => self.get(person).desktop,
        }
    }

    /// Returns what the device's own browser calls itself.
    pub(crate) fn agent(&self, person: u32, which: Which) -> Text {
        match which {
            Which::Phone => self.get(person).phone_agent,
            Which::Desktop => self.get(person).desktop_agent,
        }
    }

    /// Returns the address from which the person's request comes.
    pub(crate) fn address(&self, person: u32, which: Which, network: Network, at: i64) -> IpAddr {
        let someone = mix(self.salt, u64::from(person) * 2 + which as u64);
        let day = at.div_euclid(DAY) as u64;
        match network {
            Network::Home => {
                let home = mix(self.salt ^ 1, u64::from(self.get(person).household));
                // Some carriers give a new prefix every day.
                let line = if mixed_unit(home, 2) < 0.35 { mix(home, day) } else { home };
                if mixed_unit(home, 3) < self.ipv6 {
                    ipv6(line, mix(someone, day))
                } else if mixed_unit(home, 4) < self.shared_ipv4 {
                    shared_ipv4(line, 400)
                } else {
                    home_ipv4(line)
                }
            }
            Network::Office => home_ipv4(mix(self.salt ^ 5, u64::from(self.get(person).office))),
            Network::Mobile => {
                let session =
                    mix(someone, (at.div_euclid(HOUR) + (someone % 24) as i64).div_euclid(6) as u64);
                if mixed_unit(someone, 6) < self.ipv6 {
                    ipv6(session, mix(session, 7))
                } else {
                    shared_ipv4(session, 900)
                }
            }
        }
    }
}

/// Invents an address in the range that is reserved for documents: a /64 for the line, the rest for the device and day.
fn ipv6(line: u64, device: u64) -> IpAddr {
    let prefix = 0x2001_0db8_u128 << 96 | u128::from(line as u32) << 64;
    // Privacy addresses are random; their lowest half never begins with zeros here, so that all look alike.
    IpAddr::V6(Ipv6Addr::from_bits(prefix | u128::from(device | 1 << 63)))
}

/// Invents an address of one line.
fn home_ipv4(line: u64) -> IpAddr {
    let [a, b, c, d, ..] = line.to_le_bytes();
    IpAddr::V4(Ipv4Addr::new(HOME_PREFIXES[usize::from(a) % HOME_PREFIXES.len()], b, c, d.clamp(1, 254)))
}

/// Invents one of the `pool` addresses that each carrier shares among its customers.
fn shared_ipv4(line: u64, pool: u64) -> IpAddr {
    let (a, b) = SHARED_PREFIXES[(line % SHARED_PREFIXES.len() as u64) as usize];
    let place = (line >> 8) % pool;
    IpAddr::V4(Ipv4Addr::new(a, b, (place / 250) as u8 + 16, (place % 250) as u8 + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::{Plan, Scenario, draw_parameters};

    fn people(ipv6: f64) -> People {
        let mut parameters = draw_parameters(&Plan::new(Scenario::News, 1, 1));
        parameters.set(Parameter::Ipv6, ipv6);
        People::draw(300, &parameters, &mut Texts::new(), &mut Chance::new(3, 3))
    }

    #[test]
    fn a_phone_keeps_its_home_address_for_the_day() {
        for ipv6 in [0.0, 1.0] {
            let people = people(ipv6);
            let address = |person, at| people.address(person, Which::Phone, Network::Home, at);
            for person in 0..300 {
                assert_eq!(address(person, 5 * HOUR), address(person, 20 * HOUR));
                assert_eq!(address(person, 0).is_ipv6(), ipv6 > 0.5);
            }
        }
    }

    #[test]
    fn privacy_addresses_change_by_the_day_within_the_lines_prefix() {
        let people = people(1.0);
        let bits = |person, which, day: i64| match people.address(person, which, Network::Home, day * DAY) {
            IpAddr::V6(address) => address.to_bits(),
            IpAddr::V4(address) => panic!("{address} is no IPv6 address"),
        };
        let mut same_prefix = 0;
        for person in 0..300 {
            let (phone, desktop) = (bits(person, Which::Phone, 1), bits(person, Which::Desktop, 1));
            assert_eq!(phone >> 64, desktop >> 64);
            assert_ne!(phone, desktop);
            let tomorrow = bits(person, Which::Phone, 2);
            assert_ne!(phone, tomorrow);
            same_prefix += i32::from(phone >> 64 == tomorrow >> 64);
        }
        assert!((120..280).contains(&same_prefix), "{same_prefix} of 300 keep their prefix");
    }
}
