use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use crate::error::Error;

/// What is indexed of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// By which it is found: each once, below 2^63.
    pub number: u64,
    /// Its headline, or nothing.
    pub headline: String,
    /// Its text.
    pub body: String,
}

/// An article that has the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its number.
    pub number: u64,
    /// How well it fits: BM25, larger is better.
    pub score: f64,
}

/// An index of words.
#[derive(Debug)]
pub struct WordIndex {
    database: Connection,
    path: PathBuf,
}

/// A word of the headline counts so many times one of the body.
const HEADLINE: f64 = 4.0;

/// How long to wait for somebody else who writes.
const PATIENCE: Duration = Duration::from_secs(600);

/// The tables. Without content: the texts are in the archive already. The version is that of this layout and of the way words are cut.
const SCHEMA: &str = "
    PRAGMA user_version = 1;
    CREATE TABLE parts (name TEXT NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(headline, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
";

const VERSION: i64 = 1;

impl WordIndex {
    /// Opens an index to write, or makes an empty one.
    ///
    /// # Errors
    /// When the file can't be written, or is no index.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut index = Self::with(path, Connection::open(path))?;
        index.prepare().map_err(|e| Error::new(path, e))?;
        Ok(index)
    }

    /// Opens an index that is there, to read.
    ///
    /// # Errors
    /// When there is none, or it is no index.
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let index = Self::with(path, Connection::open_with_flags(path, flags))?;
        index.parts()?;
        Ok(index)
    }

    /// An empty one that is gone when it is dropped.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        let path = Path::new(":memory:");
        let mut index = Self::with(path, Connection::open_in_memory())?;
        index.prepare().map_err(|e| Error::new(path, e))?;
        Ok(index)
    }

    fn with(path: &Path, database: rusqlite::Result<Connection>) -> Result<Self, Error> {
        let failed = |e| Error::new(path, e);
        let database = database.map_err(failed)?;
        database.busy_timeout(PATIENCE).map_err(failed)?;
        Ok(Self { database, path: path.to_owned() })
    }

    /// Makes the tables if there are none.
    fn prepare(&mut self) -> rusqlite::Result<()> {
        let writing = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i64 = writing.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version != VERSION {
            writing.execute_batch("DROP TABLE IF EXISTS parts; DROP TABLE IF EXISTS words;")?;
            writing.execute_batch(SCHEMA)?;
        }
        writing.commit()
    }

    /// The parts that it was made of, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn parts(&self) -> Result<Vec<String>, Error> {
        parts_of(&self.database).map_err(|e| self.failed(e))
    }

    /// Makes it an index of `parts`, all or nothing. `give` gives the documents behind the first so many parts, which it has already.
    ///
    /// An index of these parts and later ones stays as it is; one of others is begun anew.
    ///
    /// # Errors
    /// When the file can't be written, or `give` fails.
    pub fn update(
        &mut self,
        parts: &[String],
        give: impl FnOnce(usize, &mut dyn FnMut(Document) -> Result<(), Error>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = self.path.clone();
        let failed = |e| Error::new(&path, e);
        let writing = self.database.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let mut known = parts_of(&writing).map_err(failed)?;
        if known.starts_with(parts) {
            return Ok(());
        }
        if !parts.starts_with(&known) {
            let all = "DELETE FROM parts; INSERT INTO words(words) VALUES ('delete-all');";
            writing.execute_batch(all).map_err(failed)?;
            known.clear();
        }
        {
            let insert = "INSERT INTO words(rowid, headline, body) VALUES (?1, ?2, ?3)";
            let mut insert = writing.prepare(insert).map_err(failed)?;
            give(known.len(), &mut |document| {
                let number = i64::try_from(document.number).unwrap_or(i64::MAX);
                insert.execute(params![number, document.headline, document.body]).map_err(failed).map(drop)
            })?;
            let mut name = writing.prepare("INSERT INTO parts(name) VALUES (?1)").map_err(failed)?;
            parts[known.len()..].iter().try_for_each(|part| name.execute([part]).map(drop)).map_err(failed)?;
        }
        writing.commit().map_err(failed)
    }

    /// The articles that have all these words, best first; of equal ones the smaller number. No words are in none.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn search(&self, words: &str) -> Result<Vec<Hit>, Error> {
        let Some(query) = query(words) else { return Ok(Vec::new()) };
        let hits = || -> rusqlite::Result<Vec<Hit>> {
            let select = "SELECT rowid, -bm25(words, ?2, 1.0) FROM words WHERE words MATCH ?1 ORDER BY 2 DESC, 1";
            let mut select = self.database.prepare(select)?;
            let hit = |row: &rusqlite::Row<'_>| {
                let number: i64 = row.get(0)?;
                Ok(Hit { number: number.unsigned_abs(), score: row.get(1)? })
            };
            select.query_map(params![query, HEADLINE], hit)?.collect()
        };
        hits().map_err(|e| self.failed(e))
    }

    fn failed(&self, error: rusqlite::Error) -> Error {
        Error::new(&self.path, error)
    }
}

