// Undercurrent's QR codes (ISO/IEC 18004): byte mode, versions 1 to 10, error correction level M.
//
// A module that <uc-share> and <uc-contact> load from their own server, once somebody asks for a code. It asks nobody and
// keeps nothing. `encode` decides, `draw` makes a picture of it, `show` opens a dialog with the picture. The server delivers
// this file lightened, as it does the tracker: a comment is a line of its own, and no text runs over the end of a line.

// How many bytes of data and correction a version holds, how many of them correct in each block, and how many blocks.
const TOTAL = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26]
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]

// The eight masks: which modules are turned over.
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  x => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2,
  (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2,
  (x, y) => ((x + y) % 2 + x * y % 3) % 2,
]

const WORDS = {
  en: ['QR code', 'Close', 'This is too long for a QR code.'],
  de: ['QR-Code', 'Schließen', 'Das ist zu lang für einen QR-Code.'],
  sv: ['QR-kod', 'Stäng', 'Det är för långt för en QR-kod.'],
}

// Multiplies in the field of 256 elements that Reed and Solomon's codes are made of.
const times = (a, b) => {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a
  return product
}

// The factors of the polynomial that a block is divided by, the leading 1 left out.
const divisor = degree => {
  const factors = new Uint8Array(degree)
  factors[degree - 1] = 1
  let root = 1
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) factors[j] = times(factors[j], root) ^ (factors[j + 1] || 0)
    root = times(root, 2)
  }
  return factors
}

const remainder = (data, by) => {
  const rest = new Uint8Array(by.length)
  for (const byte of data) {
    const factor = byte ^ rest[0]
    rest.copyWithin(0, 1)
    rest[rest.length - 1] = 0
    by.forEach((value, i) => rest[i] ^= times(value, factor))
  }
  return rest
}

// Appends the remainder of a division to a number: how format and version are guarded.
const guard = (value, bits, by) => {
  let rest = value
  for (let i = 0; i < bits; i++) rest = rest << 1 ^ (rest >> bits - 1) * by
  return value << bits | rest
}

// The data as bytes, filled up to what the smallest fitting version holds; nothing if none fits.
const pack = bytes => {
  // Texts beyond ASCII say that they are UTF-8 (ECI 26); without that, byte mode means Latin-1.
  const eci = bytes.some(byte => byte > 127)
  for (let version = 1; version <= 10; version++) {
    const room = TOTAL[version - 1] - CORRECTION[version - 1] * BLOCKS[version - 1]
    const count = version < 10 ? 8 : 16
    if ((eci ? 12 : 0) + 4 + count + bytes.length * 8 > room * 8) continue
    const bits = []
    const put = (value, length) => {
      while (length--) bits.push(value >> length & 1)
    }
    if (eci) put(0x71a, 12)
    put(4, 4)
    put(bytes.length, count)
    bytes.forEach(byte => put(byte, 8))
    put(0, Math.min(4, room * 8 - bits.length))
    put(0, -bits.length & 7)
    const data = []
    while (bits.length) data.push(parseInt(bits.splice(0, 8).join(''), 2))
    for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad)
    return { version, data }
  }
}

// Data and correction, block after block woven into each other.
const weave = ({ version, data }) => {
  const blocks = BLOCKS[version - 1]
  const by = divisor(CORRECTION[version - 1])
  const short = data.length / blocks | 0
  const longer = blocks - data.length % blocks
  const parts = []
  let from = 0
  for (let i = 0; i < blocks; i++) {
    const part = data.slice(from, from += short + (i >= longer))
    parts.push([part, remainder(part, by)])
  }
  const woven = []
  for (const kind of [0, 1]) {
    for (let i = 0; i <= short || i < by.length; i++) {
      for (const part of parts) if (i < part[kind].length) woven.push(part[kind][i])
    }
  }
  return woven
}

// How hard a symbol is to read, by the standard's four rules.
const penalty = rows => {
  const size = rows.length
  let sum = 0
  let dark = 0
  for (const turned of [0, 1]) {
    for (let y = 0; y < size; y++) {
      let line = ''
      for (let x = 0; x < size; x++) line += +(turned ? rows[x][y] : rows[y][x])
      for (const run of line.match(/0{5,}|1{5,}/g) || []) sum += run.length - 2
      // Light beyond the edge counts, too.
      const wide = `0000${line}0000`
      for (let i = 0; i < wide.length; i++) {
        if (wide.startsWith('10111010000', i) || wide.startsWith('00001011101', i)) sum += 40
      }
      if (turned) continue
      for (let x = 0; x < size; x++) {
        dark += rows[y][x]
        const square = x && y && rows[y][x] + rows[y][x - 1] + rows[y - 1][x] + rows[y - 1][x - 1]
        if (x && y && square % 4 == 0) sum += 3
      }
    }
  }
  return sum + Math.floor(Math.abs(dark / size / size * 20 - 10)) * 10
}

