// The share buttons in a real browser, as the server delivers them. Run: node --test tracker/

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { browse } from './chromium.mjs'
import { packed } from './lighten.mjs'

const HOST = 'http://bakery.example'
const ALL = 'whatsapp telegram signal messenger threema line viber wechat discord slack email sms copy qr'
const TOKEN = /^[0-9A-Za-z]{11}$/
const POLICY = "default-src 'none'; script-src http://bakery.example; connect-src http://bakery.example; require-trusted-types-for 'script'; trusted-types 'none'"
const page = (element, head = '<title>Advent tart</title>', lang = 'en') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}<script defer src="/share.js"></script></head><body>${element}<input id="after"></body></html>`
const ROOT = "document.querySelector('uc-share').shadowRoot"
const button = name => `${ROOT}.querySelector('[part~=${name}]')`
const CONTROLS = `[...${ROOT}.querySelectorAll('a,button')]`
const NAMES = `${CONTROLS}.map(control => control.part[1])`
// What the next share is told as, once somebody has clicked.
const LISTEN = "window.heard = new Promise(done => addEventListener('uc-share', event => done(event.detail), { once: true }))"
const STATUS = `${ROOT}.querySelector('[role=status]').textContent`

const pages = {
  '/all': page(`<uc-share messengers="${ALL}"></uc-share>`),
  '/default': page('<uc-share><a id="plain" href="mailto:?body=x">E-mail</a></uc-share>'),
  '/order': page('<uc-share messengers="copy native bogus constructor whatsapp copy" touch="sms native"></uc-share>'),
  '/nothing': page('<uc-share messengers="bogus __proto__"></uc-share>'),
  '/two': page('<uc-share messengers="whatsapp"></uc-share><uc-share messengers="telegram"></uc-share>'),
  '/off': page('<uc-share tokens="off" messengers="whatsapp copy"></uc-share>'),
  '/utm': page('<uc-share utm messengers="whatsapp copy"></uc-share>', '<link rel="canonical" href="/tart?utm_source=old&amp;utm_campaign=advent"><title>T</title>'),
  '/canonical': page('<uc-share messengers="whatsapp copy"></uc-share>', '<link rel="canonical" href="/tart?id=7&amp;uc=AAAAAAAAAAA&amp;b=a+b%20c&amp;fbclid=kept"><title>T</title>'),
  '/foreign': page('<uc-share messengers="whatsapp"></uc-share>', '<link rel="canonical" href="https://evil.example/"><title>T</title>'),
  '/fixed': page('<uc-share messengers="whatsapp copy" url="/offers?a=b#today" text="50 % off &amp; more"></uc-share>'),
  '/script': page('<uc-share messengers="whatsapp" url="javascript:alert(1)"></uc-share>'),
  '/app': page('<uc-share messengers="messenger" app-id="12&amp;3"></uc-share>'),
  '/hostile': page('<uc-share messengers="whatsapp email line"></uc-share>', '<title>&lt;img src=x onerror=alert(1)&gt; "it\'s" &amp; 🥐 \u202eevil\u202c שלום</title>'),
  '/theme': page('<uc-share theme="dark" messengers="copy"></uc-share>'),
  '/light': page('<uc-share theme="light" messengers="copy"></uc-share>'),
  '/sv': page('<div lang="sv-SE"><uc-share messengers="email copy qr"></uc-share></div>', '<title>T</title>', 'de'),
  '/de': page('<uc-share messengers="email copy qr"></uc-share>', '<title>T</title>', 'de-AT'),
  '/fr': page('<uc-share messengers="email copy qr"></uc-share>', '<title>T</title>', 'fr'),
  '/twice': page('<script defer src="/share.js"></script><uc-share></uc-share>'),
  '/tracked': page('<uc-share messengers="copy whatsapp"></uc-share><script defer src="/tracker.js" data-site="k3x9"></script>'),
}
let browser
before(async () => {
  browser = await browse(pages, { 'content-security-policy': POLICY })
})
after(() => browser.close())

const href = async (tab, name = 'whatsapp') => {
  const link = await tab.run(`(${button(name)}.dispatchEvent(new FocusEvent('focus')), ${button(name)}.href)`)
  return new URL(link)
}
// The address that a message to WhatsApp ends with.
const shared = async tab => new URL((await href(tab)).searchParams.get('text').split('\n').at(-1))
const click = async (tab, name) => {
  await tab.run(`void (${LISTEN})`)
  await tab.click(button(name))
  return tab.run('heard')
}

test('under 4 KB, as it is delivered', () => {
  assert.ok(packed('share.js') < 4096, `${packed('share.js')} bytes`)
})

test('each messenger has its link, and what has none is a button', async () => {
  const tab = await browser.open(`${HOST}/all`)
  const token = (await shared(tab)).searchParams.get('uc')
  assert.match(token, TOKEN)
  const url = encodeURIComponent(`${HOST}/all?uc=${token}`)
  const both = `Advent%20tart%0A${url}`
  const links = await tab.run(`Object.fromEntries(${CONTROLS}.map(control => [control.part[1], control.getAttribute('href')]))`)
  assert.deepEqual(links, {
    whatsapp: `https://wa.me/?text=${both}`,
    telegram: `https://t.me/share/url?url=${url}&text=Advent%20tart`,
    signal: null, messenger: null,
    threema: `https://threema.id/compose?text=${both}`,
    line: `https://social-plugins.line.me/lineit/share?url=${url}&text=Advent%20tart`,
    viber: `viber://forward?text=${both}`,
    wechat: null, discord: null, slack: null,
    email: `mailto:?subject=Advent%20tart&body=${both}`,
    sms: `sms:?&body=${both}`,
    copy: null, qr: null,
  })
  const kinds = await tab.run(`${CONTROLS}.map(control => [control.localName, !!control.href, control.rel ?? '', control.target ?? ''])`)
  for (const [kind, linked, rel] of kinds) assert.deepEqual([kind, rel], linked ? ['a', 'noreferrer'] : ['button', ''])
  assert.deepEqual(kinds.map(([, , , target]) => target).filter(Boolean).length, 4, 'what opens a page opens it beside this one')
})

