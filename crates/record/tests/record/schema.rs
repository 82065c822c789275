//! The columns of every table, pinned: users' programs depend on them.

use std::fmt::Write;

use arrow::datatypes::{DataType, Schema};
use wirecopy_record::{
    AlignmentRow, ArticleRow, ChangeRow, FamilyRow, FurnitureRow, LinkRow, OutletRow, PageRow, Row, StemmaRow,
    StoryRow, TABLES, arrow_schema,
};

fn type_name(data_type: &DataType) -> String {
    match data_type {
        DataType::LargeUtf8 => "text".to_owned(),
        DataType::Int64 => "integer".to_owned(),
        DataType::Float64 => "float".to_owned(),
        DataType::Boolean => "bool".to_owned(),
        DataType::List(item) => format!("[{}]", type_name(item.data_type())),
        DataType::Struct(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|p| format!("{}: {}", p.name(), type_name(p.data_type()))).collect();
            format!("{{{}}}", parts.join(", "))
        }
        other => format!("UNEXPECTED {other:?}"),
    }
}

fn describe(table: &str, schema: &Schema, out: &mut String) {
    writeln!(out, "{table}").unwrap();
    for field in schema.fields() {
        let null = if field.is_nullable() { " or null" } else { "" };
        writeln!(out, "  {}: {}{null}", field.name(), type_name(field.data_type())).unwrap();
    }
}

#[test]
fn a_column_changes_only_on_purpose() {
    let mut out = String::new();
    macro_rules! tables {
        ($($row:ty),*) => { $(describe(<$row>::TABLE, &arrow_schema::<$row>(), &mut out);)* };
    }
    tables!(
        PageRow,
        ArticleRow,
        FurnitureRow,
        LinkRow,
        AlignmentRow,
        ChangeRow,
        FamilyRow,
        StemmaRow,
        StoryRow,
        OutletRow
    );
    let tables = out.lines().filter(|l| !l.starts_with(' ')).collect::<Vec<_>>();
    assert_eq!(tables, TABLES, "a table is missing here");
    insta::assert_snapshot!(out);
}
