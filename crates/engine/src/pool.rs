//! The only place where threads are started.

use rayon::prelude::*;

use crate::error::Error;

/// Runs `work` with so many threads (0: one a core) to share it among.
pub(crate) fn run<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Error::threads)?;
    Ok(pool.install(work))
}

/// A map stage whose results are taken one by one, in the order of the items: while one thread takes what is ready, the others
/// make what comes next. No more than two times `at_once` results are in memory.
pub(crate) fn map_in_order<I: Sync, O: Send>(
    items: &[I],
    at_once: usize,
    map: impl Fn(&I) -> Result<O, Error> + Sync,
    mut take: impl FnMut(O) -> Result<(), Error> + Send,
) -> Result<(), Error> {
    let mut ready = Vec::new();
    for some in items.chunks(at_once) {
        let make = || some.par_iter().with_max_len(1).map(&map).collect::<Result<Vec<O>, Error>>();
        let waiting = std::mem::take(&mut ready);
        let (taken, made) = rayon::join(|| waiting.into_iter().try_for_each(&mut take), make);
        taken?;
        ready = made?;
    }
    ready.into_iter().try_for_each(take)
}
