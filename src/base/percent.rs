//! Percent-encoding, as addresses have it (RFC 3986, section 2.1): `é` is `%C3%A9`.

use std::fmt::Write as _;

/// Adds a text, with each byte that may not be there as it is encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str, is_kept: impl Fn(u8) -> bool) {
    for byte in text.bytes() {
        if byte.is_ascii() && is_kept(byte) {
            out.push(char::from(byte));
        } else {
            // A string takes whatever is written to it.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// A text with each byte that may not be there as it is encoded.
#[must_use]
pub(crate) fn encoded(text: &str, is_kept: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text, is_kept);
    out
}

/// What a text says, decoded once; `None` where it is not valid: a sign that no two digits follow, or no UTF-8.
#[must_use]
pub(crate) fn decoded(text: &str) -> Option<String> {
    let (bytes, is_valid) = bytes_of(text);
    String::from_utf8(bytes).ok().filter(|_| is_valid)
}

/// What a text says, decoded once; what is not valid stays as it is.
#[must_use]
pub(crate) fn decoded_where_valid(text: &str) -> String {
    if memchr::memchr(b'%', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    String::from_utf8(bytes_of(text).0).unwrap_or_else(|_| text.to_owned())
}

/// The bytes that a text stands for, and whether each percent sign had its two digits.
fn bytes_of(text: &str) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len());
    let mut is_valid = true;
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, left) = match (first, escaped(after)) {
            (b'%', Some(byte)) => (byte, &after[2..]),
            (first, _) => {
                is_valid &= *first != b'%';
                (*first, after)
            }
        };
        bytes.push(byte);
        rest = left;
    }
    (bytes, is_valid)
}

/// The byte that two digits at the beginning stand for.
fn escaped(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_again() {
        let text = "Hände waschen (1%) \"so\"/مرحبا";
        let encoded = encoded(text, |byte| byte.is_ascii_alphanumeric());
        assert!(encoded.starts_with("H%C3%A4nde%20waschen%20%281%25%29"), "{encoded}");
        assert_eq!(decoded(&encoded).as_deref(), Some(text));
        assert_eq!(decoded_where_valid(&encoded), text);
    }

    #[test]
    fn what_is_not_valid_is_refused_or_stays() {
        for text in ["%", "100%", "%4", "a%zzb", "%+1", "% 1", "%ff"] {
            assert_eq!(decoded(text), None, "{text}");
            assert_eq!(decoded_where_valid(text), text);
        }
        assert_eq!(decoded_where_valid("100% %C3%A9"), "100% é");
        assert_eq!(decoded("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
    }
}
