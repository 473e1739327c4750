// "Write to us" in a real browser, as the server delivers it. Run: node --test tracker/

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browse } from './chromium.mjs'
import { packed } from './lighten.mjs'

const HOST = 'http://bakery.example'
const POLICY = "default-src 'none'; script-src http://bakery.example; require-trusted-types-for 'script'; trusted-types 'none'"
const ALL = 'whatsapp="+49 30 123-4567" telegram="@bakery" messenger="bakery" instagram="@bakery.berlin" threema="*BAKERY1" line="@bakery" ' +
  'viber="+49 301234567" signal="+49 301234567" matrix="@shop:bakery.example" email="shop@bakery.example" sms="+49 301234567"'
const HOURS = 'hours="Mo-Fr 08:00-12:00,13:00-18:00; Sa 22:00-02:00" timezone="Europe/Berlin"'
const page = (attributes, inside = '', lang = 'en') => `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Shop</title>` +
  `<script defer src="/contact.js"></script></head><body><uc-contact ${attributes}>${inside}</uc-contact><input id="after"></body></html>`
const ROOT = "document.querySelector('uc-contact').shadowRoot"
const LINKS = `[...${ROOT}.querySelectorAll('a')]`
const MAIN = `${ROOT}.querySelector('[part=main]')`
const PANEL = `${ROOT}.querySelector('[part=panel]')`
const STATUS = `${ROOT}.querySelector('[role=status]').textContent`
const LISTEN = "window.heard = new Promise(done => addEventListener('uc-contact', event => done(event.detail), { once: true }))"
// Sets the page's clock.
const at = now => `Date = class extends Date { constructor(...given) { super(...(given.length ? given : ['${now}'])) } }`

const pages = {
  '/all': page(ALL, '<a id="plain" href="mailto:shop@bakery.example">E-mail</a>'),
  '/text': page(`${ALL} text="Hello &amp; good day?"`),
  '/order': page('email="a@bakery.example" whatsapp="49301" sms=""'),
  '/other': page('viber="bakerybot" text="Hi"'),
  '/name': page('signal="eu/AbC+/="'),
  '/hours': page(`open whatsapp="49301" ${HOURS}`),
  '/hours-de': page(`open whatsapp="49301" ${HOURS}`, '', 'de'),
  '/hours-sv': page(`open whatsapp="49301" ${HOURS}`, '', 'sv'),
  '/always': page('open whatsapp="49301" hours="Mo-Su 00:00-24:00" timezone="Europe/Berlin"'),
  '/odd-hours': page('open whatsapp="49301" hours="by appointment &lt;b&gt;"'),
  '/odd-zone': page('open whatsapp="49301" hours="Mo 8:00-12:00" timezone="Moon/Crater"'),
  '/own-text': page('open whatsapp="49301"', '<p slot="privacy">We keep nothing.</p>'),
  '/codes': page(`open codes ${ALL}`),
  '/hostile': page('open whatsapp="&quot;&gt;&lt;script&gt;1 2" telegram="../../evil?x#y" email="a@b.example?bcc=x@evil.example&amp;body=1" matrix="\u202e@x:y" label="&lt;b&gt;\'q\'&lt;/b&gt;"'),
  '/long': page(`whatsapp="49301" text="${'a '.repeat(200)}"`),
  '/tracked': page('open whatsapp="49301"', '<script defer src="/tracker.js" data-site="k3x9"></script>'),
  '/float': page(`float ${ALL} ${HOURS}`),
}
let browser
before(async () => {
  browser = await browse(pages, { 'content-security-policy': `${POLICY}; connect-src http://bakery.example` })
})
after(() => browser.close())

test('under 6 KB, as it is delivered', () => {
  assert.ok(packed('contact.js') < 6000, `${packed('contact.js')} bytes`)
})

test('each messenger has its link', async () => {
  const tab = await browser.open(`${HOST}/all`)
  assert.deepEqual(await tab.run(`${LINKS}.map(link => link.getAttribute('href'))`), [
    'https://wa.me/49301234567', 'https://t.me/bakery', 'https://m.me/bakery', 'https://ig.me/m/bakery.berlin', 'https://threema.id/*BAKERY1',
    'https://line.me/R/ti/p/%40bakery', 'viber://chat?number=%2B49301234567', 'https://signal.me/#p/+49301234567',
    'https://matrix.to/#/%40shop%3Abakery.example', 'mailto:shop@bakery.example', 'sms:+49301234567',
  ])
  const rels = await tab.run(`${LINKS}.map(link => link.rel)`)
  assert.deepEqual(new Set(rels), new Set(['noreferrer']))
})

