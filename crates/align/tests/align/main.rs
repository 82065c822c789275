//! Which sentences answer to which. One binary, so that it links once.

mod cases;
mod features;
mod meaning;
mod properties;
mod seeds;
