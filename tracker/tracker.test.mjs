// The tracker's rules, tried in a window that is made of a few plain objects. Run: node --test tracker/tracker.test.mjs
// Whether real browsers agree is another test's matter.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import vm from 'node:vm'

// TRACKER names another file to try, such as the one that a server delivers.
const source = readFileSync(process.env.TRACKER ?? new URL('tracker.js', import.meta.url), 'utf8')
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

// Something that has listeners.
function target() {
  const listeners = {}
  return {
    addEventListener: (name, act) => (listeners[name] ??= []).push(act),
    fire: (name, event = {}) => listeners[name]?.forEach(act => act(event)),
  }
}

// A page with the tracker on it. `sent` is what the collector would get, `to` is where it went.
function open(wishes = {}) {
  const { url = 'https://bakery.example/bread?utm_source=x#crumb', dataset = { site: 'k3x9' }, arrival = 'navigate' } = wishes
  const sent = []
  const to = []
  const location = new URL(url)
  const take = (address, body) => (to.push(`${address}`), sent.push(JSON.parse(body)))
  const go = address => {
    location.href = new URL(address, location).href
  }
  const timers = []
  const fake = Object.assign(target(), {
    URL, JSON, Math, Uint8Array,
    now: 1,
    location,
    document: Object.assign(target(), {
      currentScript: { dataset, src: 'https://stats.example/tracker.js' },
      referrer: 'https://search.example/', title: 'Bread', hidden: false, prerendering: false, ...wishes.document,
    }),
    navigator: { sendBeacon: (address, body) => (take(address, body), true), ...wishes.navigator },
    history: {
      pushState: (_state, _title, address) => go(address),
      replaceState: (_state, _title, address) => go(address),
    },
    crypto: globalThis.crypto,
    performance: { now: () => fake.now, getEntriesByType: () => [{ type: arrival }] },
    getSelection: () => fake.selection ?? '',
    setTimeout: act => timers.push(act),
    clearTimeout: timer => timer && (timers[timer - 1] = () => {}),
    fetch: async (address, { body }) => take(address, body),
  }, wishes.window)
  fake.window = fake
  vm.runInNewContext(source, fake)
  return {
    fake, sent, to, go,
    names: () => sent.map(event => event.name),
    settle: () => timers.splice(0).forEach(act => act()),
    hide() {
      fake.document.hidden = true
      fake.document.fire('visibilitychange')
    },
    show() {
      fake.document.hidden = false
      fake.document.fire('visibilitychange')
    },
  }
}

test('a page view says what ARCHITECTURE promises and nothing more', () => {
  const { sent, to } = open()
  assert.equal(sent.length, 1)
  const { id, ...rest } = sent[0]
  assert.match(id, UUID)
  assert.deepEqual(rest, {
    site: 'k3x9', name: 'pageview', url: 'https://bakery.example/bread?utm_source=x',
    referrer: 'https://search.example/', title: 'Bread',
  })
  assert.deepEqual(to, ['https://stats.example/e'])
})

test('data-api says where events go', () => {
  for (const [api, expected] of [['/uc/e', 'https://stats.example/uc/e'], ['https://x.example/e', 'https://x.example/e']]) {
    assert.deepEqual(open({ dataset: { site: 'k3x9', api } }).to, [expected])
  }
})

test('whoever objects is left alone, and the site may go on calling', () => {
  for (const navigator of [{ doNotTrack: '1' }, { globalPrivacyControl: true }]) {
    const { fake, sent, hide } = open({ navigator })
    fake.undercurrent('share')
    fake.now = 60_000
    hide()
    assert.deepEqual(sent, [])
  }
})

test('on plain http the ids are random all the same', () => {
  const crypto = { getRandomValues: array => globalThis.crypto.getRandomValues(array) }
  const { fake, sent } = open({ window: { crypto } })
  fake.undercurrent('a')
  fake.undercurrent('b')
  const ids = sent.map(event => event.id)
  ids.forEach(id => assert.match(id, UUID))
  assert.equal(new Set(ids).size, 3)
})

test('what no beacon takes is fetched', () => {
  assert.equal(open({ navigator: { sendBeacon: undefined } }).sent.length, 1)
  assert.equal(open({ navigator: { sendBeacon: () => false } }).sent.length, 1)
})

test('a single-page app is told page by page, and the page before is the referrer', () => {
  for (const navigation of [undefined, target()]) {
    const { fake, sent, settle } = open({ window: { navigation } })
    const move = (kind, address) => {
      fake.history[`${kind}State`]({}, '', address)
      navigation?.fire('currententrychange', { navigationType: kind })
    }
    move('push', '/cake')
    fake.document.title = 'Cake'
    settle()
    assert.deepEqual(
      [sent[1].name, sent[1].url, sent[1].referrer, sent[1].title],
      ['pageview', 'https://bakery.example/cake', 'https://bakery.example/bread?utm_source=x', 'Cake'])
    move('push', '/cake#top')
    move('replace', '/cake?q=a')
    settle()
    assert.equal(sent.length, 2, 'a fragment, and a search that is being typed, are no page')
    move('replace', '/tart')
    settle()
    assert.equal(sent[2].url, 'https://bakery.example/tart')
  }
})

test('with the Navigation API no function of the browser is patched', () => {
  const pushState = () => {}
  const { fake } = open({ window: { navigation: target(), history: { pushState, replaceState: pushState } } })
  assert.equal(fake.history.pushState, pushState)
})

test('going back within the app is a page view', () => {
  const { fake, go, names, settle } = open()
  go('/cake')
  fake.fire('popstate')
  settle()
  assert.deepEqual(names(), ['pageview', 'pageview'])
})

