//! Measures wirecopy on labelled and on generated data: `cargo run --release -p wirecopy-eval -- SET`.
#![allow(clippy::print_stdout, reason = "a host: its tables go to stdout")]

mod align;
mod facts;
mod find;
mod html;
mod random;
mod reuse;
mod speed;
mod split;
mod stories;
mod synonyms;
mod traditions;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The command's allocator: what is timed here is what the command takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures wirecopy on labelled and on generated data.
#[derive(Parser)]
struct Args {
    /// The folder with the labelled sets.
    #[arg(long, global = true, default_value = "../shared/data")]
    data: PathBuf,
    #[command(subcommand)]
    set: Set,
}

#[derive(Subcommand)]
enum Set {
    /// Splitting of pages composed from real articles, and ordinary articles that must stay whole.
    Split(split::Options),
    /// Bodies and dates of HTML pages.
    Html(html::Options),
    /// Alignment of rewritten sentences.
    Align(align::Options),
    /// Flagged changes.
    Facts(facts::Options),
    /// Stories: articles about one event.
    Stories(stories::Options),
    /// Copies at scale: writes a corpus with planted copies, or scores a tool's links in it.
    Reuse(reuse::Options),
    /// Who copied whom, on generated traditions with a known tree.
    Traditions(traditions::Options),
    /// Times of finding passages in a pile.
    Find(find::Options),
    /// Seconds of each stage of a run.
    Speed(speed::Options),
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match args.set {
        Set::Split(options) => split::run(&args.data, &options),
        Set::Html(options) => html::run(&args.data, &options),
        Set::Align(options) => align::run(&args.data, &options),
        Set::Facts(options) => facts::run(&args.data, &options),
        Set::Reuse(options) => reuse::run(&args.data, &options),
        Set::Traditions(options) => traditions::run(&args.data, &options),
        Set::Find(options) => find::run(&options),
        Set::Speed(options) => speed::run(&options),
        Set::Stories(options) => stories::run(&args.data, &options),
    }
}
