//! A few fields of a record, read without building the rest.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Deserialize, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Names of the fields to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Holds the text.
    pub text: String,
    /// Holds the id.
    pub id: String,
    /// Holds a date; `None` where nobody asks for it.
    pub date: Option<String>,
}

/// The fields of one record; those that are absent, empty or of another type are `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picked<'r> {
    /// The text. Of escapes of half a character only the replacement character stays.
    pub text: Option<Cow<'r, str>>,
    /// The id; a number is given as it is written by JSON.
    pub id: Option<Cow<'r, str>>,
    /// The date as it stands there.
    pub date: Option<Cow<'r, str>>,
    /// The names of the record's fields, when it has no text: for a message.
    pub names: Vec<String>,
}

/// Reads the wanted fields of a record, which is one JSON object. Nothing else of it is stored.
///
/// # Errors
/// Why it is no record, in plain words.
pub fn pick<'r>(record: &'r [u8], wanted: &Wanted) -> Result<Picked<'r>, String> {
    let read = |is_lenient| match simdutf8::basic::from_utf8(record) {
        Ok(record) => read_fields(Fields { wanted, is_lenient }, serde_json::Deserializer::from_str(record)),
        // What nobody asks for may be no UTF-8.
        Err(_) => read_fields(Fields { wanted, is_lenient }, serde_json::Deserializer::from_slice(record)),
    };
    read(false).or_else(|e| read(true).map_err(|_| format!("not a JSON object on one line: {e}")))
}

fn read_fields<'r, R: serde_json::de::Read<'r>>(
    fields: Fields<'_>,
    mut json: serde_json::Deserializer<R>,
) -> serde_json::Result<Picked<'r>> {
    let picked = fields.deserialize(&mut json)?;
    json.end().map(|()| picked)
}

struct Fields<'w> {
    wanted: &'w Wanted,
    /// Whether half characters (lone surrogates) may pass in the text.
    is_lenient: bool,
}

impl<'r> DeserializeSeed<'r> for Fields<'_> {
    type Value = Picked<'r>;

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<Picked<'r>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'r> Visitor<'r> for Fields<'_> {
    type Value = Picked<'r>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<Picked<'r>, A::Error> {
        let mut picked = Picked::default();
        let mut names = Vec::new();
        while let Some(Scalar(name)) = map.next_key()? {
            let name = name.unwrap_or_default();
            let slot = match &*name {
                name if name == self.wanted.text && self.is_lenient => {
                    picked.text = map.next_value::<Lenient<'r>>()?.0;
                    continue;
                }
                name if name == self.wanted.text => &mut picked.text,
                name if name == self.wanted.id => &mut picked.id,
                name if self.wanted.date.as_deref() == Some(name) => &mut picked.date,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    names.push(name);
                    continue;
                }
            };
            *slot = map.next_value::<Scalar<'r>>()?.0;
        }
        if picked.text.is_none() {
            picked.names = names.into_iter().map(Cow::into_owned).collect();
        }
        Ok(picked)
    }
}

/// A string or a number; anything else is nothing.
struct Scalar<'r>(Option<Cow<'r, str>>);

impl<'r> Deserialize<'r> for Scalar<'r> {
    fn deserialize<D: Deserializer<'r>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words).map(Scalar)
    }
}

/// A string in which half characters were replaced: `serde_json` lets them pass only where bytes are asked for.
struct Lenient<'r>(Option<Cow<'r, str>>);

impl<'r> Deserialize<'r> for Lenient<'r> {
    fn deserialize<D: Deserializer<'r>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Words).map(Lenient)
    }
}

struct Words;

impl<'r> Visitor<'r> for Words {
    type Value = Option<Cow<'r, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'r str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(String::from_utf8_lossy(bytes).into_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string().into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string().into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string().into()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'r>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        Wanted { text: "text".into(), id: "id".into(), date: None }
    }

    #[test]
    fn only_the_wanted_fields_are_read() {
        let picked =
            pick(br#"{"x": [{"text": "no"}], "text": "Rain on L\u00f8rn.", "id": "a"}"#, &wanted()).expect("a record");
        assert_eq!((picked.text.as_deref(), picked.id.as_deref()), (Some("Rain on Lørn."), Some("a")));
        let picked = pick(br#"{"body": "Rain.", "id": 7}"#, &wanted()).expect("a record");
        assert_eq!((picked.text, picked.id.as_deref()), (None, Some("7")));
        assert_eq!(picked.names, ["body"]);
    }

    #[test]
    fn half_characters_pass_and_broken_records_do_not() {
        let picked = pick(br#"{"text": "a \ud800 b"}"#, &wanted()).expect("a record");
        assert!(picked.text.expect("a text").contains('\u{fffd}'));
        assert!(pick(b"{\"text\": \"a", &wanted()).is_err());
        assert!(pick(b"[1]", &wanted()).is_err());
        assert!(pick(b"{} {}", &wanted()).is_err());
    }
}
