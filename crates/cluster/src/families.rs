use crate::groups::Groups;

/// A copy link between two articles, by index, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CopyLink {
    /// The smaller index.
    pub a: u32,
    /// The larger index.
    pub b: u32,
    /// Share of a's words that stand in b, copied or reworded, 0..=1.
    pub carried_a: f64,
    /// Share of b's words that stand in a, copied or reworded, 0..=1.
    pub carried_b: f64,
}

/// Two articles are the same copy when at least this share of the shorter one stands in the longer one: more of it is
/// shared than not.
pub const MIN_CARRIED: f64 = 0.5;

/// Groups articles into copy families: sets in which every article carries the copy of the shortest one (the *core*).
///
/// `tokens` is the length of each article. Links are taken strongest first; a link joins two groups only when their cores
/// share their copy too. `carried(short, long)` says which share of the shorter core stands in the longer one; it is
/// asked only where `links` do not hold the answer. So an article that shares one passage with a second and another
/// passage with a third does not chain these two together.
///
/// Returns every article in exactly one group, groups by smallest member. Time O(links log links) and at most one
/// question a link.
pub fn families(tokens: &[u32], links: &[CopyLink], mut carried: impl FnMut(u32, u32) -> f64) -> Vec<Vec<u32>> {
    let mut ranked: Vec<&CopyLink> = links.iter().filter(|l| l.carried_a.max(l.carried_b) >= MIN_CARRIED).collect();
    ranked
        .sort_by(|x, y| strength(y).partial_cmp(&strength(x)).expect("shares are numbers").then(pair(x).cmp(&pair(y))));
    let mut known: Vec<&CopyLink> = links.iter().collect();
    known.sort_unstable_by_key(|l| pair(l));
    let mut groups = Groups::singles(tokens.len());
    let mut core: Vec<u32> = (0..u32::try_from(tokens.len()).expect("fewer than 2^32 articles")).collect();
    for link in ranked {
        let (x, y) = (groups.of(link.a), groups.of(link.b));
        if x == y {
            continue;
        }
        let (short, long) = by_length(tokens, core[x as usize], core[y as usize]);
        let share = lookup(&known, short, long).unwrap_or_else(|| carried(short, long));
        if share >= MIN_CARRIED {
            core[groups.join(x, y) as usize] = short;
        }
    }
    groups.into_sorted()
}

/// Links that hold on both sides come first, so that whole copies meet before fragments do.
fn strength(link: &CopyLink) -> (f64, f64) {
    (link.carried_a.min(link.carried_b), link.carried_a.max(link.carried_b))
}

fn pair(link: &CopyLink) -> (u32, u32) {
    (link.a, link.b)
}

fn by_length(tokens: &[u32], x: u32, y: u32) -> (u32, u32) {
    if (tokens[x as usize], x) <= (tokens[y as usize], y) { (x, y) } else { (y, x) }
}

fn lookup(known: &[&CopyLink], short: u32, long: u32) -> Option<f64> {
    let wanted = (short.min(long), short.max(long));
    let at = known.binary_search_by_key(&wanted, |l| pair(l)).ok()?;
    Some(if short < long { known[at].carried_a } else { known[at].carried_b })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: u32, b: u32, carried_a: f64, carried_b: f64) -> CopyLink {
        CopyLink { a, b, carried_a, carried_b }
    }

    fn check(tokens: &[u32], links: &[CopyLink], expected: &[&[u32]]) {
        assert_eq!(families(tokens, links, |_, _| 0.0), expected);
    }

    #[test]
    fn copies_join() {
        check(
            &[100, 100, 30, 50],
            &[link(0, 1, 1.0, 1.0), link(0, 2, 0.3, 1.0), link(1, 2, 0.3, 1.0)],
            &[&[0, 1, 2], &[3]],
        );
    }

    #[test]
    fn different_passages_do_not_chain() {
        // 1 holds the whole of 0 and the whole of 2, which share nothing.
        check(&[40, 100, 40], &[link(0, 1, 1.0, 0.4), link(1, 2, 0.4, 1.0)], &[&[0, 1], &[2]]);
    }

    #[test]
    fn a_weak_share_is_no_family() {
        check(&[100, 100], &[link(0, 1, 0.4, 0.4)], &[&[0], &[1]]);
    }

    #[test]
    fn what_the_links_do_not_say_is_read_from_the_texts() {
        let links = [link(0, 1, 0.9, 0.9), link(2, 3, 0.9, 0.9), link(1, 2, 0.6, 0.6)];
        let mut asked = Vec::new();
        let found = families(&[10, 20, 30, 40], &links, |short, long| {
            asked.push((short, long));
            0.7
        });
        assert_eq!(found, [[0, 1, 2, 3]]);
        assert_eq!(asked, [(0, 2)]);
    }

    #[test]
    fn the_order_of_links_is_irrelevant() {
        let mut links = vec![link(0, 1, 0.9, 0.8), link(1, 2, 0.7, 0.9), link(0, 2, 0.6, 0.6), link(2, 3, 0.5, 0.5)];
        let first = families(&[10, 11, 12, 13], &links, |_, _| 0.4);
        links.reverse();
        assert_eq!(first, families(&[10, 11, 12, 13], &links, |_, _| 0.4));
    }
}
