//! Any bytes between the lines of `---`: see `judged::front_matter`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::judged::front_matter(data));
