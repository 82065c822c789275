//! The report holds what the tables hold, and obeys nothing that stands in a text.

mod common;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use wirecopy_view::report;

/// Where the file is written to be looked at: `WIRECOPY_LOOK=/tmp/look cargo test -p wirecopy-view --test report`.
fn look(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("WIRECOPY_LOOK") {
        let file = std::path::Path::new(&folder).join(name);
        std::fs::write(file, page).expect("the folder to look at can be written to");
    }
}

fn hash_of(page: &str, tag: &str) -> String {
    let from = page.find(&format!("<{tag}>")).expect("the tag is there") + tag.len() + 2;
    let to = page.find(&format!("</{tag}>")).expect("the tag is closed");
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(&page[from..to])))
}

#[test]
fn only_our_own_style_and_script_may_run() {
    let page = report(&common::tower());
    look("tower.html", &page);
    for tag in ["style", "script"] {
        let hash = hash_of(&page, tag);
        assert!(page.contains(&hash), "put {hash} into report/mod.rs: the {tag} has changed");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains(" style=\""), "the page's own rule would not let it count");
    for load in ["http://", "https://", "src=\"", "@import", "url(h"] {
        assert!(!page.contains(load), "{load}");
    }
}
