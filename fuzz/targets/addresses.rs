//! Any text as every kind of address: see `oracles::addresses`.
#![no_main]

#[path = "../judges.rs"]
mod judges;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judges::oracles::addresses(data));
