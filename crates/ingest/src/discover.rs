//! Which files are in the pile?

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use foldhash::HashSet;

use crate::ids;
use crate::input::{Input, Origin};
use crate::names::{shown, shown_path};
use crate::record::{Note, NoteKind, Reject};

/// What is in a pile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The files to read, by id.
    pub inputs: Vec<Input>,
    /// What can't be read, by id.
    pub rejects: Vec<Reject>,
    /// What was left out and why that loses nothing.
    pub notes: Vec<Note>,
}

impl Listing {
    /// Bytes on the disk of all inputs together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.inputs.iter().map(Input::size).sum()
    }
}

/// Lists the files of a pile: those given, and all in the folders given, at any depth. `-` is stdin. A path that is not there and
/// holds `*`, `?` or `[` is a pattern, and stands for the paths that match it (`**`: folders at any depth).
///
/// The listing does not depend on the order of `piles`. A file that is reached twice counts once. Links are followed;
/// a folder reached by a link is read once, after all real ones. Names that start with a dot are left out inside folders,
/// and so are folders of results, and those in which browsers put the pictures of a saved page; notes count them.
///
/// An id is the path inside the given folder, or the name of the given file, with `/` between the parts. Where two
/// arguments would give the same id, all ids of both get the name of the folder above in front, as often as is needed.
#[must_use]
pub fn discover(piles: &[PathBuf]) -> Listing {
    let mut arguments: Vec<Argument> = piles.iter().flat_map(|p| arguments_of(p)).collect();
    // By real path: a folder comes before what is inside it, and so gives the ids, whichever was named first.
    arguments.sort_by(|a, b| a.real.as_ref().ok().cmp(&b.real.as_ref().ok()).then_with(|| a.given.cmp(&b.given)));
    let mut walk =
        Walk { named: arguments.iter().filter_map(|a| a.real.as_ref().ok()).cloned().collect(), ..Walk::default() };
    for (number, argument) in arguments.iter().enumerate() {
        walk.argument(number, argument);
    }
    walk.follow_links();
    walk.finish(&arguments)
}

/// A file that was found. What can't be read has its reason.
struct Found {
    argument: usize,
    inside: String,
    path: PathBuf,
    is_named: bool,
    trouble: Option<String>,
}

/// An argument, with the path of what it names, or why there is none.
struct Argument {
    given: PathBuf,
    real: Result<PathBuf, String>,
}

/// What stands for stdin.
const STDIN: &str = "-";

fn arguments_of(given: &Path) -> Vec<Argument> {
    let one = |given: PathBuf| {
        let real =
            if given == Path::new(STDIN) { Ok(given.clone()) } else { fs::canonicalize(&given).map_err(|e| why(&e)) };
        Argument { given, real }
    };
    match pattern(given) {
        Some(pattern) => match matches(pattern) {
            Ok(paths) => paths.into_iter().map(one).collect(),
            Err(reason) => vec![Argument { given: given.to_owned(), real: Err(reason) }],
        },
        None => vec![one(given.to_owned())],
    }
}

/// The path as a pattern, if it is one: a file whose name looks like one is a file.
fn pattern(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| text.contains(['*', '?', '[']) && fs::symlink_metadata(path).is_err())
}

/// All that matches, hidden names left out as in folders.
fn matches(pattern: &str) -> Result<Vec<PathBuf>, String> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let paths = glob::glob_with(pattern, options).map_err(|e| format!("not there, and no pattern: {e}"))?;
    let paths: Vec<PathBuf> = paths.map(|path| path.unwrap_or_else(|e| e.path().to_owned())).collect();
    if paths.is_empty() { Err("no file matches this pattern".to_owned()) } else { Ok(paths) }
}

#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    /// What the user named: read whatever its ending.
    named: HashSet<PathBuf>,
    seen: HashSet<PathBuf>,
    links: Vec<Found>,
    again: Vec<String>,
    own: Vec<String>,
    saved: Vec<String>,
    hidden: usize,
}

impl Walk {
    fn argument(&mut self, number: usize, argument: &Argument) {
        let found = Found {
            argument: number,
            inside: String::new(),
            path: argument.given.clone(),
            is_named: true,
            trouble: None,
        };
        match &argument.real {
            Ok(real) if argument.given == Path::new(STDIN) => self.file(found, real.clone(), None),
            Ok(real) => self.real(found, real.clone()),
            Err(reason) => self.file(found, argument.given.clone(), Some(reason.clone())),
        }
    }

