//! Ids that are short, stable and unique.

use std::path::{Component, Path, PathBuf};

use foldhash::{HashMap, HashMapExt};

use crate::names::parts;

/// The ids of files, each given as the argument that led to it and the path inside that argument (empty: the argument
/// itself). Time is linear in the files, times the number of folders that clashes take to tell apart.
pub(crate) fn of_files(arguments: &[&Path], files: &[(usize, &str)]) -> Vec<String> {
    let above: Vec<Vec<String>> = arguments.iter().map(|p| parts(&absolute(p))).collect();
    let mut depth = vec![0; arguments.len()];
    loop {
        let ids: Vec<String> = files.iter().map(|&(a, inside)| id(&above[a], depth[a], inside)).collect();
        let mut deeper = clashing(files, &ids);
        deeper.retain(|&a| depth[a] < above[a].len());
        if deeper.is_empty() {
            return unique(ids);
        }
        deeper.into_iter().for_each(|a| depth[a] += 1);
    }
}

/// `depth` folders in front of the id.
fn id(above: &[String], depth: usize, inside: &str) -> String {
    let own = usize::from(inside.is_empty());
    let from = above.len().saturating_sub(depth + own);
    let mut parts: Vec<&str> = above[from..].iter().map(String::as_str).collect();
    parts.extend((!inside.is_empty()).then_some(inside));
    parts.join("/")
}

/// The arguments that share an id with another, each once.
fn clashing(files: &[(usize, &str)], ids: &[String]) -> Vec<usize> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut clashing = Vec::new();
    for (&(argument, _), id) in files.iter().zip(ids) {
        let other = *first.entry(id).or_insert(argument);
        if other != argument {
            clashing.extend([argument, other]);
        }
    }
    clashing.sort_unstable();
    clashing.dedup();
    clashing
}

/// The path from the root, with `..` resolved; links keep the names that they were given by.
fn absolute(path: &Path) -> PathBuf {
    let nameless = path.components().next_back().is_none_or(|c| !matches!(c, Component::Normal(_)));
    let dotted = nameless || path.components().any(|c| c == Component::ParentDir);
    let real = if dotted { path.canonicalize() } else { std::path::absolute(path) };
    real.unwrap_or_else(|_| path.to_owned())
}

/// Makes ids unique: the first of equals keeps its id.
fn unique(mut ids: Vec<String>) -> Vec<String> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by(|&a, &b| ids[a].cmp(&ids[b]));
    numbered(&ids, &order).into_iter().for_each(|(at, id)| ids[at] = id);
    ids
}

/// New ids for those that have the id of another: the first of equals in `order` keeps its id, the others get `@2`, `@3`, …,
/// numbers that make an id which is there already being passed over. `order` must be sorted by id.
pub(crate) fn numbered<S: AsRef<str>>(ids: &[S], order: &[usize]) -> Vec<(usize, String)> {
    let is_taken = |id: &str| order.binary_search_by(|&at| ids[at].as_ref().cmp(id)).is_ok();
    let mut new = Vec::new();
    for equals in order.chunk_by(|&a, &b| ids[a].as_ref() == ids[b].as_ref()) {
        let mut free = (2_u64..).map(|n| format!("{}@{n}", ids[equals[0]].as_ref())).filter(|id| !is_taken(id));
        new.extend(equals[1..].iter().map(|&at| (at, free.next().expect("there is always a larger number"))));
    }
    new
}

#[cfg(test)]
mod tests {
    use super::{of_files, unique};
    use std::path::Path;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let mut arguments: Vec<&str> = files.iter().map(|f| f.0).collect();
        arguments.dedup();
        let paths: Vec<&Path> = arguments.iter().map(|a| Path::new(*a)).collect();
        let number = |name: &str| arguments.iter().position(|a| *a == name).unwrap();
        let places: Vec<(usize, &str)> = files.iter().map(|f| (number(f.0), f.1)).collect();
        assert_eq!(of_files(&paths, &places), expected);
    }

    #[test]
    fn ids_are_as_short_as_they_can_be() {
        check(&[("/x/pile", "a.txt"), ("/x/pile", "b/a.txt")], &["a.txt", "b/a.txt"]);
        check(&[("/x/a.txt", "")], &["a.txt"]);
        check(&[("/x/a.txt", ""), ("/y/a.txt", ""), ("/y/b.txt", "")], &["x/a.txt", "y/a.txt", "b.txt"]);
        check(
            &[("/x/one", "a.txt"), ("/x/two", "a.txt"), ("/x/two", "b.txt")],
            &["one/a.txt", "two/a.txt", "two/b.txt"],
        );
        check(&[("/r/x/p", "a"), ("/r/y/p", "a")], &["x/p/a", "y/p/a"]);
        check(&[("/x", "a"), ("/x/y/a", "")], &["x/a", "y/a"]);
        check(&[("/", "a"), ("/y/a", "")], &["a", "y/a"]);
    }

    #[test]
    fn equal_ids_get_numbers_that_are_free() {
        let ids = ["a", "a", "a@2", "a", "b"].map(str::to_owned).to_vec();
        assert_eq!(unique(ids), ["a", "a@3", "a@2", "a@4", "b"]);
    }
}
