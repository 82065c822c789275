//! What to read: the options that all commands on piles share.

use std::path::PathBuf;

use anyhow::Context;
use wirecopy::{ReadingOptions, Role, paths_from};

/// Which pile, and how its records are read.
#[derive(Debug, clap::Args)]
pub(crate) struct InputOptions {
    /// Files and folders, compressed or not; archives; patterns in quotes (`'crawl/**/*.html'`); `-` is stdin.
    #[arg(required_unless_present = "files_from", value_name = "PILE")]
    piles: Vec<PathBuf>,
    /// A list of files and folders, one a line or each with a zero byte after it (`find -print0`); `-` reads it from stdin.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    #[command(flatten)]
    fields: FieldOptions,
}

/// Which field of a record or column of a table is what. Without these the names that crawlers use are taken, and the run
/// says which.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Fields of records (guessed by name unless given)")]
struct FieldOptions {
    /// The text.
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// The HTML, where there is no text.
    #[arg(long, value_name = "NAME")]
    html_field: Option<String>,
    /// The id.
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// The address.
    #[arg(long, value_name = "NAME")]
    url_field: Option<String>,
    /// The headline.
    #[arg(long, value_name = "NAME")]
    title_field: Option<String>,
    /// Who wrote it.
    #[arg(long, value_name = "NAME")]
    author_field: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "NAME")]
    outlet_field: Option<String>,
    /// When it was published.
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
    /// When it was crawled.
    #[arg(long, value_name = "NAME")]
    crawl_date_field: Option<String>,
}

impl InputOptions {
    /// All that was named.
    pub(crate) fn piles(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut piles = self.piles.clone();
        if let Some(list) = &self.files_from {
            piles.extend(paths_from(list).with_context(|| format!("{} can't be read", list.display()))?);
        }
        Ok(piles)
    }

    /// How to read it.
    pub(crate) fn reading(&self) -> ReadingOptions {
        let mut reading = ReadingOptions::default();
        reading.fields = self.fields.named();
        reading
    }
}

impl FieldOptions {
    fn named(&self) -> Vec<(Role, String)> {
        let fields = [
            (Role::Text, &self.text_field),
            (Role::Html, &self.html_field),
            (Role::Id, &self.id_field),
            (Role::Uri, &self.url_field),
            (Role::Title, &self.title_field),
            (Role::Byline, &self.author_field),
            (Role::Outlet, &self.outlet_field),
            (Role::PublishedAt, &self.date_field),
            (Role::CrawledAt, &self.crawl_date_field),
        ];
        fields.into_iter().filter_map(|(role, name)| Some((role, name.clone()?))).collect()
    }
}