test('a first message goes along where the messenger takes one', async () => {
  const tab = await browser.open(`${HOST}/text`)
  const text = 'Hello%20%26%20good%20day%3F'
  assert.deepEqual(await tab.run(`${LINKS}.map(link => link.getAttribute('href')).filter(href => href.includes('Hello'))`), [
    `https://wa.me/49301234567?text=${text}`, `https://t.me/bakery?text=${text}`, `https://threema.id/*BAKERY1?text=${text}`,
    `https://line.me/R/oaMessage/%40bakery/?${text}`, `mailto:shop@bakery.example?body=${text}`, `sms:+49301234567?&body=${text}`,
  ])
  const other = await browser.open(`${HOST}/other`)
  assert.deepEqual(await other.run(`${LINKS}.map(link => link.getAttribute('href'))`), ['viber://pa?chatURI=bakerybot&text=Hi'])
  const name = await browser.open(`${HOST}/name`)
  assert.deepEqual(await name.run(`${LINKS}.map(link => link.getAttribute('href'))`), ['https://signal.me/#eu/AbC%2B%2F%3D'])
})

test('messengers stand in the order in which the site writes them', async () => {
  const tab = await browser.open(`${HOST}/order`)
  assert.deepEqual(await tab.run(`${LINKS}.map(link => link.part[1])`), ['email', 'whatsapp'])
  await tab.run("document.querySelector('uc-contact').setAttribute('telegram', 'bakery')")
  assert.deepEqual(await tab.run(`${LINKS}.map(link => link.part[1])`), ['email', 'whatsapp', 'telegram'])
})

test('nobody is asked before a person clicks, and the strictest policy is kept', async () => {
  const tab = await browser.open(`${HOST}/all`)
  await tab.click(MAIN)
  const asked = () => tab.requests.map(url => new URL(url).pathname).filter(path => path !== '/favicon.ico')
  assert.deepEqual(asked(), ['/all', '/contact.js'])
  assert.equal(await tab.run(`getComputedStyle(${MAIN}).minHeight`), '44px')
  await tab.run(`void (${LISTEN})`)
  await tab.click(`${ROOT}.querySelector('.scan')`)
  assert.deepEqual(await tab.run('heard'), { messenger: 'whatsapp', url: 'https://wa.me/49301234567' })
  assert.deepEqual(asked(), ['/all', '/contact.js', '/qr.js'])
  assert.deepEqual(tab.complaints, [])
})

test('the button opens the panel and says so; Escape closes it and focus returns', async () => {
  const tab = await browser.open(`${HOST}/order`)
  const state = () => tab.run(`[${MAIN}.ariaExpanded, ${PANEL}.checkVisibility(), ${ROOT}.activeElement?.part[0]]`)
  await tab.key('Tab')
  assert.deepEqual(await state(), ['false', false, 'main'])
  await tab.key('Enter')
  assert.deepEqual(await state(), ['true', true, 'main'])
  const met = []
  for (let i = 0; i < 5; i++) {
    await tab.key('Tab')
    met.push(await tab.run(`${ROOT}.activeElement?.ariaLabel ?? ${ROOT}.activeElement?.textContent ?? document.activeElement.id`))
  }
  assert.deepEqual(met, ['E-maila@bakery.example', 'QR: E-mail', 'WhatsApp49301', 'QR: WhatsApp', 'after'])
  await tab.run(`${LINKS}[0].focus()`)
  await tab.key('Escape')
  assert.deepEqual(await state(), ['false', false, 'main'])
})

test('Escape closes the code first, then the panel', async () => {
  const tab = await browser.open(`${HOST}/order`)
  await tab.click(MAIN)
  await tab.run(`void (${LISTEN})`)
  await tab.click(`${ROOT}.querySelector('.scan')`)
  await tab.run('heard')
  await tab.run(`void (window.shut = new Promise(done => ${ROOT}.querySelector('dialog').addEventListener('close', done)))`)
  await tab.key('Escape')
  await tab.run('shut.then(() => {})')
  assert.deepEqual(await tab.run(`[${PANEL}.checkVisibility(), ${ROOT}.activeElement.part[0]]`), [true, 'scan'])
  await tab.key('Escape')
  assert.equal(await tab.run(`${PANEL}.checkVisibility()`), false)
})

