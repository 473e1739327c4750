//! `undercurrent simulate`: a made-up log with the truth beside it.
