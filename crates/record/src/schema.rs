//! The Arrow schema of a table, read from the row's type.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef, Schema};
use serde_arrow::schema::{SchemaLike, TracingOptions};

use crate::table::Row;

/// The columns of `R`'s table: names, types and whether they may be null. It depends on the type alone, so an empty table
/// and one full of nulls have the same schema.
///
/// Texts are `LargeUtf8`, counts and offsets `Int64`, shares `Float64`, spans lists of two `Int64`.
#[must_use]
pub fn arrow_schema<R: Row>() -> Schema {
    Schema::new(fields::<R>())
}

pub(crate) fn fields<R: Row>() -> Vec<FieldRef> {
    let options = TracingOptions::default().sequence_as_large_list(false);
    let traced = Vec::<FieldRef>::from_type::<R>(options)
        .expect("rows are made of numbers, texts, lists and structs only, which all have Arrow types");
    traced.iter().map(plain).collect()
}

/// Turns what `serde_arrow` makes of a span (a struct with fields `0` and `1`) into a list of two, and unsigned numbers
/// into signed ones: pandas wraps around where unsigned columns are subtracted.
fn plain(field: &FieldRef) -> FieldRef {
    let data_type = match field.data_type() {
        DataType::UInt64 => DataType::Int64,
        DataType::List(item) => DataType::List(plain(item)),
        DataType::Struct(parts) if parts.iter().any(|p| p.name() == "0") => {
            DataType::List(plain(&named_item(&parts[0])))
        }
        DataType::Struct(parts) => DataType::Struct(parts.iter().map(plain).collect()),
        other => other.clone(),
    };
    Arc::new(Field::new(field.name(), data_type, field.is_nullable()))
}

fn named_item(field: &FieldRef) -> FieldRef {
    Arc::new(field.as_ref().clone().with_name("element"))
}