test('Messenger has a link on a phone, and everywhere with the number of an app', async () => {
  const app = await browser.open(`${HOST}/app`)
  assert.match((await href(app, 'messenger')).href, /^https:\/\/www\.facebook\.com\/dialog\/send\?app_id=12%263&link=http%3A%2F%2Fbakery/)
  const phone = await browser.open(`${HOST}/all`, { touch: true })
  assert.match((await href(phone, 'messenger')).href, /^fb-messenger:\/\/share\?link=http%3A%2F%2Fbakery/)
})

test('the site chooses and orders, for each kind of device', async () => {
  const share = { before: 'navigator.share = async () => {}' }
  for (const [path, wishes, expected] of [
    ['/all', {}, ALL.split(' ')],
    ['/default', {}, ['whatsapp', 'telegram', 'email', 'copy', 'qr']],
    ['/default', { touch: true, ...share }, ['native', 'whatsapp', 'telegram', 'sms', 'copy']],
    ['/default', { touch: true, before: 'delete Navigator.prototype.share' }, ['whatsapp', 'telegram', 'sms', 'copy']],
    ['/order', { before: 'delete Navigator.prototype.share' }, ['copy', 'whatsapp']],
    ['/order', share, ['copy', 'native', 'whatsapp']],
    ['/order', { touch: true, ...share }, ['sms', 'native']],
    ['/nothing', {}, ['copy']],
  ]) {
    const tab = await browser.open(HOST + path, wishes)
    assert.deepEqual(await tab.run(NAMES), expected, path)
  }
  const tab = await browser.open(`${HOST}/all`)
  await tab.run("document.querySelector('uc-share').setAttribute('messengers', 'qr line')")
  assert.deepEqual(await tab.run(NAMES), ['qr', 'line'])
})