    /// `real` is what `found` leads to, without links.
    fn real(&mut self, found: Found, real: PathBuf) {
        match fs::metadata(&real) {
            Ok(meta) if meta.is_dir() => self.folder(found, real),
            Ok(meta) if meta.is_file() => self.regular(found, real),
            Ok(_) => self.file(found, real, Some(SPECIAL.to_owned())),
            Err(e) => self.file(found, real, Some(why(&e))),
        }
    }

    fn regular(&mut self, found: Found, real: PathBuf) {
        let is_named = self.named.contains(&real);
        self.file(Found { is_named, ..found }, real, None);
    }

    fn file(&mut self, found: Found, real: PathBuf, trouble: Option<String>) {
        if self.seen.insert(real) {
            self.found.push(Found { trouble, ..found });
        } else {
            self.again.push(shown_path(&found.path));
        }
    }

    fn folder(&mut self, found: Found, real: PathBuf) {
        let mut open = vec![(found, real)];
        while let Some((found, real)) = open.pop() {
            if !self.seen.insert(real.clone()) {
                self.again.push(shown_path(&found.path));
                continue;
            }
            match entries(&found.path) {
                Ok(entries) if entries.iter().any(|e| e.0 == OWN) => self.own.push(shown_path(&found.path)),
                Ok(entries) => self.entries(&found, &real, entries, &mut open),
                Err(e) => {
                    let trouble = Some(format!("the folder can't be listed: {}", why(&e)));
                    self.found.push(Found { trouble, ..found });
                }
            }
        }
    }

    fn entries(&mut self, folder: &Found, real: &Path, entries: Vec<Entry>, open: &mut Vec<(Found, PathBuf)>) {
        let saved = saved_pages(&entries);
        for (name, kind) in entries {
            if saved.contains(&name) {
                self.saved.push(shown_path(&folder.path.join(&name)));
                continue;
            }
            if name.as_encoded_bytes().starts_with(b".") {
                self.hidden += 1;
                continue;
            }
            let path = folder.path.join(&name);
            let slash = if folder.inside.is_empty() { "" } else { "/" };
            let inside = format!("{}{slash}{}", folder.inside, shown(&name));
            let found = Found { argument: folder.argument, inside, path, is_named: false, trouble: None };
            let real = real.join(&name);
            match kind {
                Ok(kind) if kind.is_symlink() => self.links.push(found),
                Ok(kind) if kind.is_dir() => open.push((found, real)),
                Ok(kind) if kind.is_file() => self.regular(found, real),
                _ => self.real(found, real),
            }
        }
    }

    /// Links come after all real files, so that a file has its own name and not that of a link to it.
    fn follow_links(&mut self) {
        while !self.links.is_empty() {
            let mut links = std::mem::take(&mut self.links);
            links.sort_by(|a, b| (a.argument, &a.path).cmp(&(b.argument, &b.path)));
            for found in links {
                match fs::canonicalize(&found.path) {
                    Ok(real) => self.real(found, real),
                    Err(e) => {
                        let trouble = Some(format!("a link that leads nowhere: {}", why(&e)));
                        self.found.push(Found { trouble, ..found });
                    }
                }
            }
        }
    }

    fn finish(self, arguments: &[Argument]) -> Listing {
        let paths: Vec<&Path> = arguments.iter().map(|a| a.given.as_path()).collect();
        let places: Vec<(usize, &str)> = self.found.iter().map(|f| (f.argument, f.inside.as_str())).collect();
        let ids = ids::of_files(&paths, &places);
        let mut listing = Listing { notes: self.notes(), ..Listing::default() };
        for (id, found) in ids.into_iter().zip(self.found) {
            match found.trouble {
                None => {
                    listing.inputs.push(input(id, found.path, found.is_named));
                }
                Some(reason) => {
                    let file = if found.inside.is_empty() { shown_path(&found.path) } else { id.clone() };
                    listing.rejects.push(Reject { id, ..Reject::file(&file, reason) });
                }
            }
        }
        listing.inputs.sort_by(|a, b| a.id.cmp(&b.id));
        listing.rejects.sort_by(|a, b| a.id.cmp(&b.id));
        listing
    }

