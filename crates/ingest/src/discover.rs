//! Which files are in the pile?

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use foldhash::HashSet;

use crate::formats;
use crate::ids;
use crate::input::Input;
use crate::names::{self, shown, shown_path};
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

/// Lists the files of a pile: those given, and all in the folders given, at any depth.
///
/// The listing does not depend on the order of `piles`. A file that is reached twice counts once. Links are followed;
/// a folder reached by a link is read once, after all real ones. Names that start with a dot are left out inside folders,
/// and so are folders of results; notes count them. Files of other kinds become rejects there, while a file that is given by name is always read.
///
/// An id is the path inside the given folder, or the name of the given file, with `/` between the parts. Where two
/// arguments would give the same id, all ids of both get the name of the folder above in front, as often as is needed.
#[must_use]
pub fn discover(piles: &[PathBuf]) -> Listing {
    let mut arguments: Vec<Argument> =
        piles.iter().map(|p| Argument { given: p.clone(), real: fs::canonicalize(p) }).collect();
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
    trouble: Option<String>,
}

/// An argument, with the path of what it names.
struct Argument {
    given: PathBuf,
    real: io::Result<PathBuf>,
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
    hidden: usize,
}

impl Walk {
    fn argument(&mut self, number: usize, argument: &Argument) {
        let found = Found { argument: number, inside: String::new(), path: argument.given.clone(), trouble: None };
        match &argument.real {
            Ok(real) => self.real(found, real.clone()),
            Err(e) => self.file(found, argument.given.clone(), Some(why(e))),
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
        let trouble = if self.named.contains(&real) { None } else { unknown(&found.path) };
        self.file(found, real, trouble);
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
        for (name, kind) in entries {
            if name.as_encoded_bytes().starts_with(b".") {
                self.hidden += 1;
                continue;
            }
            let path = folder.path.join(&name);
            let slash = if folder.inside.is_empty() { "" } else { "/" };
            let inside = format!("{}{slash}{}", folder.inside, shown(&name));
            let found = Found { argument: folder.argument, inside, path, trouble: None };
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
                None => listing.inputs.push(Input { id, path: found.path }),
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
        let (again, own, hidden) = (self.again.len(), self.own.len(), self.hidden);
        let notes = [
            (again, NoteKind::Again, first(&self.again), "given or linked more than once, and counts once"),
            (own, NoteKind::Own, first(&self.own), "holds what wirecopy wrote (wirecopy.json), and was left out"),
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

/// Why a file inside a folder is not read, if its ending says so.
fn unknown(path: &Path) -> Option<String> {
    let ending = names::ending(&path.file_name().map(shown).unwrap_or_default())?;
    let known = formats::endings();
    (!known.contains(&ending.as_str())).then(|| {
        let known = known.join(", .");
        format!("a .{ending} file; read are .{known} (also .gz, .zst). Name the file itself to have it read as text")
    })
}

type Entry = (OsString, io::Result<fs::FileType>);

/// The name of the file that marks a folder of results: they are no pages, and a run over the folder above must not read them.
const OWN: &str = "wirecopy.json";

const SPECIAL: &str = "neither a file nor a folder; save its content to a file first";

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
