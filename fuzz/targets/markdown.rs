//! Any bytes as the body of articles: see `oracles::markdown`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::oracles::markdown(data));
