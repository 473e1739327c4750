//! The formats of access logs, and what reading a line of one gives.
//!
//! A format is a value that is found once for a file ([`super::detect()`]) and then read with by as many threads as
//! one likes; each brings its own [`Clock`]. Reading allocates only for values that hold escapes, and never fails
//! as a whole: each line is a hit, a header, or unreadable for a reason.

use super::carries::{Carries, Presence};
pub use super::clf::{Front, Tail};
use super::field::Field;
pub use super::haproxy::Captures;
use super::pattern::{Pattern, PatternError};
use super::split::trimmed;
use super::time::Clock;
use super::w3c::{self, Columns};
use super::{clf, elb, haproxy, json, s3};
use crate::hit::Hit;

/// How the lines of a log are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// The common log format: no referrer, no user agent.
    Common(Front),
    /// The combined log format: common, referrer, user agent, and perhaps more.
    Combined(Front, Tail),
    /// Traefik's lines in the common log format, which are combined lines with an ending of their own.
    ///
    /// Traefik drops request headers unless it is told to keep them, and then writes `-` for all of them: whether
    /// it kept them is part of the format.
    TraefikCommon(Presence),
    /// JSON as nginx and others are told to write it.
    Json(Carries),
    /// Caddy's JSON.
    CaddyJson(Carries),
    /// Traefik's JSON.
    TraefikJson(Carries),
    /// W3C extended: IIS, CloudFront.
    W3c(Columns),
    /// Amazon's classic load balancer.
    ClassicLoadBalancer,
    /// Amazon's load balancer for applications.
    ApplicationLoadBalancer,
    /// Amazon S3.
    S3,
    /// HAProxy's HTTP log.
    Haproxy(Captures),
    /// A format that the user described.
    Custom(Pattern),
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every line is a hit: a box would cost an allocation a line"
)]
pub enum Read<'a> {
    /// A request.
    Hit(Hit<'a>),
    /// A blank line, a comment, a directive, or a record of something that was no request: not counted.
    Header,
    /// A line that does not fit the format.
    Unreadable(Why),
}

/// Why a line does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The line ends before all that is needed was there.
    #[error("the line ends too early")]
    Cut,
    /// The fields are not separated as the format says.
    #[error("the line is laid out differently")]
    Layout,
    /// There is no client address.
    #[error("no client address where the format has one")]
    Address,
    /// There is no time, or one that never was.
    #[error("no valid time where the format has one")]
    Time,
    /// There is no request.
    #[error("no request where the format has one")]
    Request,
    /// There is no status code.
    #[error("no status code where the format has one")]
    Status,
}

impl Format {
    /// Returns the name that people know the format by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Common(Front::Address) => "common",
            Self::Common(Front::Host) => "common with virtual host",
            Self::Combined(Front::Address, _) => "combined",
            Self::Combined(Front::Host, _) => "combined with virtual host",
            Self::TraefikCommon(_) => "Traefik",
            Self::Json(_) => "JSON",
            Self::CaddyJson(_) => "Caddy JSON",
            Self::TraefikJson(_) => "Traefik JSON",
            Self::W3c(columns) => columns.name(),
            Self::ClassicLoadBalancer => "AWS classic load balancer",
            Self::ApplicationLoadBalancer => "AWS application load balancer",
            Self::S3 => "Amazon S3",
            Self::Haproxy(_) => "HAProxy",
            Self::Custom(_) => "custom",
        }
    }

    /// Returns what the log carries beyond time, address, request and status.
    pub fn carries(&self) -> Carries {
        match self {
            Self::Common(front) => fronted(Carries::default(), *front),
            Self::Combined(front, _) => fronted(both_headers(), *front),
            Self::TraefikCommon(Presence::Carried) => both_headers(),
            Self::TraefikCommon(Presence::Missing) => Carries::default(),
            Self::Json(carries) | Self::CaddyJson(carries) | Self::TraefikJson(carries) => *carries,
            Self::W3c(columns) => columns.carries(),
            Self::ClassicLoadBalancer | Self::ApplicationLoadBalancer => elb::carries(),
            Self::S3 => s3::carries(),
            Self::Haproxy(captures) => captures.carries(),
            Self::Custom(pattern) => pattern.carries(),
        }
    }

    /// Reads a line, with or without its line end.
    pub fn read<'a>(&self, line: &'a [u8], clock: &mut Clock) -> Read<'a> {
        let line = trimmed(line);
        if matches!(line, [] | [b'#', ..]) || line.trim_ascii().is_empty() {
            return Read::Header;
        }
        match self {
            Self::Common(front) => clf::read_common(line, *front, clock),
            Self::Combined(front, tail) => clf::read_combined(line, *front, *tail, clock),
            Self::TraefikCommon(headers) => clf::read_traefik(line, *headers, clock),
            Self::Json(carries) | Self::CaddyJson(carries) | Self::TraefikJson(carries) => {
                json::read(line, *carries, clock)
            }
            Self::W3c(columns) => columns.read(line, clock),
            Self::ClassicLoadBalancer => elb::read_classic(line, clock),
            Self::ApplicationLoadBalancer => elb::read_application(line, clock),
            Self::S3 => s3::read(line, clock),
            Self::Haproxy(captures) => haproxy::read(line, captures, clock),
            Self::Custom(pattern) => pattern.read(line, clock),
        }
    }

    /// Reads what a user gave as the format: a short name, or a pattern in the words of nginx or Apache.
    ///
    /// # Errors
    /// If it is neither.
    pub fn described(text: &str) -> Result<Self, PatternError> {
        Self::named(text.trim()).map_or_else(|| Pattern::compile(text).map(Self::Custom), Ok)
    }

    /// Returns the format that a short name stands for, as one may give it in place of a pattern; `None` for
    /// names that are not known and for formats that only a file itself describes (W3C).
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "common" => Self::Common(Front::Address),
            "combined" => Self::Combined(Front::Address, Tail::Fields),
            "vhost" | "vhost_combined" => Self::Combined(Front::Host, Tail::Fields),
            "traefik" => Self::TraefikCommon(Presence::Carried),
            "json" => Self::Json(both_headers()),
            "caddy" => Self::CaddyJson(both_headers().with(Field::Host)),
            "traefik-json" => Self::TraefikJson(both_headers().with(Field::Host)),
            "cloudfront" => w3c::cloudfront(),
            "elb" => Self::ClassicLoadBalancer,
            "alb" => Self::ApplicationLoadBalancer,
            "s3" => Self::S3,
            "haproxy" => Self::Haproxy(Captures::default()),
            _ => return None,
        })
    }
}

fn both_headers() -> Carries {
    Carries::default().with(Field::Referrer).with(Field::UserAgent)
}

fn fronted(carries: Carries, front: Front) -> Carries {
    match front {
        Front::Address => carries,
        Front::Host => carries.with(Field::Host),
    }
}