    fn notes(&self) -> Vec<Note> {
        let first = |paths: &[String]| paths.iter().min().cloned().unwrap_or_default();
        let (again, own, saved, hidden) = (self.again.len(), self.own.len(), self.saved.len(), self.hidden);
        let notes = [
            (again, NoteKind::Again, first(&self.again), "given or linked more than once, and counts once"),
            (own, NoteKind::Own, first(&self.own), "holds what wirecopy wrote (wirecopy.json), and was left out"),
            (
                saved,
                NoteKind::Saved,
                first(&self.saved),
                "holds the pictures and scripts of a saved page, and was left out",
            ),
            (
                hidden,
                NoteKind::Hidden,
                "*/.*".to_owned(),
                "names that start with a dot were left out; name one to have it read",
            ),
        ];
        let notes = notes.into_iter().filter(|note| note.0 > 0);
        notes.map(|(n, kind, id, text)| Note { kind, id, text: format!("{text} ({n} in all)") }).collect()
    }
}

fn input(id: String, path: PathBuf, is_named: bool) -> Input {
    if path == Path::new(STDIN) {
        return Input { id: "stdin".to_owned(), origin: Origin::Stdin, is_named, size: 0 };
    }
    let size = fs::metadata(&path).map_or(0, |meta| meta.len());
    Input { id, origin: Origin::File(path), is_named, size }
}

type Entry = (OsString, io::Result<fs::FileType>);

/// The name of the file that marks a folder of results: they are no pages, and a run over the folder above must not read them.
const OWN: &str = "wirecopy.json";

const SPECIAL: &str = "neither a file nor a folder; save its content to a file first, or give it on stdin as `-`";

/// What browsers append to the name of a saved page to name the folder of its pictures and scripts, in the languages of their
/// menus.
const SAVED: &[&str] = &[
    "_files",
    ".files",
    "-Dateien",
    "_Dateien",
    "_fichiers",
    "_archivos",
    "_ficheros",
    "_arquivos",
    "_ficheiros",
    "_file",
    "_bestanden",
    "-bestanden",
    "-filer",
    "_filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_data",
    "_dosyalar",
];

/// The folders among `entries` that belong to a saved page beside them.
fn saved_pages(entries: &[Entry]) -> HashSet<OsString> {
    let is_html = |name: &str| [".html", ".htm", ".xhtml"].iter().any(|e| name.to_ascii_lowercase().ends_with(e));
    let names = entries.iter().filter_map(|entry| entry.0.to_str()).filter(|name| is_html(name));
    let stems: HashSet<&str> = names.filter_map(|name| name.rsplit_once('.').map(|parts| parts.0)).collect();
    let belongs = |name: &str| SAVED.iter().any(|s| name.strip_suffix(s).is_some_and(|stem| stems.contains(stem)));
    let folders = entries.iter().filter(|entry| entry.1.as_ref().is_ok_and(fs::FileType::is_dir));
    folders.filter(|entry| entry.0.to_str().is_some_and(belongs)).map(|entry| entry.0.clone()).collect()
}

fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let read = fs::read_dir(folder)?.map(|e| e.map(|e| (e.file_name(), e.file_type())));
    let mut entries = read.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not there; is the path spelled right?".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "not allowed to read it; change its permissions or run as its owner".to_owned()
        }
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder".to_owned(),
        // ELOOP on Linux and on macOS; the standard library has no stable kind for it.
        _ if matches!(error.raw_os_error(), Some(40 | 62)) => "a link that leads back to itself".to_owned(),
        _ => error.to_string(),
    }
}

/// The paths in a list: one a line, or with a zero byte after each (`find -print0`); `-` reads the list from stdin.
///
/// # Errors
/// When the list can't be read.
pub fn paths_from(list: &Path) -> io::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    if list == Path::new(STDIN) {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        File::open(list)?.read_to_end(&mut bytes)?;
    }
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|b| *b == end).map(|line| if end == 0 { line } else { line.trim_ascii_end() });
    Ok(lines.filter(|line| !line.is_empty()).map(path).collect())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
