//! Which parts of this page are articles?
