//! A bug that one page brings to light must not take the others with it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does the work; if it panics, gives the message. Work on one page or one pair shares nothing that it could leave broken.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| message(cause.as_ref()))
}

fn message(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    format!("a bug in wirecopy, please report it: {}", text.unwrap_or("no message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(guarded(|| 1), Ok(1));
        let told = guarded(|| -> u8 { panic!("at page {}", 7) }).expect_err("it panics");
        assert!(told.ends_with("at page 7"), "{told}");
    }
}
