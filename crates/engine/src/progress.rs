/// Somebody who wants to know how far a run is. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is how many steps it has, if that is known.
    fn stage(&self, name: &str, total: Option<u64>);
    /// Some steps of the stage are done.
    fn advance(&self, steps: u64);
    /// Some records of the stage are done, with so many bytes; for stages that are measured by both.
    fn amount(&self, records: u64, bytes: u64) {
        let _ = bytes;
        self.advance(records);
    }
    /// Something that whoever waits should know.
    fn note(&self, text: &str) {
        let _ = text;
    }
}

/// Nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &str, _total: Option<u64>) {}
    fn advance(&self, _steps: u64) {}
}