fn parts_of(database: &Connection) -> rusqlite::Result<Vec<String>> {
    database.prepare("SELECT name FROM parts ORDER BY rowid")?.query_map([], |row| row.get(0))?.collect()
}

/// Words as FTS5 reads them: each between quotation marks, so that nothing of what a user types is taken for a command. What stands
/// between quotation marks stays together.
fn query(words: &str) -> Option<String> {
    let mut terms = Vec::new();
    for (at, part) in words.split(['"', '“', '”', '„']).enumerate() {
        let is_phrase = at % 2 == 1;
        let mut pieces: Vec<&str> = if is_phrase { vec![part] } else { part.split_whitespace().collect() };
        pieces.retain(|piece| piece.contains(char::is_alphanumeric));
        terms.extend(pieces.into_iter().map(|piece| format!("\"{piece}\"")));
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(number: u64, headline: &str, body: &str) -> Document {
        Document { number, headline: headline.to_owned(), body: body.to_owned() }
    }

    fn add(index: &mut WordIndex, parts: &[&str], documents: &[Document]) -> Result<(), Error> {
        let parts: Vec<String> = parts.iter().map(|&part| part.to_owned()).collect();
        index.update(&parts, |_, add| documents.iter().cloned().try_for_each(add))
    }

    fn numbers(index: &WordIndex, words: &str) -> Vec<u64> {
        index.search(words).expect("it can be read").iter().map(|hit| hit.number).collect()
    }

    #[test]
    fn words_are_found_in_headline_and_body() {
        let mut index = WordIndex::in_memory().expect("there is memory");
        let documents = [
            document(1, "Rain", "A vaccine was tried in Geneva. Nobody fell ill."),
            document(2, "Vaccines in Geneva", "The trial goes on, at the Café de la Gare."),
            document(3, "Snow", "A vaccine was tried in Basel."),
        ];
        add(&mut index, &["one"], &documents).expect("it can be written");
        assert_eq!(numbers(&index, "vaccine GENEVA"), [2, 1], "the headline counts more");
        assert_eq!(numbers(&index, "cafe trials"), [2]);
        assert_eq!(numbers(&index, "“tried in Basel”"), [3]);
        assert_eq!(numbers(&index, "\"Geneva vaccine\""), [0; 0]);
        for odd in ["", "—", "\"", "NOT", "a AND", "(", "headline:snow *", "x\" OR \"y"] {
            index.search(odd).expect("no query is a command");
        }
    }

    #[test]
    fn it_grows_by_parts_and_keeps_what_was_committed() {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let path = folder.path().join("words.sqlite");
        let mut index = WordIndex::open(&path).expect("it can be made");
        add(&mut index, &["one"], &[document(1, "", "rain")]).expect("it can be written");
        let failed = index.update(&["one".into(), "two".into()], |known, add| {
            assert_eq!(known, 1);
            add(document(2, "", "rain"))?;
            Err(Error::input(std::io::Error::other("the archive is damaged")))
        });
        assert!(failed.is_err());
        assert_eq!((index.parts().expect("read"), numbers(&index, "rain")), (vec!["one".to_owned()], vec![1]));
        drop(index);
        let mut index = WordIndex::open(&path).expect("it is there");
        add(&mut index, &["one", "two"], &[document(2, "", "rain")]).expect("it can be written");
        drop(index);
        let mut index = WordIndex::open(&path).expect("it is there");
        index.update(&["one".into()], |_, _| panic!("it is of more than that")).expect("nothing is to be done");
        assert_eq!((index.parts().expect("read").len(), numbers(&index, "rain").len()), (2, 2));
        add(&mut index, &["other"], &[document(1, "", "snow")]).expect("it can be written");
        drop(index);
        let index = WordIndex::open_to_read(&path).expect("it is there");
        assert_eq!((numbers(&index, "rain").len(), numbers(&index, "snow").len()), (0, 1), "begun anew");
    }

    #[test]
    fn what_is_no_index_is_told() {
        let folder = tempfile::tempdir().expect("a scratch folder can be made");
        let path = folder.path().join("words.sqlite");
        assert!(WordIndex::open_to_read(&path).is_err());
        std::fs::write(&path, "no database at all, but a text that is longer than a header")
            .expect("it can be written");
        let error = WordIndex::open(&path).expect_err("it is no index");
        assert!(error.to_string().contains("words.sqlite"), "{error}");
    }
}
