// The QR encoder: against symbols that other programs have read, and through another program where it is installed.
// Run: node --test tracker/

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { lightened } from './lighten.mjs'

// As it is delivered.
const { encode } = await import(`data:text/javascript;base64,${Buffer.from(lightened('qr.js')).toString('base64')}`)

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-'.repeat(9)
const TEXTS = [
  ...Array.from({ length: 213 }, (_, i) => `https://bakery.example/${LETTERS}`.slice(0, i + 1)),
  'é', 'Brötchen & Käse', '🥐🥖', 'שלום', '日本語 https://例え.jp/', '\u202eevil', 'ö'.repeat(105),
]

test('a text has the smallest version that holds it', () => {
  // Bytes that versions 1 to 10 hold at level M, as the standard's table has them.
  const most = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
  most.forEach((bytes, i) => {
    assert.equal(encode('x'.repeat(bytes)).length, 21 + 4 * i, `${bytes} bytes`)
    assert.equal(encode('x'.repeat(bytes + 1))?.length, i < 9 ? 25 + 4 * i : undefined, `${bytes + 1} bytes`)
  })
})

test('what is too long is no code', () => {
  for (const text of ['x'.repeat(214), 'ö'.repeat(107), 'x'.repeat(100_000)]) assert.equal(encode(text), undefined)
})

test('the symbols are those that three other programs have read or made', () => {
  // On 2026-11-23 every one of these was read by jsQR 1.4.0 and by zbarimg 0.23.92; and those of ASCII are, module for
  // module, what node-qrcode 1.5 makes with the same mask.
  const hash = createHash('sha256')
  for (const text of TEXTS) hash.update(encode(text).map(row => row.join('')).join('\n'))
  assert.equal(hash.digest('hex'), 'e7fe53edc0adda9a15cd6700c3c5550bd6eb5ee02e8e09abae6813f2226684bc')
})

test('finder patterns, timing and the module that is always dark stand where they must', () => {
  for (const length of [1, 20, 110, 213]) {
    const rows = encode('x'.repeat(length))
    const size = rows.length
    for (const [x, y] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
      const lines = rows.slice(y, y + 7).map(row => row.slice(x, x + 7).join(''))
      assert.deepEqual(lines, ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'])
    }
    for (let i = 8; i < size - 8; i++) assert.deepEqual([rows[6][i], rows[i][6]], [1 - i % 2, 1 - i % 2])
    assert.equal(rows[size - 8][8], 1)
    assert.ok(rows.every(row => row.length === size && row.every(module => module === 0 || module === 1)))
  }
})

const missing = spawnSync('zbarimg', ['--version']).error && 'zbarimg is not installed (Debian: zbar-tools)'
test('another program reads them', { skip: missing }, () => {
  for (const text of TEXTS.filter((_, i) => i % 7 === 0 || i > 205)) {
    const rows = encode(text)
    const width = (rows.length + 8) * 4
    const dark = (x, y) => rows[(y >> 2) - 4]?.[(x >> 2) - 4] ?? 0
    const picture = Array.from({ length: width }, (_, y) => Array.from({ length: width }, (_, x) => dark(x, y)).join(' ')).join('\n')
    const read = execFileSync('zbarimg', ['-q', '--raw', '--nodbus', '-'], {
      input: `P1\n${width} ${width}\n${picture}\n`, stdio: ['pipe', 'pipe', 'ignore'],
    })
    assert.equal(`${read}`.replace(/\n$/, ''), text)
  }
})
