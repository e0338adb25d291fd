//! Any bytes as each of the reference files: see `oracles::references`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::oracles::references(data));