test('hours are read where the shop is, and said in three languages', async () => {
  for (const [path, now, expected] of [
    // A Monday in winter: Berlin is an hour ahead.
    ['/hours', '2026-11-23T10:59:00Z', 'Open now, until 12:00'],
    ['/hours', '2026-11-23T11:00:00Z', 'Closed now. We are back 13:00.'],
    ['/hours', '2026-07-06T09:59:00Z', 'Open now, until 12:00'],
    ['/hours', '2026-07-06T10:00:00Z', 'Closed now. We are back 13:00.'],
    ['/hours-de', '2026-11-23T17:00:00Z', 'Jetzt geschlossen. Wieder da: Dienstag 08:00.'],
    ['/hours-sv', '2026-11-27T17:00:00Z', 'Stängt nu. Vi är tillbaka lördag 22:00.'],
    ['/hours-sv', '2026-11-28T21:30:00Z', 'Öppet nu, till 02:00'],
    // Sunday, after midnight: still Saturday's hours, and then Monday is the next.
    ['/hours', '2026-11-29T00:59:00Z', 'Open now, until 02:00'],
    ['/hours', '2026-11-29T01:00:00Z', 'Closed now. We are back Monday 08:00.'],
    ['/always', '2026-11-29T01:00:00Z', undefined],
  ]) {
    const tab = await browser.open(HOST + path, { before: at(now) })
    assert.equal(await tab.run(`${ROOT}.querySelector('[part=now]')?.textContent`), expected, `${path} ${now}`)
  }
  const tab = await browser.open(`${HOST}/hours-de`)
  assert.deepEqual(await tab.run(`[...${ROOT}.querySelectorAll('tr')].map(row => row.textContent)`), [
    'Mo–Fr08:00–12:00, 13:00–18:00', 'Sa22:00–02:00'])
})

test('hours that run over the end of the week are Sunday\'s', async () => {
  const tab = await browser.open(`${HOST}/order`, { before: at('2026-11-23T00:30:00Z') })
  await tab.run("document.querySelector('uc-contact').setAttribute('timezone', 'UTC'), document.querySelector('uc-contact').setAttribute('hours', 'Su 20:00-01:00')")
  assert.equal(await tab.run(`${ROOT}.querySelector('[part=now]').textContent`), 'Open now, until 01:00')
})

test('hours that cannot be read stand there as they are', async () => {
  const odd = await browser.open(`${HOST}/odd-hours`)
  assert.equal(await odd.run(`${ROOT}.querySelector('[part=hours]').innerHTML`), '<p>by appointment &lt;b&gt;</p>')
  const zone = await browser.open(`${HOST}/odd-zone`)
  assert.deepEqual(await zone.run(`[${ROOT}.querySelector('[part=now]'), ${ROOT}.querySelector('table').textContent]`), [null, 'Mon08:00–12:00'])
  const tab = await browser.open(`${HOST}/order`)
  for (const hours of ['Mo 25:00-26:00', 'Mo 8:00-12:60', 'Xx 8:00-9:00', 'Mo-Xx 8:00-9:00', 'Mo', '8:00-9:00', 'Mo 8-9']) {
    await tab.run(`document.querySelector('uc-contact').setAttribute('hours', '${hours}')`)
    assert.equal(await tab.run(`${ROOT}.querySelector('[part=hours]').textContent`), hours)
  }
  assert.deepEqual([...odd.complaints, ...zone.complaints, ...tab.complaints], [])
})

test('a text says what happens to the data, the site\'s own before ours', async () => {
  const slot = `${ROOT}.querySelector('slot')`
  const ours = await browser.open(`${HOST}/hours-de`)
  assert.match(await ours.run(`${slot}.textContent`), /Vor dem Klick erfährt er nichts/)
  const own = await browser.open(`${HOST}/own-text`)
  assert.deepEqual(await own.run(`${slot}.assignedNodes().map(node => node.textContent)`), ['We keep nothing.'])
})

