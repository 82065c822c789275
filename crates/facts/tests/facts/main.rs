//! Which claims changed. One binary, so that it links once.

mod checks;
mod claims;
mod desk;
mod monsters;
mod properties;
mod rules;
mod seeds;
mod slips;
mod standing;
mod updates;
mod versions;
