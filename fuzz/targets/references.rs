//! Any bytes as each of the reference files: see `judged::references`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::judged::references(data));
