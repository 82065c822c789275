//! The links between texts, with the runs that prove them.

use wirecopy_retrieve::Run;
use wirecopy_spill::Work;

use super::decide::Link;
use super::meetings::{MeetingFiles, Meetings, Shared};
use crate::error::Error;

/// All links, by their texts, and the runs of each.
pub(super) struct Linked {
    links: Vec<Link>,
    files: MeetingFiles,
}

impl Linked {
    /// Of links in ascending order of their texts, which so many parts of meetings gave; runs are held in memory if they take no more
    /// than `max_bytes`.
    pub(super) fn open(links: Vec<Link>, parts: usize, work: &Work, max_bytes: u64) -> Result<Self, Error> {
        debug_assert!(links.is_sorted_by_key(|link| (link.a, link.b)));
        Ok(Self { links, files: Meetings::open_all(parts, work, max_bytes)? })
    }

    pub(super) fn all(&self) -> &[Link] {
        &self.links
    }

    /// The link of two texts.
    pub(super) fn of(&self, x: u32, y: u32) -> Option<&Link> {
        let pair = (x.min(y), x.max(y));
        self.links.binary_search_by_key(&pair, |link| (link.a, link.b)).ok().map(|at| &self.links[at])
    }

    /// Replaces `into` by the runs of a link as seen from one of its texts: its words are a. Gives the words of this text that stand in
    /// the other one, and the other way round.
    pub(super) fn runs(&self, link: &Link, text: u32, into: &mut Vec<Run>) -> Result<(u32, u32), Error> {
        self.files.runs(link.part as usize, link.runs, into)?;
        if link.a == text {
            return Ok(link.copied);
        }
        into.iter_mut().for_each(|run| std::mem::swap(&mut run.a, &mut run.b));
        into.sort_unstable();
        Ok((link.copied.1, link.copied.0))
    }

    /// Replaces `into` by the runs of a link, with what their surroundings say.
    pub(super) fn shared(&self, link: &Link, into: &mut Vec<Shared>) -> Result<(), Error> {
        self.files.shared(link.part as usize, link.runs, into)
    }
}
