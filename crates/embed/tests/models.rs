//! Two tiny models with random weights, and what `eval/train/tiny_model.py` worked out that they answer.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy_embed::{Kind, Meaning, Model, ModelError, Static, cosine};

const NEAR: f64 = 1e-4;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name)
}

fn load(name: &str) -> Model {
    Model::read(name, |file| fs::read(folder(name).join(file)).ok()).expect("the tiny model can be read")
}

fn expected(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder(name).join("expected.json")).expect("the answers are there");
    serde_json::from_str(&text).expect("the answers are JSON")
}

fn text<'v>(case: &'v Value, field: &str) -> &'v str {
    case[field].as_str().expect("a text")
}

fn assert_near(found: &[f32], expected: &Value, about: &str) {
    let expected: Vec<f64> = serde_json::from_value(expected.clone()).expect("numbers");
    assert_eq!(found.len(), expected.len(), "{about}");
    for (x, y) in found.iter().zip(&expected) {
        assert!((f64::from(*x) - y).abs() < NEAR, "{about}: {found:?} {expected:?}");
    }
}

#[test]
fn an_encoder_puts_texts_where_the_reference_puts_them() {
    let model = load("encoder");
    assert_eq!(model.kind(), Kind::Encoder);
    let cases = expected("encoder");
    let texts: Vec<&str> = cases.iter().map(|case| text(case, "text")).collect();
    for (case, found) in cases.iter().zip(model.embed(&texts).expect("an encoder embeds")) {
        assert_near(&found, &case["vector"], text(case, "text"));
    }
    assert_eq!(model.classify(&[("a", "b")]), None);
}

#[test]
fn a_cross_encoder_gives_the_shares_that_the_reference_gives() {
    let model = load("cross-encoder");
    assert_eq!((model.kind(), model.embed(&["a"])), (Kind::CrossEncoder, None));
    assert_eq!(model.labels(), ["contradiction", "entailment", "neutral"]);
    let cases = expected("cross-encoder");
    let pairs: Vec<(&str, &str)> = cases.iter().map(|case| (text(case, "a"), text(case, "b"))).collect();
    for (case, found) in cases.iter().zip(model.classify(&pairs).expect("a cross-encoder classifies")) {
        assert_near(&found, &case["shares"], &format!("{} | {}", text(case, "a"), text(case, "b")));
    }
}

/// So an answer can't depend on what was asked beside it, nor on how work is shared out among threads.
#[test]
fn together_as_one_by_one() {
    let model = load("encoder");
    let cases = expected("encoder");
    let texts: Vec<&str> = cases.iter().cycle().take(60).map(|case| text(case, "text")).collect();
    let alone: Vec<Vec<f32>> = texts.iter().flat_map(|text| model.embed(&[text]).expect("an encoder embeds")).collect();
    assert_eq!(model.embed(&texts).expect("an encoder embeds"), alone);
}

#[test]
fn likeness_is_the_same_from_either_side() {
    let (a, b) = ("The mayor opened the bridge.", "A bridge in the town was closed.");
    for model in [&load("encoder") as &dyn Meaning, &load("cross-encoder"), &Static] {
        let found = model.likeness(&[(a, b), (b, a), (a, a)]);
        assert!((found[0] - found[1]).abs() < 1e-12 && found[0].abs() <= 1.0, "{}: {found:?}", model.id());
    }
    let vectors = Static.embed(&[a, a, ""]).expect("the bundled vectors embed");
    assert!((cosine(&vectors[0], &vectors[1]) - 1.0).abs() < 1e-6);
    assert!(cosine(&vectors[0], &vectors[2]).abs() < f64::EPSILON);
}

#[test]
fn every_file_is_in_the_fingerprint() {
    let with = |changed: &'static str| {
        let file = |name: &str| {
            let bytes = fs::read(folder("encoder").join(name)).ok();
            if name != changed {
                return bytes;
            }
            Some([bytes.unwrap_or_else(|| b"{}".to_vec()), b"\n".to_vec()].concat())
        };
        Model::read("encoder", file).map(|model| model.id().to_owned())
    };
    let unchanged = with("").expect("the tiny model can be read");
    assert!(unchanged.starts_with("encoder "), "{unchanged}");
    for name in ["config.json", "tokenizer_config.json", "1_Pooling/config.json"] {
        assert_ne!(with(name).expect("still a model"), unchanged, "{name}");
    }
}

/// Reads the tiny encoder with its files changed, or gone.
fn read(change: &impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> ModelError {
    let file = |name: &str| fs::read(folder("encoder").join(name)).ok().and_then(|bytes| change(name, bytes));
    Model::read("encoder", file).expect_err("it is no model")
}

#[test]
fn what_is_no_model_is_told() {
    for gone in ["config.json", "model.safetensors", "vocab.txt"] {
        assert_eq!(read(&|name, bytes| (name != gone).then_some(bytes)), ModelError::Missing(gone));
    }
    let with_config = |from: &str, to: &str| {
        read(&|name, bytes| {
            let text = || String::from_utf8_lossy(&bytes).replace(from, to).into_bytes();
            Some(if name == "config.json" { text() } else { bytes })
        })
    };
    assert!(
        matches!(with_config("\"bert\"", "\"roberta\""), ModelError::Unsupported(what) if what.contains("roberta"))
    );
    assert!(matches!(with_config("\"gelu\"", "\"relu\""), ModelError::Unsupported(_)));
    assert!(matches!(with_config("layers\": 2", "layers\": 3"), ModelError::Damaged(..)));
    assert!(matches!(with_config("heads\": 2", "heads\": 3"), ModelError::Unsupported(_)));
    let cut = |name: &str, bytes: Vec<u8>| Some(if name == "model.safetensors" { bytes[..99].to_vec() } else { bytes });
    assert!(matches!(read(&cut), ModelError::Damaged("model.safetensors", _)));
}
