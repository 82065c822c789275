//! What every column means, how it is computed and how right it was when measured: read from the comments on the rows, and from
//! `data/codebook.txt`.

use arrow::datatypes::{DataType, FieldRef};

use crate::table::ROWS;

/// One column of one table, or a field inside one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column; a field of the rows in a column is `column.field`.
    pub name: String,
    /// Its Arrow type.
    pub data_type: String,
    /// Whether it may be empty.
    pub nullable: bool,
    /// What it holds, with unit and range.
    pub meaning: String,
    /// How it is computed.
    pub computed: &'static str,
    /// How right it was when that was measured, with counts; `-` where there is nothing to measure.
    pub measured: &'static str,
}

const SOURCE: &str = include_str!("rows.rs");
const ENTRIES: &str = include_str!("../data/codebook.txt");

/// All columns of all tables, in order, each followed by the fields inside it.
///
/// # Example
/// ```
/// let column = wirecopy_record::codebook().into_iter().find(|c| (c.table, c.name.as_str()) == ("links", "copied_a")).unwrap();
/// assert_eq!(column.meaning, "Share of a's words that stand word for word in b, 0..=1.");
/// assert!(column.computed.contains("winnowed fingerprints"));
/// ```
#[must_use]
pub fn codebook() -> Vec<Column> {
    let mut columns = Vec::new();
    for (table, row, fields) in ROWS {
        fields().iter().for_each(|field| push(table, row, "", field, &mut columns));
    }
    columns
}

/// The column, and the fields of the rows in it.
fn push(table: &'static str, row: &str, before: &str, field: &FieldRef, columns: &mut Vec<Column>) {
    let body = SOURCE.split_once(&format!("pub struct {row} {{")).and_then(|(_, rest)| rest.split_once("\n}"));
    let (meaning, type_name) = described(body.map_or("", |(body, _)| body), field.name());
    let name = format!("{before}{}", field.name());
    let (computed, measured) = entry(table, name.split('.').next().unwrap_or_default()).unwrap_or_default();
    let inside = fields_of(field.data_type());
    let data_type =
        if inside.is_empty() { field.data_type().to_string() } else { kind_of(field.data_type()).to_owned() };
    let before = format!("{name}.");
    columns.push(Column { table, name, data_type, nullable: field.is_nullable(), meaning, computed, measured });
    inside.iter().for_each(|field| push(table, type_name, &before, field, columns));
}

/// The fields of the rows that a column holds.
fn fields_of(data_type: &DataType) -> Vec<FieldRef> {
    match data_type {
        DataType::Struct(fields) => fields.iter().cloned().collect(),
        DataType::List(item) | DataType::LargeList(item) => fields_of(item.data_type()),
        _ => Vec::new(),
    }
}

fn kind_of(data_type: &DataType) -> &'static str {
    if matches!(data_type, DataType::Struct(_)) { "Struct" } else { "List(Struct)" }
}

/// The comment in front of a field, and the type of the rows that it holds.
fn described<'s>(body: &'s str, field: &str) -> (String, &'s str) {
    let mut comment: Vec<&str> = Vec::new();
    for line in body.lines().map(str::trim) {
        let declared = line.strip_prefix("pub ").and_then(|rest| rest.split_once(':'));
        match (line.strip_prefix("///"), declared) {
            (Some(text), _) => comment.push(text.trim()),
            (None, Some((name, of))) if name == field => {
                let inner = of.trim().trim_end_matches(',').trim_end_matches('>');
                return (comment.join(" "), inner.rsplit('<').next().unwrap_or(inner));
            }
            (None, Some(_)) => comment.clear(),
            (None, None) => {}
        }
    }
    (String::new(), "")
}

/// How a column is computed, and what was measured.
fn entry(table: &str, column: &str) -> Option<(&'static str, &'static str)> {
    entries().find(|entry| entry.table == table && entry.columns.contains(&column)).map(|e| (e.computed, e.measured))
}

struct Entry {
    table: &'static str,
    columns: Vec<&'static str>,
    computed: &'static str,
    measured: &'static str,
}

fn entries() -> impl Iterator<Item = Entry> {
    let lines = ENTRIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| {
        let (table, rest) = line.split_once(": ")?;
        let mut parts = rest.splitn(3, " | ");
        let columns = parts.next()?.split(' ').collect();
        Some(Entry { table, columns, computed: parts.next()?, measured: parts.next()? })
    })
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

    #[test]
    fn every_column_says_how_it_is_computed_and_how_right_it_is() {
        let columns = codebook();
        let silent: Vec<&Column> = columns.iter().filter(|c| c.computed.is_empty() || c.measured.is_empty()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }

    #[test]
    fn every_entry_is_of_columns_that_are_there_and_each_column_has_one() {
        let columns = codebook();
        let mut seen = Vec::new();
        for entry in entries() {
            for column in entry.columns {
                assert!(columns.iter().any(|c| (c.table, c.name.as_str()) == (entry.table, column)), "{column}");
                assert!(!seen.contains(&(entry.table, column)), "{} {column}", entry.table);
                seen.push((entry.table, column));
            }
        }
        assert_eq!(entries().count(), ENTRIES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).count());
    }

    #[test]
    fn fields_inside_a_column_are_told() {
        let columns = codebook();
        let field = columns.iter().find(|c| (c.table, c.name.as_str()) == ("stories", "disagreements.says.text"));
        assert!(field.is_some_and(|field| field.meaning.starts_with("As written")), "{field:?}");
    }
}
