//! Whole runs and what they find. One binary, so that it links once.

mod archive;
mod corpus;
mod crowd;
mod descent;
mod disagreements;
mod rewrites;
mod seeds;
mod spec;
