//! What tar and zip have in common: members that are read as files in a folder would be.

use std::io::Read;
use std::rc::Rc;
use std::sync::Arc;

use super::{Emit, JOB, Reading};
use crate::names;
use crate::options::Options;
use crate::place::Place;
use crate::record::{Note, NoteKind, Record};
use crate::source::{self, Meter, Source, bomb};
use crate::stream::Job;

/// Archives in archives in archives: nobody packs pages deeper.
const MAX_DEPTH: u8 = 3;

/// An archive whose members are read one after the other.
pub(super) struct Archive<'a> {
    name: &'a Arc<str>,
    depth: u8,
    options: &'a Options,
    meter: &'a Rc<Meter>,
    emit: Emit<'a>,
    members: u64,
    hidden: u64,
}

impl<'a> Reading<'a> {
    /// This reading as one of an archive, and the archive's bytes; `None`, and a reject, where archives are nested too deep.
    pub(super) fn archive<'s>(&'s mut self) -> Option<(Archive<'s>, &'s mut Source<'a>)> {
        if self.depth == MAX_DEPTH {
            self.reject(&self.file(), format!("an archive in an archive, {MAX_DEPTH} deep; unpack it first"));
            return None;
        }
        let Self { name, depth, options, meter, emit, source, .. } = self;
        let archive = Archive { name, depth: *depth, options, meter, emit: *emit, members: 0, hidden: 0 };
        Some((archive, source))
    }
}

impl Archive<'_> {
    /// Reads a member.
    pub(super) fn member(&mut self, path: &[u8], size: u64, reader: impl Read) {
        self.members += 1;
        let parts: Vec<String> = path.split(|b| *b == b'/').map(names::shown_bytes).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !["", ".", ".."].contains(p)).collect();
        if parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX") {
            self.hidden += 1;
            return;
        }
        let name = format!("{}!/{}", self.name, parts.join("/"));
        match Source::of(reader, size, &self.options.limits, self.meter) {
            Ok(source) => self.cut(&name, source),
            Err(e) => self.reject(&name, source::why(&e, None)),
        }
    }

    fn cut(&mut self, name: &str, source: Source<'_>) {
        Reading {
            name: name.into(),
            ending: names::ending(name),
            path: None,
            is_named: false,
            depth: self.depth + 1,
            options: self.options,
            meter: self.meter,
            emit: self.emit,
            source,
        }
        .cut();
    }

    /// Something in the archive that is no file.
    pub(super) fn passed(&mut self, what: &str) {
        self.members += 1;
        (self.emit)(Job::told(Record::Passed { what: what.to_owned(), count: 1 }), JOB);
    }

    /// A member that can't be opened.
    pub(super) fn reject_member(&mut self, path: &str, reason: impl Into<String>) {
        self.members += 1;
        self.reject(&format!("{}!/{}", self.name, names::shown_bytes(path.as_bytes())), reason);
    }

    fn reject(&mut self, name: &str, reason: impl Into<String>) {
        (self.emit)(Job::told(Record::Reject(Place::file(name).reject(reason))), JOB);
    }

    /// Compares what came out of all members with what the archive has.
    pub(super) fn check_size(&self, unpacked: u64, packed: u64) {
        if self.options.limits.is_bomb(unpacked, packed) {
            self.meter.is_bomb.set(true);
        }
    }

    /// Whether nothing more should be read: nobody wants it, or a member was a bomb, and then the others may be too.
    pub(super) fn is_over(&self) -> bool {
        self.meter.is_stopped.get() || self.meter.is_bomb.get()
    }

    /// Tells what was left out, and how many members there were.
    pub(super) fn finish(self) -> u64 {
        if self.meter.is_bomb.get() {
            let reason = format!("{}; the rest of the archive was not read", bomb(&self.options.limits));
            (self.emit)(Job::told(Record::Reject(Place::file(self.name).reject(reason))), JOB);
        }
        if self.hidden > 0 {
            let text = format!("names that start with a dot were left out ({} in all)", self.hidden);
            let note = Note { kind: NoteKind::Hidden, id: (**self.name).to_owned(), text };
            (self.emit)(Job::told(Record::Note(note)), JOB);
        }
        self.members
    }
}
