//! What every column means, read from where it is written down: the comments on the rows.

use crate::schema::arrow_schema;
use crate::table::{ROWS, Row};

/// One column of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: String,
    /// Its Arrow type.
    pub data_type: String,
    /// Whether it may be empty.
    pub nullable: bool,
    /// What it holds, with unit and range.
    pub meaning: String,
}

const SOURCE: &str = include_str!("rows.rs");

/// All columns of all tables, in order.
///
/// # Example
/// ```
/// let column = wirecopy_record::codebook().into_iter().find(|c| (c.table, c.name.as_str()) == ("links", "copied_a")).unwrap();
/// assert_eq!(column.meaning, "Share of a's words that stand word for word in b, 0..=1.");
/// ```
#[must_use]
pub fn codebook() -> Vec<Column> {
    ROWS.iter().flat_map(|(table, row, columns)| columns_of(table, row, columns())).collect()
}

/// Name, type and whether it may be null.
pub(crate) type Shape = (String, String, bool);

pub(crate) fn shapes<R: Row>() -> Vec<Shape> {
    let schema = arrow_schema::<R>();
    let shape = |f: &arrow::datatypes::FieldRef| (f.name().clone(), f.data_type().to_string(), f.is_nullable());
    schema.fields().iter().map(shape).collect()
}

fn columns_of(table: &'static str, row: &str, shapes: Vec<Shape>) -> Vec<Column> {
    let body = SOURCE.split_once(&format!("pub struct {row} {{")).and_then(|(_, rest)| rest.split_once("\n}"));
    let body = body.map_or("", |(body, _)| body);
    let column = |(name, data_type, nullable): Shape| {
        let meaning = meaning(body, &name);
        Column { table, name, data_type, nullable, meaning }
    };
    shapes.into_iter().map(column).collect()
}

/// The comment in front of a field.
fn meaning(body: &str, field: &str) -> String {
    let mut comment: Vec<&str> = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push(text.trim());
        } else if line.strip_prefix("pub ").is_some_and(|rest| rest.split(':').next() == Some(field)) {
            break;
        } else if line.starts_with("pub ") {
            comment.clear();
        }
    }
    comment.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_meaning() {
        let columns = codebook();
        assert!(columns.len() > 50);
        let silent: Vec<&Column> = columns.iter().filter(|c| c.meaning.is_empty()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }
}
