//! Blocks that were read lately, up to a bound in bytes.

use std::sync::{Arc, Mutex};

use lru::LruCache;

use crate::error::Error;
use crate::segment::{Block, Segment, SharedBlock};

/// Shared by all lists of a store.
#[derive(Debug)]
pub(crate) struct Cache {
    kept: Mutex<Kept>,
    max_bytes: usize,
}

#[derive(Debug)]
struct Kept {
    blocks: LruCache<(u32, u32), SharedBlock>,
    bytes: usize,
}

impl Cache {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self { kept: Mutex::new(Kept { blocks: LruCache::unbounded(), bytes: 0 }), max_bytes }
    }

    /// A block of a segment, which has the number `id` in its store. Two threads that miss one block both read it: cheaper
    /// than to make one wait for the disk of the other.
    pub(crate) fn block(&self, id: u32, segment: &Segment, block: usize) -> Result<SharedBlock, Error> {
        let key = (id, u32::try_from(block).expect("a segment has fewer than 2^32 blocks"));
        if let Some(found) = self.kept().blocks.get(&key) {
            return Ok(Arc::clone(found));
        }
        let read = Arc::new(self.read(id, segment, block)?);
        let mut kept = self.kept();
        kept.bytes += read.size();
        if let Some(same) = kept.blocks.put(key, Arc::clone(&read)) {
            kept.bytes -= same.size();
        }
        while kept.bytes > self.max_bytes && kept.blocks.len() > 1 {
            let (_, oldest) = kept.blocks.pop_lru().expect("there is more than one");
            kept.bytes -= oldest.size();
        }
        drop(kept);
        Ok(read)
    }

    /// The same for blocks that are read once: they are not kept, but for the first, which others may need.
    pub(crate) fn passing(&self, id: u32, segment: &Segment, block: usize) -> Result<SharedBlock, Error> {
        if block == 0 { self.block(id, segment, 0) } else { Ok(Arc::new(self.read(id, segment, block)?)) }
    }

    fn read(&self, id: u32, segment: &Segment, block: usize) -> Result<Block, Error> {
        let first = if segment.needs_first(block) { Some(self.block(id, segment, 0)?) } else { None };
        segment.block(block, first.as_deref())
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().expect("nothing panics while it holds the cache")
    }
}
