//! Pages split into articles and furniture. One binary, so that it links once.

mod hostile;
mod lists;
mod pile;
mod seeds;
