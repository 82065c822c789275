//! The tables as others read them. One binary, so that it links once.

mod folder;
mod round_trip;
mod schema;
