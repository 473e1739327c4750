// Tokens for what is passed on without a button, in a real browser, beside the tracker. Run: node --test tracker/

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { browse } from './chromium.mjs'
import { lightened, packed } from './lighten.mjs'

const HOST = 'http://bakery.example'
const TOKEN = /^[0-9A-Za-z]{11}$/
const page = (choice, more = '') => `<!doctype html><title>T</title><script defer src="/passing.js" ${choice}></script>` +
  `<script defer src="/tracker.js" data-site="k3x9"></script>${more}<p id="own"></p><p id="other">a secret</p>`
const pages = {
  '/': page('data-bar'),
  '/de/': page('data-bar'),
  '/bar': page('data-bar', '<script defer src="/share.js"></script><uc-share messengers="whatsapp"></uc-share>'),
  '/copy': page('data-copy'),
  '/both': page('data-copy data-bar'),
  '/none': page(''),
  '/untracked': '<!doctype html><title>T</title><script defer src="/passing.js" data-bar></script>',
}
const SENT = 'window.sent = []; navigator.sendBeacon = (_to, body) => sent.push(JSON.parse(body))'
let browser
before(async () => {
  browser = await browse(pages)
})
after(() => browser.close())

// A tab whose page has settled: what the script does after the page was loaded, it has done.
const open = async (path, wishes = {}) => {
  const tab = await browser.open(HOST + path, { before: SENT, ...wishes })
  await tab.run('new Promise(done => setTimeout(() => setTimeout(done)))')
  return tab
}
// Selects an element's text, copies it as a person does, and returns what is on the clipboard.
const copied = async (tab, selector) => {
  await tab.run(`getSelection().selectAllChildren(document.querySelector('${selector}'))`)
  await tab.key('c', { commands: ['copy'] })
  return tab.run('navigator.clipboard.readText()')
}

test('all of it is off until the site turns it on', async () => {
  const tab = await open('/none')
  await tab.run("document.querySelector('#own').textContent = location.href")
  assert.equal(await copied(tab, '#own'), `${HOST}/none`)
  assert.deepEqual(await tab.run('[location.href, sent.map(event => event.name)]'), [`${HOST}/none`, ['pageview', 'copy']])
})

test('the copied address of the page carries a token, anything else is copied as it is', async () => {
  const tab = await open('/copy?uc=AAAAAAAAAAA&b=1#part')
  assert.equal(await copied(tab, '#other'), 'a secret')
  await tab.run("document.querySelector('#own').textContent = location.href")
  const [address, token] = (await copied(tab, '#own')).split('#u.')
  assert.equal(address, `${HOST}/copy?b=1`)
  assert.match(token, TOKEN)
  const told = await tab.run('sent.map(({ name, messenger, token }) => ({ name, messenger, token }))')
  assert.deepEqual(told.at(-1), { name: 'share', messenger: 'copy_other', token })
  assert.equal(told.filter(event => event.name === 'share').length, 1)
  assert.equal(await tab.run('location.href'), `${HOST}/copy?uc=AAAAAAAAAAA&b=1#part`)
})

test('the address bar carries the token that the buttons have, and tells which page view it belongs to', async () => {
  const tab = await open('/bar?a=b')
  const token = await tab.run("location.hash.slice(3)")
  assert.match(token, TOKEN)
  const link = await tab.run("document.querySelector('uc-share').shadowRoot.querySelector('a').onfocus() && document.querySelector('uc-share').shadowRoot.querySelector('a').href")
  assert.ok(link.includes(`uc%3D${token}`), link)
  const events = await tab.run('sent.map(({ name, token, url }) => [name, token ?? null, url])')
  assert.deepEqual(events, [['pageview', null, `${HOST}/bar?a=b`], ['address_bar', token, `${HOST}/bar?a=b`]])
  await tab.run('new Promise(done => setTimeout(() => setTimeout(done)))')
  assert.equal(await tab.run('sent.length'), 2, 'the change of the address is no page view')
})