test('of several addresses at once only the last was meant', () => {
  const { fake, sent, settle } = open()
  fake.history.pushState({}, '', '/login')
  fake.history.replaceState({}, '', '/cake')
  settle()
  assert.deepEqual(sent.map(event => new URL(event.url).pathname), ['/bread', '/cake'])
})

test('going back or loading anew is no arrival from outside', () => {
  for (const arrival of ['reload', 'back_forward']) {
    const [event] = open({ arrival }).sent
    assert.equal(event.referrer, event.url)
  }
  const { fake, sent } = open()
  fake.fire('pageshow', { persisted: false })
  assert.equal(sent.length, 1)
  fake.fire('pageshow', { persisted: true })
  assert.deepEqual([sent[1].name, sent[1].referrer], ['pageview', sent[1].url])
})

test('a page that is rendered beforehand counts when it is looked at', () => {
  const { fake, names } = open({ document: { prerendering: true } })
  assert.deepEqual(names(), [])
  fake.document.fire('prerenderingchange')
  assert.deepEqual(names(), ['pageview'])
})

test('time is counted while the page is in view, each second once', () => {
  const { fake, sent, hide, show } = open()
  fake.now = 5_000
  hide()
  fake.now = 65_000
  fake.fire('pagehide')
  show()
  fake.now = 65_400
  hide()
  show()
  fake.now = 66_100
  fake.fire('pagehide')
  const times = sent.filter(event => event.name === 'engagement').map(event => event.value)
  assert.deepEqual(times, [5, 1], 'less than a second waits for more')
})

test('a page in a hidden tab is a view without time', () => {
  const { fake, names, show, hide } = open({ document: { hidden: true } })
  fake.now = 9_000
  show()
  hide()
  assert.deepEqual(names(), ['pageview'])
})

test('the time on a page belongs to that page', () => {
  const { fake, sent, settle } = open()
  fake.now = 3_000
  fake.history.pushState({}, '', '/cake')
  fake.now = 3_010
  settle()
  fake.now = 7_010
  fake.fire('pagehide')
  const told = sent.map(event => [event.name, new URL(event.url).pathname, event.value])
  assert.deepEqual(told, [
    ['pageview', '/bread', undefined], ['engagement', '/bread', 3],
    ['pageview', '/cake', undefined], ['engagement', '/cake', 4],
  ])
})

test('a click is told when it leads out of the site', () => {
  const { fake, sent } = open()
  const click = (address, button = 0) => {
    const link = new URL(address, 'https://bakery.example/')
    fake.document.fire(button ? 'auxclick' : 'click', { button, target: { closest: () => link } })
  }
  click('/cake')
  click('mailto:somebody@mill.example')
  click('https://mill.example/flour', 2)
  fake.document.fire('click', { button: 0, target: {} })
  assert.equal(sent.length, 1)
  click('https://mill.example/flour?a=b')
  click('https://mill.example/oats', 1)
  assert.deepEqual(sent.slice(1).map(event => [event.name, event.target]), [
    ['outbound', 'https://mill.example/flour?a=b'], ['outbound', 'https://mill.example/oats']])
})

test('a copy says how much, never what', () => {
  const { fake, sent } = open()
  const copy = text => {
    fake.selection = text
    fake.document.fire('copy')
  }
  copy('')
  copy(' a secret ')
  copy('https://bakery.example/bread?utm_source=x#crumb')
  assert.deepEqual(sent.slice(1).map(event => [event.name, event.value]), [['copy', 8], ['copy', undefined]])
  assert.equal(JSON.stringify(sent).includes('secret'), false)
})

test('the site tells its own events, before and after the script is there', () => {
  // As the guide has it.
  const queue = function () { (queue.q ||= []).push(arguments) }
  queue('share', { messenger: 'whatsapp', token: 'aB3dE6gH9jK' })
  const { fake, sent, names } = open({ window: { undercurrent: queue } })
  fake.undercurrent('signup', { value: 7 })
  assert.deepEqual(names(), ['pageview', 'share', 'signup'])
  assert.deepEqual([sent[1].messenger, sent[1].token, sent[2].value], ['whatsapp', 'aB3dE6gH9jK', 7])
})

test('a page that has the script twice is counted once', () => {
  const { fake, sent } = open()
  vm.runInContext(source, fake)
  assert.equal(sent.length, 1)
})

test('a copied link brings its token in the query, once, and nothing else of a fragment leaves the browser', () => {
  const token = 'aB3dE6gH9jK'
  for (const [url, expected] of [
    [`https://bakery.example/bread#u.${token}`, `https://bakery.example/bread?uc=${token}&`],
    [`https://bakery.example/bread?a=b&c=?d#u.${token}`, `https://bakery.example/bread?uc=${token}&a=b&c=?d`],
    [`https://bakery.example/bread?uc=AAAAAAAAAAA#u.${token}`, `https://bakery.example/bread?uc=${token}&uc=AAAAAAAAAAA`],
    [`https://bakery.example/bread#u.${token}&secret`, 'https://bakery.example/bread'],
    ['https://bakery.example/bread#u.secret', 'https://bakery.example/bread'],
  ]) {
    const { fake, sent } = open({ url })
    fake.undercurrent('signup')
    assert.deepEqual(sent.map(event => event.url), [expected, url.split('#')[0]])
  }
  const [event] = open({ url: `https://bakery.example/bread#u.${token}`, arrival: 'reload' }).sent
  assert.equal(event.url, 'https://bakery.example/bread', 'loaded anew, it is no second arrival')
})
