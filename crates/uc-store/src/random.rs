//! Randomness from the system, for what nobody may be able to foretell: tokens, salts, keys, nonces, ids.

use crate::StoreError;

/// Letters and digits that are not taken for each other when read aloud or copied by hand: no `0o`, `1il`, `uv`.
pub(crate) const CLEAR: &[u8] = b"23456789abcdefghjkmnpqrstwxyz";

/// Digits and letters: 43 of them hold 256 bits.
pub(crate) const DENSE: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Draws `N` bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut drawn = [0; N];
    getrandom::fill(&mut drawn)
        .map_err(|error| StoreError::Broken(format!("the system gives no randomness: {error}")))?;
    Ok(drawn)
}

/// Draws a key, for hashes that nobody else may be able to make.
///
/// # Errors
/// When the system gives no randomness.
pub fn random_key() -> Result<[u8; 32], StoreError> {
    bytes()
}

/// Draws a word of `length` letters of `alphabet`, each as likely as the others.
pub(crate) fn word(alphabet: &[u8], length: usize) -> Result<String, StoreError> {
    // Bytes above the last whole multiple are drawn again: their remainders would favour the first letters.
    let even = 256 - 256 % alphabet.len();
    let mut word = String::with_capacity(length);
    while word.len() < length {
        let [drawn] = bytes::<1>()?.map(usize::from);
        if drawn < even {
            word.push(char::from(alphabet[drawn % alphabet.len()]));
        }
    }
    Ok(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_length_and_its_alphabet_and_is_new_each_time() {
        for (alphabet, length) in [(CLEAR, 8), (DENSE, 43)] {
            let (first, second) =
                (word(alphabet, length).expect("drawn"), word(alphabet, length).expect("drawn"));
            assert!(
                first.len() == length && first.bytes().all(|letter| alphabet.contains(&letter)),
                "{first}"
            );
            assert_ne!(first, second);
        }
    }

    #[test]
    fn every_letter_of_an_alphabet_is_drawn() {
        let long = word(CLEAR, 10_000).expect("drawn");
        assert!(CLEAR.iter().all(|letter| long.contains(char::from(*letter))));
    }
}