test('nobody is asked before a person clicks, and the strictest policy is kept', async () => {
  const tab = await browser.open(`${HOST}/all`)
  assert.deepEqual(tab.requests.map(url => new URL(url).pathname).filter(path => path !== '/favicon.ico'), ['/all', '/share.js'])
  assert.deepEqual(await tab.run(`${CONTROLS}.map(control => getComputedStyle(control).minHeight)`), Array(14).fill('44px'))
  await tab.run(`void (${LISTEN})`)
  await tab.click(button('qr'))
  await tab.run('heard')
  assert.deepEqual(tab.requests.map(url => new URL(url).host).filter(host => host !== 'bakery.example'), [])
  assert.ok(tab.requests.some(url => url.endsWith('/qr.js')), 'from where the script came from')
  assert.deepEqual(tab.complaints, [])
})

test('targets have 44 pixels, also without words', async () => {
  const tab = await browser.open(`${HOST}/all`, { touch: true })
  for (const labels of ['on', 'off']) {
    await tab.run(`document.querySelector('uc-share').setAttribute('labels', '${labels}')`)
    const sizes = await tab.run(`${CONTROLS}.map(control => [control.offsetWidth, control.offsetHeight])`)
    for (const [width, height] of sizes) assert.ok(width >= 44 && height >= 44, `${width} × ${height}`)
    assert.equal(await tab.run('document.documentElement.scrollWidth <= innerWidth'), true, 'nothing runs out of a phone')
  }
})

test('a walk with the keyboard meets each button by name, and leads out again', async () => {
  const tab = await browser.open(`${HOST}/all`)
  const met = []
  for (let i = 0; i < 15; i++) {
    await tab.key('Tab')
    met.push(await tab.run(`${ROOT}.activeElement?.ariaLabel ?? document.activeElement.id`))
  }
  assert.deepEqual(met, ['WhatsApp', 'Telegram', 'Signal', 'Messenger', 'Threema', 'LINE', 'Viber', 'WeChat', 'Discord', 'Slack',
    'E-mail', 'SMS', 'Copy link', 'QR code'].map(name => `Share: ${name}`).concat('after'))
})

test('what a screen reader is told has roles and names', async () => {
  const tab = await browser.open(`${HOST}/default`)
  const { nodes } = await tab.tell('Accessibility.getFullAXTree')
  const told = nodes.filter(node => !node.ignored).map(node => [node.role.value, node.name?.value])
  const has = (role, name) => assert.ok(told.some(([a, b]) => a === role && b === name), `${role} ${name}`)
  has('list', 'Share')
  has('link', 'Share: WhatsApp')
  has('button', 'Share: Copy link')
  has('status', '')
  assert.ok(!told.some(([role]) => role === 'image' || role === 'SvgRoot'), 'icons say nothing')
})

test('the code stands in a dialog that Escape closes, and focus returns', async () => {
  const tab = await browser.open(`${HOST}/all`)
  await tab.run(`${button('qr')}.focus()`)
  await tab.run(`void (${LISTEN})`)
  await tab.key('Enter')
  const { messenger, url, token } = await tab.run('heard')
  assert.deepEqual([messenger, url], ['qr', `${HOST}/all?uc=${token}`])
  const dialog = `${ROOT}.querySelector('dialog')`
  assert.equal(await tab.run(`${dialog}.matches(':modal')`), true)
  assert.equal(await tab.run(`${dialog}.querySelector('svg').getAttribute('aria-label')`), `QR code: ${url}`)
  assert.equal(await tab.run(`${dialog}.querySelector('p').textContent`), url)
  await tab.run(`void (window.shut = new Promise(done => ${dialog}.addEventListener('close', done)))`)
  await tab.key('Escape')
  await tab.run('shut.then(() => {})')
  assert.equal(await tab.run(`${dialog} === null && ${ROOT}.activeElement.part[1]`), 'qr')
})

test('WeChat is reached by a code', async () => {
  const tab = await browser.open(`${HOST}/all`)
  assert.equal((await click(tab, 'wechat')).messenger, 'wechat')
  assert.equal(await tab.run(`${ROOT}.querySelector('h2').textContent`), 'WeChat')
})

test('a code that cannot be is told, and not counted', async () => {
  const tab = await browser.open(`${HOST}/all?${'a'.repeat(220)}=b`)
  await tab.run(`window.told = 0, addEventListener('uc-share', () => told++), new Promise(done => {
    new MutationObserver(() => ${STATUS} && done()).observe(${ROOT}, { subtree: true, childList: true })
    ${button('qr')}.click()
  })`)
  assert.equal(await tab.run(STATUS), 'This is too long for a QR code.')
  assert.equal(await tab.run('told'), 0)
})

