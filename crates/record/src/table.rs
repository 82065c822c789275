//! Which row belongs to which table: the one list of tables.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::folder::{ClosedTable, Folder, Table};
use crate::format::Format;
use crate::rows::{
    AlignmentRow, ArticleRow, ChangeRow, FamilyRow, FurnitureRow, LinkRow, OutletRow, PageRow, StemmaRow, StoryRow,
    Tables,
};
use crate::schema::fields;

/// A row of a table; its fields are the columns.
pub trait Row: Serialize + DeserializeOwned + Send + 'static {
    /// The table's name, which is also the name of its file without ending.
    const TABLE: &'static str;
}

macro_rules! tables {
    ($($table:ident: $row:ident),* $(,)?) => {
        $(impl Row for $row {
            const TABLE: &'static str = stringify!($table);
        })*

        /// Each table with the name of its row's type and its columns.
        pub(crate) const ROWS: &[(&str, &str, fn() -> Vec<arrow::datatypes::FieldRef>)] =
            &[$((stringify!($table), stringify!($row), fields::<$row>),)*];

        /// The names of all tables, in the order of the data flow.
        pub const TABLES: &[&str] = &[$(stringify!($table)),*];

        /// All tables while they are written.
        pub(crate) struct OpenTables {
            $($table: Table<$row>,)*
        }

        impl OpenTables {
            pub(crate) fn new(dir: &Path, format: Format) -> Result<Self, Error> {
                Ok(Self { $($table: Table::new(dir, format)?,)* })
            }

            pub(crate) fn add(&mut self, rows: Tables) -> Result<(), Error> {
                $(self.$table.add(rows.$table)?;)*
                Ok(())
            }

            pub(crate) fn close(self) -> Result<Vec<ClosedTable>, Error> {
                Ok(vec![$(self.$table.close()?,)*])
            }
        }

        impl Tables {
            /// Puts the rows of `more` behind those that are here, table by table.
            pub fn append(&mut self, mut more: Self) {
                $(self.$table.append(&mut more.$table);)*
            }

            pub(crate) fn read_each(folder: &Folder) -> Result<Self, Error> {
                Ok(Self { $($table: folder.rows()?,)* })
            }
        }
    };
}

tables! {
    pages: PageRow,
    articles: ArticleRow,
    furniture: FurnitureRow,
    links: LinkRow,
    alignments: AlignmentRow,
    changes: ChangeRow,
    families: FamilyRow,
    stemma: StemmaRow,
    stories: StoryRow,
    outlets: OutletRow,
}
