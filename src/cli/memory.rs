//! What is said when the computer has too little memory, as far as the program gets to say it.

use std::io::{self, Write};
use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::process::exit;

/// Makes a library's panic for want of memory or threads one sentence, and exit code 2. All other panics are mistakes of
/// our own, and shown as such. Where Rust itself finds no memory it says so and aborts; no hook is asked.
pub(super) fn say_when_it_ends() {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        if !is_for_want_of_memory(panic) {
            return usual(panic);
        }
        // Without a string of its own, which might need memory again.
        let _ = io::stderr().write_all(
            b"carepress: this computer has too little memory left: close other programs, and try again. \
              What is published stays as it was\n",
        );
        exit(2)
    }));
}

/// By the names of the errors that the compressor and the pool of threads panic with.
fn is_for_want_of_memory(panic: &PanicHookInfo<'_>) -> bool {
    // A message that is put together is a `String`; both are.
    let words = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
    words.contains("MemError") || words.contains("ThreadPoolBuildError")
}