test('where the code does not come, the link is copied', async () => {
  const tab = await browser.open(`${HOST}/all`)
  await tab.tell('Network.setBlockedURLs', { urls: ['*/qr.js'] })
  const { url } = await click(tab, 'qr')
  assert.equal(await tab.run('navigator.clipboard.readText()'), url)
  assert.equal(await tab.run(STATUS), 'Copied, ready to paste')
})

test('the page speaks English, German and Swedish', async () => {
  for (const [path, expected] of [
    ['/all', ['Share', 'Copy link', 'QR code']],
    ['/de', ['Teilen', 'E-Mail', 'Link kopieren', 'QR-Code']],
    ['/sv', ['Dela', 'E-post', 'Kopiera länk', 'QR-kod']],
    ['/fr', ['Share', 'E-mail', 'Copy link', 'QR code']],
  ]) {
    const tab = await browser.open(HOST + path)
    const said = await tab.run(`[${ROOT}.querySelector('ul').ariaLabel, ...${CONTROLS}.map(control => control.textContent)]`)
    for (const word of expected) assert.ok(said.includes(word), `${path}: ${word} in ${said}`)
  }
  const tab = await browser.open(`${HOST}/de`)
  await tab.run("document.querySelector('uc-share').lang = 'sv'")
  assert.equal(await tab.run(`${button('copy')}.textContent`), 'Kopiera länk')
})

// The relation of two colours' brightness, as WCAG has it.
const contrast = (one, other) => {
  const bright = colour => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(value => value / 255)
      .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
  }
  const [a, b] = [bright(one), bright(other)]
  return Math.max(a, b) / Math.min(a, b)
}

test('light and dark can be read, by the system and by the site', async () => {
  const papers = {}
  for (const [path, dark] of [['/all', false], ['/all', true], ['/theme', false], ['/light', true]]) {
    const tab = await browser.open(HOST + path, { dark })
    const styles = await tab.run(`${CONTROLS}.map(control => {
      const { color, backgroundColor } = getComputedStyle(control)
      return [control.part[1], color, backgroundColor, getComputedStyle(control.querySelector('svg')).stroke]
    })`)
    for (const [name, ink, paper, icon] of styles) {
      assert.ok(contrast(ink, paper) >= 4.5, `${name}: ${ink} on ${paper}`)
      assert.ok(contrast(icon, paper) >= 3, `${name}: icon ${icon} on ${paper}: ${contrast(icon, paper)}`)
    }
    papers[path + dark] = styles[0][2]
  }
  assert.notEqual(papers['/allfalse'], papers['/alltrue'])
  assert.deepEqual([papers['/themefalse'], papers['/lighttrue']], [papers['/alltrue'], papers['/allfalse']])
})

test('with forced colours the buttons keep an edge and take the system\'s', async () => {
  const tab = await browser.open(`${HOST}/all`, { forced: true })
  const [ink, paper, edge] = await tab.run(`(({ color, backgroundColor, borderTopColor }) => [color, backgroundColor, borderTopColor])(getComputedStyle(${button('copy')}))`)
  assert.ok(contrast(ink, paper) >= 4.5 && contrast(edge, paper) >= 3, `${ink} ${paper} ${edge}`)
  const icons = await tab.run(`[...${ROOT}.querySelectorAll('li svg')].map(icon => getComputedStyle(icon).stroke)`)
  assert.equal(new Set(icons).size, 1)
  assert.ok(contrast(icons[0], paper) >= 4.5, icons[0])
})

test('the site\'s variables and parts win', async () => {
  const tab = await browser.open(`${HOST}/all`)
  await tab.run(`(sheet => {
    sheet.replaceSync('uc-share{--uc-paper:#102030;--uc-radius:20px}uc-share::part(whatsapp){min-height:60px}')
    document.adoptedStyleSheets = [sheet]
  })(new CSSStyleSheet())`)
  const style = await tab.run(`(({ backgroundColor, borderRadius, minHeight }) => [backgroundColor, borderRadius, minHeight])(getComputedStyle(${button('whatsapp')}))`)
  assert.deepEqual(style, ['rgb(16, 32, 48)', '20px', '60px'])
})