// Returns the symbol as rows of 0 and 1, 1 being dark; nothing where the text is longer than 213 bytes.
export const encode = text => {
  const packed = pack([...new TextEncoder().encode(text)])
  if (!packed) return
  const { version } = packed
  const size = 17 + 4 * version
  const rows = Array.from({ length: size }, () => Array(size).fill(0))
  // What is no data: patterns, format, version.
  const fixed = rows.map(() => Array(size).fill(false))
  const set = (x, y, dark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    rows[y][x] = +dark
    fixed[y][x] = true
  }

  for (let i = 8; i < size - 8; i++) {
    set(i, 6, i % 2 == 0)
    set(6, i, i % 2 == 0)
  }
  const square = (x, y, reach, light) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
      }
    }
  }
  const last = size - 7
  const places = version == 1 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last]
  for (const x of places) {
    for (const y of places) {
      const finder = x == 6 && y == 6 || x == 6 && y == last || x == last && y == 6
      if (!finder) square(x, y, 2, [1])
    }
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [2, 4])

  const format = mask => {
    // Level M is written as 00.
    const bits = guard(mask, 10, 0x537) ^ 0x5412
    for (let i = 0; i < 15; i++) {
      const dark = bits >> i & 1
      set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, dark)
      set(i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, 8, dark)
    }
    set(8, size - 8, 1)
  }
  format(0)
  if (version > 6) {
    const bits = guard(version, 12, 0x1f25)
    for (let i = 0; i < 18; i++) {
      const [near, far] = [i / 3 | 0, size - 11 + i % 3]
      set(near, far, bits >> i & 1)
      set(far, near, bits >> i & 1)
    }
  }

  // Two columns at a time, from the right, up and down in turns.
  const woven = weave(packed)
  let at = 0
  for (let right = size - 1; right > 0; right -= 2) {
    if (right == 6) right = 5
    for (let step = 0; step < size; step++) {
      const up = (right + 1 & 2) == 0
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - step : step
        if (fixed[y][x]) continue
        rows[y][x] = woven[at >> 3] >> 7 - (at & 7) & 1
        at++
      }
    }
  }

  const flip = mask => rows.forEach((row, y) => row.forEach((_, x) => {
    if (!fixed[y][x] && MASKS[mask](x, y) == 0) row[x] ^= 1
  }))
  let best
  for (let mask = 0; mask < 8; mask++) {
    flip(mask)
    format(mask)
    const cost = penalty(rows)
    if (!best || cost < best.cost) best = { mask, cost }
    flip(mask)
  }
  flip(best.mask)
  format(best.mask)
  return rows
}

const make = (name, attributes, ...children) => {
  const element = document.createElementNS(`http:/${'/'}www.w3.org/${name == 'svg' || name == 'path' ? '2000/svg' : '1999/xhtml'}`, name)
  for (const key in attributes) element.setAttribute(key, attributes[key])
  element.append(...children)
  return element
}

// Returns an <svg> with the symbol, dark on white with the margin that readers need; nothing where the text is too long.
export const draw = (text, label) => {
  const rows = encode(text)
  if (!rows) return
  const size = rows.length + 8
  let d = ''
  rows.forEach((row, y) => {
    for (const run of row.join('').matchAll(/1+/g)) d += `M${run.index + 4} ${y + 4}h${run[0].length}v1h-${run[0].length}z`
  })
  return make('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges', part: 'code' },
    make('path', { d: `M0 0h${size}v${size}h-${size}z`, fill: '#fff' }), make('path', { d, fill: '#000' }))
}

const sheet = globalThis.CSSStyleSheet && new CSSStyleSheet()
sheet?.replaceSync(
  'dialog{box-sizing:border-box;width:min(22rem,calc(100vw - 2rem));border:1px solid var(--line);border-radius:var(--radius);' +
  'padding:16px;background:var(--paper);color:var(--ink);text-align:center;box-shadow:0 8px 32px #0004}dialog:hover{border-color:var(--line)}' +
  'dialog::backdrop{background:#0008}dialog h2{margin:0 0 12px;font-size:1.25em}dialog p{margin:12px 0;overflow-wrap:anywhere;font-size:.875em;font-weight:400}' +
  'dialog svg{display:block;width:100%;height:auto;border-radius:var(--radius);forced-color-adjust:none}dialog button{justify-content:center;width:100%}')

// Opens a dialog with the code in a shadow root of ours. Returns what is to be told instead, where that cannot be.
export const show = (root, text, title, language) => {
  const [name, close, tooLong] = WORDS[language] || WORDS.en
  const code = draw(text, `${name}: ${text}`)
  if (!code) return tooLong
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const heading = make('h2', {}, title || name)
  const button = make('button', { part: 'close', type: 'button' }, close)
  const dialog = make('dialog', { part: 'dialog', 'aria-label': title || name }, heading, code, make('p', { dir: 'ltr' }, text), button)
  const from = root.activeElement
  button.onclick = () => dialog.close()
  // A click beside the dialog.
  dialog.onclick = e => {
    if (e.target == dialog) dialog.close()
  }
  dialog.onclose = () => {
    dialog.remove()
    from?.focus()
  }
  root.append(dialog)
  dialog.showModal()
}
