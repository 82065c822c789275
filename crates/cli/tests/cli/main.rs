//! What the command does, run as users run it. One binary, so that it links once.

mod archive;
mod arrows;
mod audit;
mod codebook;
mod common;
mod compare;
mod dedup;
mod examples;
mod find;
mod input;
mod model;
mod sample;
mod tei;
mod trace;
