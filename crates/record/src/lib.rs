//! What does each result look like as a table?

mod rows;

pub use rows::{
    AlignmentRow, ArticleRow, ChangeRow, EditRow, FamilyRow, FurnitureRow, LinkRow, PageRow, PassageRow, SpanRow,
    StemmaRow, StoryRow, Tables,
};
