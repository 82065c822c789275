//! What people see: the screens of the commands and the report.

mod common;
mod report;
mod terminal;
