// What crates/uc-web/src/assets/lighten.rs does, for tests that run without Rust: they try and weigh the scripts as they are
// delivered. The guide holds the two together: it has the tracker's integrity, which a test on either side computes.

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const inWord = letter => /[\p{L}\p{N}_$]/u.test(letter ?? '')

function squeeze(line) {
  let light = ''
  let quote
  const letters = [...line]
  letters.forEach((letter, at) => {
    if (quote) quote = letter === quote ? undefined : quote
    else if (/['"`]/.test(letter)) quote = letter
    else if (letter === ' ' && !(inWord(light.at(-1)) && inWord(letters[at + 1]))) return
    light += letter
  })
  return light
}

// Returns a script as the server delivers it.
export function lightened(name) {
  const source = readFileSync(new URL(name, import.meta.url), 'utf8')
  const lines = source.split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('//'))
  return lines.map(line => `${squeeze(line)}\n`).join('')
}

// Returns how many bytes it takes on the wire.
export const packed = name => gzipSync(lightened(name), { level: 9 }).length
