//! The fields of one record to a page.

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use wirecopy_document::{Format, SourcePage};

use crate::date::iso_date;
use crate::decode::{misread, refuse};
use crate::fields::{Role, roles};
use crate::markup::is_html;
use crate::names::short;
use crate::record::{Note, NoteKind, Record};

/// Ids longer than this are no ids.
const MAX_ID: usize = 512;

/// How many names of fields a message lists.
const MAX_NAMES: usize = 12;

/// The best field so far for one role.
#[derive(Debug)]
struct Best {
    role: Role,
    rank: usize,
    name: String,
    value: String,
}

/// The fields of one record that are taken for something.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    best: Vec<Best>,
    /// Fields that would be the text, but hold none.
    blank: Option<String>,
    names: Vec<String>,
}

/// A page, the fields that it was made of, and what there is to say.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) page: SourcePage,
    pub(crate) used: Vec<(Role, String)>,
    pub(crate) notes: Vec<(NoteKind, String)>,
}

impl Made {
    /// The page comes after what is told of it.
    pub(crate) fn tell(self, out: &mut Vec<Record>) {
        let Self { page, used, notes } = self;
        let note = |(kind, text)| Record::Note(Note { kind, id: page.id.clone(), text });
        out.extend(notes.into_iter().map(note));
        out.extend(used.into_iter().map(|(role, name)| Record::Field { role, name }));
        out.push(Record::Page(page));
    }
}

impl Columns {
    fn offer(&mut self, name: &str, roles: &[(Role, usize)], value: &Value) {
        for &(role, rank) in roles {
            if self.best.iter().any(|b| b.role == role && b.rank <= rank) {
                continue;
            }
            if let Some(value) = plain(value, role) {
                self.best.retain(|b| b.role != role);
                self.best.push(Best { role, rank, name: name.to_owned(), value });
            } else if role <= Role::Html {
                self.blank.get_or_insert_with(|| name.to_owned());
            }
        }
    }

    fn take(&mut self, role: Role) -> Option<Best> {
        let at = self.best.iter().position(|b| b.role == role)?;
        Some(self.best.swap_remove(at))
    }

    /// Makes the page.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn page(mut self, default_id: String) -> Result<Made, String> {
        let content = self.take(Role::Text).or_else(|| self.take(Role::Html)).ok_or_else(|| self.no_text())?;
        if let Some(reason) = refuse(&content.value) {
            return Err(format!("its `{}` is {reason}", content.name));
        }
        let mut notes: Vec<(NoteKind, String)> =
            misread(&content.value).map(|n| (NoteKind::Encoding, n)).into_iter().collect();
        let is_html = content.role == Role::Html || is_html(&content.value);
        let mut used = vec![(content.role, content.name)];
        let mut page = SourcePage::text(default_id, content.value);
        page.format = if is_html { Format::Html } else { Format::Text };
        self.best.retain(|b| b.role != Role::Html);
        self.best.sort_by_key(|b| b.role);
        for best in std::mem::take(&mut self.best) {
            match place(&mut page, best.role, best.value) {
                Ok(()) => used.push((best.role, best.name)),
                Err((kind, what)) => notes.push((kind, format!("its `{}` {what}", best.name))),
            }
        }
        Ok(Made { page, used, notes })
    }

    fn no_text(&self) -> String {
        match &self.blank {
            Some(name) => format!("its `{name}` is empty, and no other field holds a text"),
            None if self.names.is_empty() => "the record has no fields".to_owned(),
            None => {
                format!(
                    "no field that could be the text: there are {}; call it `text` or `html`, or name it with --text-field",
                    self.names.join(", ")
                )
            }
        }
    }
}

/// Puts a value into its place on the page, or says why not.
pub(crate) fn place(page: &mut SourcePage, role: Role, value: String) -> Result<(), (NoteKind, String)> {
    let date = |value: &str| {
        let no_date = || (NoteKind::Date, format!("is no date, or could be two, and was dropped: {}", short(value)));
        iso_date(value).ok_or_else(no_date)
    };
    match role {
        Role::Text | Role::Html => {}
        Role::Id if value.len() > MAX_ID || value.chars().any(char::is_control) => {
            return Err((
                NoteKind::Id,
                "is too long for an id or has control characters; its line is its id".to_owned(),
            ));
        }
        Role::Id => page.id = value,
        Role::Uri => page.uri = Some(value),
        Role::Title => page.title = Some(value),
        Role::Byline => page.byline = Some(value),
        Role::Outlet => page.outlet = Some(value),
        Role::PublishedAt => page.published_at = Some(date(&value)?),
        Role::CrawledAt => page.crawled_at = Some(date(&value)?),
    }
    Ok(())
}

