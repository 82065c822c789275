//! How do bytes become pages?
