//! Which row belongs to which table: the one list of tables.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::folder::{Folder, Writer};
use crate::rows::{
    AlignmentRow, ArticleRow, ChangeRow, FamilyRow, FurnitureRow, LinkRow, PageRow, StemmaRow, StoryRow, Tables,
};

/// A row of a table; its fields are the columns.
pub trait Row: Serialize + DeserializeOwned {
    /// The table's name, which is also the name of its file without ending.
    const TABLE: &'static str;
}

macro_rules! tables {
    ($($table:ident: $row:ident),* $(,)?) => {
        $(impl Row for $row {
            const TABLE: &'static str = stringify!($table);
        })*

        /// The names of all tables, in the order of the data flow.
        pub const TABLES: &[&str] = &[$(stringify!($table)),*];

        impl Tables {
            pub(crate) fn write_each(&self, writer: &mut Writer) -> Result<(), Error> {
                $(writer.table(&self.$table)?;)*
                Ok(())
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
}
