//! The judges of the tests, for the fuzzing.
#![allow(dead_code, reason = "every target uses a part of it")]

#[path = "../tests/common/allowed.rs"]
pub(crate) mod allowed;
#[path = "../tests/common/hostile.rs"]
pub(crate) mod hostile;
#[path = "../tests/common/judged.rs"]
pub(crate) mod judged;