test('whoever comes with a token is a child of that share, and passes on another one', async () => {
  for (const url of ['/bar#u.aB3dE6gH9jK', '/bar?uc=aB3dE6gH9jK']) {
    const tab = await open(url)
    const [first] = await tab.run('sent')
    assert.match(first.url, /[?&]uc=aB3dE6gH9jK/)
    const now = new URL(await tab.run('location.href'))
    assert.equal(now.search, '', 'the parent\'s token does not go on')
    assert.match(now.hash.slice(3), TOKEN)
    assert.notEqual(now.hash, '#u.aB3dE6gH9jK')
    assert.equal(await tab.run('sent.length'), 2)
  }
})

test('loaded anew, a page is nobody\'s child', async () => {
  const tab = await open('/bar')
  const loaded = tab.event('Page.loadEventFired')
  await tab.tell('Page.reload')
  await loaded
  await tab.run('new Promise(done => setTimeout(() => setTimeout(done)))')
  assert.deepEqual(await tab.run('sent.map(({ name, url }) => [name, url])'), [['pageview', `${HOST}/bar`], ['address_bar', `${HOST}/bar`]])
})

test('home pages, parts of a page and pages without tracker keep their address', async () => {
  for (const path of ['/', '/de/', '/bar#part', '/untracked']) {
    const tab = await open(path)
    assert.equal(await tab.run('location.href'), HOST + path)
  }
})

test('each page of an app gets a token of its own', async () => {
  const tab = await open('/both')
  const first = await tab.run('location.hash')
  await tab.run("history.pushState({ kept: 1 }, '', '/cake'), new Promise(done => setTimeout(() => setTimeout(done)))")
  const [hash, state, names] = await tab.run('[location.hash, history.state, sent.map(event => event.name)]')
  assert.match(hash.slice(3), TOKEN)
  assert.notEqual(hash, first)
  assert.deepEqual(state, { kept: 1 })
  assert.deepEqual(names, ['pageview', 'address_bar', 'pageview', 'address_bar'])
  await tab.run("history.pushState(0, '', '/'), new Promise(done => setTimeout(() => setTimeout(done)))")
  assert.equal(await tab.run('location.href'), `${HOST}/`)
})

test('whoever objects passes on the bare address', async () => {
  const tab = await open('/both', { before: `${SENT}; Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })` })
  await tab.run("document.querySelector('#own').textContent = location.href")
  assert.equal(await copied(tab, '#own'), `${HOST}/both`)
  assert.deepEqual(await tab.run('[location.href, sent]'), [`${HOST}/both`, []])
})

test('what these tests try is what the server delivers', () => {
  const guide = readFileSync(new URL('../docs/guide/collect.md', import.meta.url), 'utf8')
  const digest = createHash('sha384').update(lightened('tracker.js')).digest('base64')
  assert.ok(guide.includes(`integrity="sha384-${digest}"`), `the guide says otherwise: sha384-${digest}`)
})

test('the small scripts stay small, and are written as lightening needs it', () => {
  assert.ok(packed('passing.js') < 1000 && packed('tracker.js') < 1200 && packed('qr.js') < 4000)
  for (const name of ['share.js', 'contact.js', 'qr.js', 'passing.js', 'tracker.js']) {
    const source = readFileSync(new URL(name, import.meta.url), 'utf8')
    for (const line of source.split('\n').map(line => line.trim()).filter(line => !line.startsWith('//'))) {
      for (const mark of ["'", '"', '`']) assert.equal(line.split(mark).length % 2, 1, `a text ends on its line: ${line}`)
      assert.ok(!/\$\{[^}]*`/.test(line), `no template within a template: ${line}`)
      assert.ok(!line.includes('//'), `a comment is a line of its own: ${line}`)
      assert.ok(!/\+ \+|- -/.test(line), `signs that would run together: ${line}`)
    }
    for (const word of ['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'eval(', 'innerHTML']) {
      assert.ok(!lightened(name).includes(word), `${name}: ${word}`)
    }
  }
})