/// A value as text, if it can be one for this role and is not empty.
fn plain(value: &Value, role: Role) -> Option<String> {
    let is_content = role <= Role::Html;
    match value {
        Value::String(text) if is_content => (!text.trim().is_empty()).then(|| text.clone()),
        Value::String(text) => Some(text.trim()).filter(|t| !is_nothing(t)).map(str::to_owned),
        Value::Number(number) => (!is_content).then(|| number.to_string()),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(|v| plain(v, role)).collect();
            (!parts.is_empty()).then(|| parts.join(if is_content { "\n\n" } else { ", " }))
        }
        Value::Object(object) if !is_content => {
            ["name", "title", "$date", "$oid", "#text"].iter().find_map(|key| plain(object.get(*key)?, role))
        }
        _ => None,
    }
}

/// What programs write for "nothing".
fn is_nothing(text: &str) -> bool {
    text.is_empty() || ["none", "null", "nan", "nat", "n/a"].iter().any(|w| text.eq_ignore_ascii_case(w))
}

impl Columns {
    /// Reads one object.
    pub(crate) fn of_json(json: &[u8], named: &[(Role, String)]) -> serde_json::Result<Self> {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let columns = deserializer.deserialize_map(Reader { named, is_page: None })?;
        deserializer.end()?;
        Ok(columns)
    }

    /// Whether `bytes`, the start of a file, start with an object that holds a page, as far as they go.
    pub(crate) fn start(bytes: &[u8], named: &[(Role, String)]) -> bool {
        let is_page = Cell::new(false);
        let reader = Reader { named, is_page: Some(&is_page) };
        match serde_json::Deserializer::from_slice(bytes).deserialize_map(reader) {
            Ok(columns) => columns.has_text(),
            Err(e) => e.is_eof() && is_page.get(),
        }
    }

    pub(crate) fn has_text(&self) -> bool {
        self.best.iter().any(|best| best.role <= Role::Html)
    }
}

struct Reader<'a> {
    named: &'a [(Role, String)],
    /// Whether a field came that holds a text by its name.
    is_page: Option<&'a Cell<bool>>,
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Columns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Columns, A::Error> {
        let mut columns = Columns::default();
        while let Some(name) = map.next_key::<String>()? {
            let roles = roles(&name, self.named);
            if let Some(is_page) = self.is_page {
                is_page.set(is_page.get() || roles.iter().any(|(role, _)| *role <= Role::Html));
            }
            if roles.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                columns.offer(&name, &roles, &map.next_value()?);
            }
            if columns.names.len() < MAX_NAMES {
                columns.names.push(short(&name));
            }
        }
        Ok(columns)
    }
}

/// The names of the columns of a table, and what each may be.
pub(crate) struct Header {
    names: Vec<String>,
    roles: Vec<Vec<(Role, usize)>>,
}

impl Header {
    pub(crate) fn new(names: Vec<String>, named: &[(Role, String)]) -> Self {
        Self { roles: names.iter().map(|name| roles(name, named)).collect(), names }
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// How many columns are taken for something.
    pub(crate) fn known(&self) -> usize {
        self.roles.iter().filter(|roles| !roles.is_empty()).count()
    }

    /// Whether column `at` is taken for something.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        !self.roles[at].is_empty()
    }

    /// Why no page can come of this table, if none can.
    pub(crate) fn no_text(&self) -> Option<String> {
        let has_text = self.roles.iter().flatten().any(|(role, _)| *role <= Role::Html);
        (!has_text).then(|| {
            let names: Vec<String> = self.names.iter().take(MAX_NAMES).map(|name| short(name)).collect();
            let more = if self.names.len() > MAX_NAMES { ", …" } else { "" };
            format!(
                "no column that could be the text: there are {}{more}; call it `text` or `html`, or name it with --text-field",
                names.join(", ")
            )
        })
    }

    /// One row: the values of the columns from the first on; columns that are not known need none.
    pub(crate) fn row(&self, values: impl Iterator<Item = Value>) -> Columns {
        let mut columns = Columns::default();
        for ((name, roles), value) in self.names.iter().zip(&self.roles).zip(values) {
            columns.offer(name, roles, &value);
        }
        columns
    }
}
