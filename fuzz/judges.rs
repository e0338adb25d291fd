//! The judges of the tests, for the fuzzing.
#![allow(dead_code, reason = "every target uses a part of it")]

#[path = "../tests/testsuite/support/allowed.rs"]
pub(crate) mod allowed;
#[path = "../tests/testsuite/support/hostile.rs"]
pub(crate) mod hostile;
#[path = "../tests/testsuite/support/oracles.rs"]
pub(crate) mod oracles;
