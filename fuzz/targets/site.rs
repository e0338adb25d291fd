//! Any bytes as the pieces of a small site on disk: see `oracles::site`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::oracles::site(data));