test('codes for print are there at once, and what cannot be clicked on paper is not', async () => {
  const tab = await browser.open(`${HOST}/codes`, { media: 'print' })
  const codes = `${ROOT}.querySelectorAll('.code svg')`
  await tab.run(`new Promise(done => {
    const look = () => ${codes}.length === 11 && done()
    new MutationObserver(look).observe(${ROOT}, { subtree: true, childList: true })
    look()
  })`)
  assert.deepEqual(await tab.run(`[...${codes}].map(code => code.getAttribute('aria-label')).slice(0, 2)`),
    ['WhatsApp: https://wa.me/49301234567', 'Telegram: https://t.me/bakery'])
  const widths = await tab.run(`[...${codes}].map(code => code.getBoundingClientRect().width)`)
  assert.ok(widths.every(width => width > 120), `${widths}`)
  assert.equal(await tab.run(`[...${ROOT}.querySelectorAll('.main, .now')].some(part => part.checkVisibility())`), false)
})

test('odd names lead nowhere else', async () => {
  const tab = await browser.open(`${HOST}/hostile`)
  assert.deepEqual(await tab.run(`${LINKS}.map(link => link.getAttribute('href'))`), [
    'https://wa.me/12', 'https://t.me/..%2F..%2Fevil%3Fx%23y', 'mailto:a@b.example%3Fbcc%3Dx@evil.example%26body%3D1', 'https://matrix.to/#/%40x%3Ay'])
  assert.equal(await tab.run(`${ROOT}.querySelector('h2').textContent`), "<b>'q'</b>")
  assert.deepEqual(tab.complaints, [])
})

test('a code that cannot be is told, and not counted', async () => {
  const tab = await browser.open(`${HOST}/long`)
  await tab.click(MAIN)
  await tab.run(`window.told = 0, addEventListener('uc-contact', () => told++), new Promise(done => {
    new MutationObserver(() => ${STATUS} && done()).observe(${ROOT}, { subtree: true, childList: true })
    ${ROOT}.querySelector('.scan').click()
  })`)
  assert.deepEqual(await tab.run(`[${STATUS}, told]`), ['This is too long for a QR code.', 0])
})

test('uses are told like shares, by the names that the engine keeps', async () => {
  const sent = 'window.sent = []; navigator.sendBeacon = (_to, body) => sent.push(JSON.parse(body))'
  const tab = await browser.open(`${HOST}/tracked`, { before: sent })
  await tab.run("addEventListener('click', event => event.preventDefault())")
  await tab.click(`${LINKS}[0]`)
  assert.deepEqual(await tab.run('sent.map(({ name, messenger }) => [name, messenger])'), [['pageview', null], ['contact', 'whatsapp']])
  const all = await browser.open(`${HOST}/all`)
  await all.run(`addEventListener('click', event => event.preventDefault()), ${LINKS}.forEach(link => link.click())`)
  assert.deepEqual(await all.run('undercurrent.q.map(([name, { messenger }]) => [name, messenger])'),
    ['whatsapp', 'telegram', 'messenger', 'instagram_dm', 'threema', 'line', 'viber', 'signal', 'matrix', 'email', 'sms'].map(name => ['contact', name]))
})

test('on a phone, in a corner, everything can be reached', async () => {
  const tab = await browser.open(`${HOST}/float`, { touch: true })
  await tab.run(`${MAIN}.click()`)
  const [top, bottom, right] = await tab.run(`(box => [box.top, innerHeight - box.bottom, innerWidth - box.right])(${ROOT}.querySelector('.wrap').getBoundingClientRect())`)
  assert.ok(top >= 0 && bottom >= 0 && right >= 0, `${top} ${bottom} ${right}`)
  assert.equal(await tab.run('document.documentElement.scrollWidth <= innerWidth'), true)
  const sizes = await tab.run(`[...${ROOT}.querySelectorAll('a,button')].map(control => [control.offsetWidth, control.offsetHeight])`)
  assert.ok(sizes.every(([width, height]) => width >= 44 && height >= 44), JSON.stringify(sizes))
})

test('without script the plain links stay', async () => {
  const shown = "document.querySelector('#plain').checkVisibility() && document.querySelector('#plain').offsetWidth > 0"
  const tab = await browser.open()
  await tab.tell('Emulation.setScriptExecutionDisabled', { value: true })
  await tab.go(`${HOST}/all`)
  assert.equal(await tab.run(shown), true)
  await tab.tell('Emulation.setScriptExecutionDisabled', { value: false })
  await tab.go(`${HOST}/all`)
  assert.equal(await tab.run(shown), false)
})
