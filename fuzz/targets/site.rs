//! Any bytes as the pieces of a small site on disk: see `judged::site`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::judged::site(data));