test('without script the plain links stay, with it they make room', async () => {
  const shown = "document.querySelector('#plain').checkVisibility() && document.querySelector('#plain').offsetWidth > 0"
  const tab = await browser.open()
  await tab.tell('Emulation.setScriptExecutionDisabled', { value: true })
  await tab.go(`${HOST}/default`)
  assert.equal(await tab.run(shown), true)
  await tab.tell('Emulation.setScriptExecutionDisabled', { value: false })
  await tab.go(`${HOST}/default`)
  assert.equal(await tab.run(shown), false)
})

test('titles and addresses of any kind stay what they are', async () => {
  const tab = await browser.open(`${HOST}/hostile?q="><script>alert(1)</script>&x='%F0%9F%A5%90#frag`)
  const text = (await href(tab)).searchParams.get('text')
  const [said, address] = text.split('\n')
  assert.equal(said, '<img src=x onerror=alert(1)> "it\'s" & 🥐  evil  שלום', 'marks that turn the writing are gone')
  const url = new URL(address)
  assert.equal(url.searchParams.get('q'), '"><script>alert(1)</script>')
  assert.deepEqual([url.searchParams.get('x'), url.hash], ["'🥐", ''])
  const mail = await href(tab, 'email')
  assert.equal(decodeURIComponent(/subject=([^&]*)/.exec(mail.href)[1]), said)
  assert.equal((await href(tab, 'line')).searchParams.get('url'), url.href)
  // Half a character would throw where it is escaped.
  await tab.run("document.title = 'a\\ud800b\\nc'")
  assert.equal((await href(tab)).searchParams.get('text').split('\n')[0], 'a b c')
  assert.deepEqual(tab.complaints, [])
})

test('an address that is none, or a script, is not passed on', async () => {
  const tab = await browser.open(`${HOST}/script`)
  assert.equal((await shared(tab)).pathname, '/script')
})

test('a page view has one token, and a new address has another', async () => {
  const tab = await browser.open(`${HOST}/two`)
  const of = number => tab.run(`(link => (link.dispatchEvent(new PointerEvent('pointerover')), link.href.match(/uc%3D(\\w+)/)[1]))(
    document.querySelectorAll('uc-share')[${number}].shadowRoot.querySelector('a'))`)
  const first = await of(0)
  assert.match(first, TOKEN)
  assert.equal(await of(1), first)
  await tab.run("location.hash = 'part'")
  assert.equal(await of(0), first, 'a part of the page is the same page')
  await tab.run("history.pushState(0, '', '/other')")
  const second = await of(0)
  assert.notEqual(second, first)
  assert.equal(await of(1), second)
  await tab.run("history.pushState(0, '', '/two')")
  const third = await of(1)
  assert.ok(third !== first && third !== second, 'looked at once more')
})

test('each of the 62 letters and digits is equally likely', async () => {
  const tab = await browser.open(`${HOST}/two`, {
    before: 'let next = 0; crypto.getRandomValues = array => array.fill(next++ & 255)',
  })
  const counts = await tab.run(`(() => {
    const counts = {}
    const link = ${button('whatsapp')}
    for (let i = 0; i < 248; i++) {
      // As a new address does.
      undercurrentView.at = 0
      link.onfocus()
      for (const letter of link.href.match(/uc%3D(\\w+)/)[1]) counts[letter] = (counts[letter] ?? 0) + 1
    }
    return counts
  })()`)
  assert.equal(Object.keys(counts).length, 62)
  assert.ok(Object.values(counts).every(count => Math.abs(count - 44) <= 1), JSON.stringify(counts))
})

test('no token without the site\'s will, nor against the visitor\'s', async () => {
  for (const [path, before] of [
    ['/off', ''],
    ['/two', "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"],
    ['/two', "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })"],
  ]) {
    const tab = await browser.open(HOST + path, { before })
    assert.equal((await shared(tab)).href, HOST + path)
  }
  const tab = await browser.open(`${HOST}/off`)
  const told = await click(tab, 'copy')
  assert.deepEqual(told, { messenger: 'copy_other', url: `${HOST}/off` })
})

