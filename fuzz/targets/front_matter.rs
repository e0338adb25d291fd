//! Any bytes between the lines of `---`: see `oracles::front_matter`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::oracles::front_matter(data));
