//! What the bundled words say of each other. One binary, so that it links once.

mod relations;
mod vectors;
mod words;