test('the canonical link is passed on as it is, but for another share\'s token', async () => {
  const tab = await browser.open(`${HOST}/canonical?utm_source=x`)
  const { href, searchParams } = await shared(tab)
  assert.equal(href, `${HOST}/tart?id=7&b=a+b%20c&fbclid=kept&uc=${searchParams.get('uc')}`)
  const { url, token } = await click(tab, 'copy')
  assert.equal(url, `${HOST}/tart?id=7&b=a+b%20c&fbclid=kept#u.${token}`)
})

test('a canonical link of another host, or of the page before, does not count', async () => {
  const foreign = await browser.open(`${HOST}/foreign`)
  assert.equal((await shared(foreign)).pathname, '/foreign')
  const app = await browser.open(`${HOST}/canonical`)
  await app.run("history.pushState(0, '', '/cake')")
  assert.equal((await shared(app)).pathname, '/cake')
  await app.run("document.querySelector('link').href = '/torte'")
  assert.equal((await shared(app)).pathname, '/torte')
})

test('without canonical link, traces of people and campaigns are left out', async () => {
  const rows = readFileSync(new URL('../data/click_ids.tsv', import.meta.url), 'utf8').split('\n')
    .filter(line => line && !line.startsWith('#')).slice(1).map(line => line.split('\t'))
  const personal = rows.filter(row => row[5] === 'yes').map(([name]) => name)
  assert.ok(personal.length > 40)
  const traces = [...personal, 'utm_source', 'utm_medium', 'mtm_source', 'gad_source', 'wbraid', 'mc_cid', 'uc']
  const kept = ['id', 'p', 'q', 'article_id', 'page', 'ucx', 'lang', 'kid', 'video_id', 'social', 'sort', 'v', 'category', 'm', 's']
  const query = [...traces, ...kept].map(name => `${name}=1`).join('&')
  const tab = await browser.open(`${HOST}/two?${query}`)
  assert.deepEqual([...(await shared(tab)).searchParams.keys()], [...kept, 'uc'])
})

test('tags for other tools are added by choice, once', async () => {
  const tab = await browser.open(`${HOST}/utm`)
  const { href, searchParams } = await shared(tab)
  assert.equal(href, `${HOST}/tart?utm_campaign=advent&utm_source=whatsapp&utm_medium=dark_social&uc=${searchParams.get('uc')}`)
  const { url, token } = await click(tab, 'copy')
  assert.equal(url, `${HOST}/tart?utm_campaign=advent&utm_source=copy_other&utm_medium=dark_social#u.${token}`)
})

test('the site may say what is passed on', async () => {
  const tab = await browser.open(`${HOST}/fixed`)
  const text = (await href(tab)).searchParams.get('text')
  const token = /uc=(\w+)/.exec(text)[1]
  assert.equal(text, `50 % off & more\n${HOST}/offers?a=b&uc=${token}#today`)
  assert.equal((await click(tab, 'copy')).url, `${HOST}/offers?a=b&uc=${token}#today`, 'a fragment that means something stays')
})

test('copying says so, each time, and tells the share', async () => {
  const tab = await browser.open(`${HOST}/all`)
  const { messenger, token, url } = await click(tab, 'copy')
  assert.deepEqual([messenger, url], ['copy_other', `${HOST}/all#u.${token}`])
  assert.equal(await tab.run('navigator.clipboard.readText()'), url)
  assert.equal(await tab.run(STATUS), 'Copied, ready to paste')
  for (const [name, expected] of [['discord', 'Discord'], ['slack', 'Slack'], ['signal', 'Signal'], ['messenger', 'Messenger']]) {
    const told = await click(tab, name)
    assert.deepEqual([told.messenger, told.url], [name, `${HOST}/all?uc=${token}`])
    assert.equal(await tab.run(STATUS), `${expected}: Copied, ready to paste`)
    assert.equal(await tab.run('navigator.clipboard.readText()'), told.url)
  }
})

