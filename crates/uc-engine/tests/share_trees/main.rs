//! Share trees: counted by hand, against brute force, and what holds for every input.

mod audience;
mod figures;
mod grown;
mod hostile;
mod properties;
mod selected;
mod story;
mod virality;
