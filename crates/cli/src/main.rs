//! The command `wirecopy`: reads arguments, calls the engine, shows what it says. It computes nothing.

mod args;
mod commands;
mod input;
mod output;
mod progress;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::terminal::Terminal;

/// Threads make many small things that others drop, which the allocator of the system is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Something was found: 0.
    Found,
    /// Nothing was found: 1.
    Nothing,
    /// Something could not be read or written; what could be done was done: 2.
    Trouble,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(match end {
            End::Found => 0,
            End::Nothing => 1,
            End::Trouble => 2,
        })
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(args.color);
    let end = match &args.command {
        Command::Trace(options) => commands::trace::run(options, &terminal),
        Command::Add(options) => commands::add::run(options, &terminal),
        Command::Info(options) => commands::info::run(options, &terminal),
        Command::Compact(options) => commands::compact::run(options, &terminal),
        Command::Verify(options) => commands::verify::run(options, &terminal),
        Command::Export(options) => commands::export::run(options, &terminal),
        Command::Compare(options) => commands::compare::run(options, &terminal),
        Command::Explain(options) => commands::explain::run(options, &terminal),
        Command::Audit(options) => commands::audit::run(options, &terminal),
        Command::Sample(options) => commands::sample::run(options, &terminal),
        Command::Score(options) => commands::score::run(options, &terminal),
        Command::Dedup(options) => commands::dedup::run(options, &terminal),
        Command::Find(options) => commands::find::run(options, &terminal),
    };
    end.unwrap_or_else(|error| report(&error, &terminal)).into()
}

/// A reader that went away (`wirecopy … | head`) is no trouble.
fn report(error: &anyhow::Error, terminal: &Terminal) -> End {
    let closed = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    if error.downcast_ref::<std::io::Error>().is_some_and(closed) {
        return End::Found;
    }
    terminal.complain(&format!("{error:#}"));
    End::Trouble
}