test('without a clipboard the old command copies, and the page does not notice', async () => {
  const tab = await browser.open(`${HOST}/all`, { before: 'delete Navigator.prototype.clipboard' })
  await tab.run("window.copies = [], document.addEventListener('copy', () => copies.push(`${getSelection()}`.trim()), true)")
  const { url } = await click(tab, 'copy')
  assert.equal(await tab.run(`${ROOT}.activeElement.part[1]`), 'copy')
  await tab.run("document.querySelector('#after').focus()")
  await tab.key('v', { commands: ['paste'] })
  assert.equal(await tab.run("document.querySelector('#after').value"), url)
  assert.deepEqual((await tab.run('copies')).filter(Boolean), [], 'the tracker would count a copy of text')
})

test('where nothing copies, the address stands there, selected', async () => {
  const tab = await browser.open(`${HOST}/all`, { before: 'delete Navigator.prototype.clipboard; document.execCommand = () => false' })
  await tab.run(`new Promise(done => {
    new MutationObserver(() => ${ROOT}.querySelector('input') && done()).observe(${ROOT}, { subtree: true, childList: true })
    ${button('copy')}.click()
  })`)
  const [value, from, to, name] = await tab.run(`(({ value, selectionStart, selectionEnd, ariaLabel }) => [value, selectionStart, selectionEnd, ariaLabel])(${ROOT}.activeElement)`)
  assert.deepEqual([value.slice(0, -11), from, to, name], [`${HOST}/all#u.`, 0, value.length, 'Copy link'])
})

test('the share sheet is told when something was shared, and only then', async () => {
  const closed = await browser.open(`${HOST}/order`, { before: "navigator.share = () => (window.asked = true, Promise.reject(new DOMException('', 'AbortError')))" })
  await closed.run(`window.told = 0, addEventListener('uc-share', () => told++)`)
  await closed.click(button('native'))
  assert.deepEqual([await closed.run('asked'), await closed.run('told'), await closed.run(STATUS)], [true, 0, ''])
  const tab = await browser.open(`${HOST}/order`, { before: 'navigator.share = async data => void (window.data = data)' })
  const told = await click(tab, 'native')
  assert.deepEqual(told, { token: told.token, url: `${HOST}/order?uc=${told.token}` }, 'nobody says which messenger')
  assert.deepEqual(await tab.run('data'), { title: 'Advent tart', url: told.url })
})

test('a share is told to a tracker that comes later, and to one that is there', async () => {
  const without = await browser.open(`${HOST}/all`)
  const { token } = await click(without, 'copy')
  assert.deepEqual(await without.run('undercurrent.q.map(call => [...call])'), [['share', { messenger: 'copy_other', token }]])
  const sent = 'window.sent = []; navigator.sendBeacon = (_to, body) => sent.push(JSON.parse(body))'
  const tab = await browser.open(`${HOST}/tracked`, { before: sent })
  const told = await click(tab, 'copy')
  const events = await tab.run('sent.map(({ name, messenger, token }) => ({ name, messenger, token }))')
  assert.deepEqual(events, [{ name: 'pageview' }, { name: 'share', messenger: 'copy_other', token: told.token }])
})

test('a click on a link is told once, also with the middle button, and the link has the newest token', async () => {
  const tab = await browser.open(`${HOST}/all`)
  await tab.run(`window.told = [], addEventListener('uc-share', event => told.push(event.detail)), addEventListener('click', event => event.preventDefault())`)
  await tab.run("history.pushState(0, '', '/cake')")
  await tab.click(button('telegram'))
  await tab.click(button('whatsapp'), 'middle')
  await tab.click(button('whatsapp'), 'right')
  const told = await tab.run('told')
  assert.deepEqual(told.map(({ messenger, url }) => [messenger, url]), [
    ['telegram', `${HOST}/cake?uc=${told[0].token}`], ['whatsapp', `${HOST}/cake?uc=${told[0].token}`]])
  assert.equal((await href(tab, 'telegram')).searchParams.get('url'), told[0].url)
})

test('a page that has the script twice has its buttons once', async () => {
  const tab = await browser.open(`${HOST}/twice`)
  assert.equal(await tab.run(`${CONTROLS}.length`), 5)
  assert.deepEqual(tab.complaints, [])
})
