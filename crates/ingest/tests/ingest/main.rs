//! Piles of every kind, read as users would have them read. One binary, so that it links once.

mod archives;
mod fields;
mod files;
mod formats;
mod hard;
mod hostile;
mod scratch;
mod stream;
mod tables;
mod web;
