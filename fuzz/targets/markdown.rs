//! Any bytes as the body of articles: see `judged::markdown`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::judged::markdown(data));
