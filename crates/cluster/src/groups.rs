/// Disjoint groups of indexes; each group is known by the place of one member.
pub(crate) struct Groups {
    group_of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups {
    /// Every index alone.
    pub(crate) fn singles(n: usize) -> Self {
        let n = u32::try_from(n).expect("fewer than 2^32 articles");
        Self { group_of: (0..n).collect(), members: (0..n).map(|i| vec![i]).collect() }
    }

    pub(crate) fn of(&self, index: u32) -> u32 {
        self.group_of[index as usize]
    }

    /// In the order in which they joined.
    pub(crate) fn members(&self, group: u32) -> &[u32] {
        &self.members[group as usize]
    }

    /// Puts two groups together, the smaller into the larger: O(n log n) moves in all. Returns the name of the whole.
    pub(crate) fn join(&mut self, x: u32, y: u32) -> u32 {
        let (to, from) = if self.members(x).len() >= self.members(y).len() { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut self.members[from as usize]);
        moved.iter().for_each(|&i| self.group_of[i as usize] = to);
        self.members[to as usize].extend(moved);
        to
    }

    /// All groups, sorted inside, by their smallest member.
    pub(crate) fn into_sorted(self) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = self.members.into_iter().filter(|m| !m.is_empty()).collect();
        groups.iter_mut().for_each(|g| g.sort_unstable());
        groups.sort_unstable_by_key(|g| g[0]);
        groups
    }
}
