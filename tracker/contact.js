// Undercurrent's "write to us": <uc-contact> opens a chat with the company in the messenger that the visitor has.
//
//   <script defer src="https://stats.example.org/contact.js"></script>
//   <uc-contact whatsapp="49301234567" email="shop@bakery.example" hours="Mo-Fr 08:00-18:00" timezone="Europe/Berlin">
//     <a href="mailto:shop@bakery.example">E-mail</a>
//   </uc-contact>
//
// It asks nobody before a person clicks, keeps nothing in the browser, and needs no tracker. What stands inside the element
// is for browsers without script; only slot="privacy" is shown beside the buttons. The server delivers this file lightened,
// as it does the tracker: a comment is a line of its own, and no text runs over the end of a line.
((w, d) => {
  // QR codes are made by a script that lies where this one came from.
  const me = d.currentScript?.src || d.baseURI
  // Old browsers keep the plain links.
  if (!w.CSSStyleSheet?.prototype.replaceSync || customElements.get('uc-contact')) return

  const digits = value => value.replace(/\D/g, '')
  const query = (name, text) => text && `?${name}=${text}`
  const bubble = 'M3 21l2-5a9 9 0 1 1 3 3z'
  const box = 'M3 4h18v12h-9l-5 5v-5H3z'
  // Name, colour, icon, and the link for a value and a message, both fit for an address but for `raw`.
  const MESSENGERS = {
    whatsapp: ['WhatsApp', '1c8f4d', `${bubble}M9 9q0 6 6 6`, (to, text, raw) => `wa.me/${digits(raw)}${query('text', text)}`],
    telegram: ['Telegram', '2481c4', 'M2 11l20-8-5 18-6-7-3 5-1-6z', (to, text) => `t.me/${to}${query('text', text)}`],
    messenger: ['Messenger', 'a34be0', `${bubble}M8 13l3-3 2 3 3-3`, to => `m.me/${to}`],
    instagram: ['Instagram', 'b0457f', 'M4 4h16v16H4zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6M17 7h0', to => `ig.me/m/${to}`],
    threema: ['Threema', '5f8a3a', 'M5 11h14v9H5zM8 11V7a4 4 0 0 1 8 0v4', (to, text) => `threema.id/${to}${query('text', text)}`],
    line: ['LINE', '12924f', `${box}M7 8h10M7 12h6`, (to, text) => text ? `line.me/R/oaMessage/${to}/?${text}` : `line.me/R/ti/p/${to}`],
    viber: ['Viber', '7d5fe0', `${box}M9 7q0 6 6 6`, (to, text, raw) => 'viber:\/\/' + (/^[+\d\s]+$/.test(raw) ? `chat?number=%2B${digits(raw)}` : `pa?chatURI=${to}${text && '&text='}${text}`)],
    signal: ['Signal', '4a6ee0', `${bubble}M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8`, (to, text, raw) => raw.startsWith('eu/') ? `signal.me/#eu/${to.slice(5)}` : `signal.me/#p/+${digits(raw)}`],
    matrix: ['Matrix', '3f8390', 'M8 3H4v18h4M16 3h4v18h-4M9 12h6', to => `matrix.to/#/${to}`],
    email: ['', 'b0602a', 'M3 5h18v14H3zM3 7l9 6 9-6', (to, text) => `mailto:${to.replaceAll('%40', '@')}${query('body', text)}`],
    sms: ['SMS', '3f8390', `${box}M8 10h0M12 10h0M16 10h0`, (to, text, raw) => `sms:+${digits(raw)}${query('&body', text)}`],
  }
  const CHAT = 'M3 4h13v9h-6l-4 4v-4H3zM19 9h2v8h-2v4l-4-4h-4'
  const QR = 'M4 4h5v5H4zM15 4h5v5h-5zM4 15h5v5H4zM15 15h0M20 15v5h-5'
  const WORDS = {
    en: { write: 'Write to us', email: 'E-mail', open: 'Open now, until', closed: 'Closed now. We are back', lost: 'The code did not load. Please try again.', privacy: 'A click takes you to the messenger that you choose. It learns that you write to us, and its own terms apply. Before you click, it learns nothing.' },
    de: { write: 'Schreiben Sie uns', email: 'E-Mail', open: 'Jetzt geöffnet, bis', closed: 'Jetzt geschlossen. Wieder da:', lost: 'Der Code ließ sich nicht laden. Bitte noch einmal.', privacy: 'Ein Klick führt Sie zu dem Messenger, den Sie wählen. Er erfährt, dass Sie uns schreiben, und es gelten seine Bedingungen. Vor dem Klick erfährt er nichts.' },
    sv: { write: 'Skriv till oss', email: 'E-post', open: 'Öppet nu, till', closed: 'Stängt nu. Vi är tillbaka', lost: 'Koden kunde inte laddas. Försök igen.', privacy: 'Ett klick tar dig till meddelandetjänsten som du väljer. Den får veta att du skriver till oss, och dess villkor gäller. Innan du klickar får den inte veta något.' },
  }

  const make = (name, attributes, ...children) => {
    const element = /svg|path/.test(name) ? d.createElementNS('http:\/\/www.w3.org/2000/svg', name) : d.createElement(name)
    for (const key in attributes) element.setAttribute(key, attributes[key])
    element.append(...children)
    return element
  }
  const icon = (path, colour) => make('svg', { viewBox: '0 0 24 24', color: `#${colour}`, part: 'icon', 'aria-hidden': true }, make('path', { d: path }))

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    ':host{display:block;color-scheme:light dark;--ink:var(--uc-ink,light-dark(#17282b,#e6eff0));--paper:var(--uc-paper,light-dark(#fff,#172325));--line:var(--uc-line,light-dark(#b5c2c4,#51656a));--accent:var(--uc-accent,light-dark(#0b6b73,#5cc4cd));--radius:var(--uc-radius,6px);color:var(--ink);font:var(--uc-font,500 1rem/1.25 system-ui)}' +
    ':host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}:host([hidden]),[hidden]{display:none!important}' +
    'a,button{box-sizing:border-box;display:flex;align-items:center;gap:8px;min-width:44px;min-height:44px;padding:4px 11px;border:1px solid var(--line);border-radius:var(--radius);background:var(--paper);color:inherit;font:inherit;text-align:start;text-decoration:none;cursor:pointer}' +
    ':hover{border-color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}a svg,button svg{width:20px;flex:none;fill:none;stroke:var(--uc-icon,currentColor);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}' +
    '.main{padding:4px 16px;border-color:var(--accent);background:var(--accent);color:var(--uc-on-accent,light-dark(#fff,#0c1719))}.main svg{color:inherit}.panel{box-sizing:border-box;max-width:26rem;margin-top:8px;padding:16px;border:1px solid var(--line);border-radius:var(--radius);background:var(--paper)}' +
    'h2{margin:0 0 8px;font-size:1.25em}p,table{margin:0 0 12px;font-size:.875em;font-weight:400}th{padding-inline-end:12px;text-align:start;font-weight:400}ul{display:grid;gap:8px;margin:0 0 12px;padding:0;list-style:none}li{display:flex;flex-wrap:wrap;gap:8px}li a{flex:1;min-width:0}' +
    'li a span{overflow-wrap:anywhere;min-width:0}small{display:block;font-weight:400;font-size:.875em;opacity:.8}.code{flex-basis:100%;max-width:12rem}.code:empty{display:none}.code svg{display:block;width:100%;border-radius:var(--radius);forced-color-adjust:none}[role=status]:empty{margin:0}[part=privacy]{margin:0}' +
    ':host([float]) .wrap{position:fixed;z-index:9;inset:auto 16px 16px auto;display:flex;flex-direction:column-reverse;align-items:end;max-height:calc(100vh - 32px)}:host([float]) .panel{margin:0 0 8px;overflow:auto;width:min(26rem,calc(100vw - 32px));box-shadow:0 8px 32px #0004}' +
    '@media(forced-colors:active){a svg,button svg{stroke:CanvasText}}@media print{.main,.scan,.now{display:none}:host{color-scheme:light}.panel{border:0;padding:0;max-width:none}ul{grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:24px}li{break-inside:avoid}a{border:0;padding:0}:host([float]) .wrap{position:static;display:block}.code{max-width:none}}')

  const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
  const WEEK = 7 * 1440
  // Reads `Mo-Fr 08:00-12:00,13:00-18:00; Sa 08:00-12:00` into [from, to], in minutes since Monday; nothing if it says anything
  // else. What runs over midnight belongs to the day on which it began.
  const read = hours => {
    const spans = []
    for (const rule of hours.split(';').map(rule => rule.trim()).filter(Boolean)) {
      const [, days, times] = /^([A-Z][A-Za-z,-]+)\s+([\d:,\s-]+)$/.exec(rule) || []
      if (!days) return
      for (const part of days.split(',')) {
        const [first, last = first] = part.split('-').map(day => DAYS.indexOf(day))
        if (first < 0 || last < 0) return
        for (let day = first; ; day = (day + 1) % 7) {
          for (const time of times.split(',')) {
            const [h, m, toH, toM] = (/^\s*(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)\s*$/.exec(time) || []).slice(1).map(Number)
            if (!(h < 24 && m < 60 && toH < 25 && toM < 60)) return
            const from = h * 60 + m
            const to = toH * 60 + toM
            spans.push([day * 1440 + from, day * 1440 + to + (to <= from ? 1440 : 0)])
          }
          if (day == last) break
        }
      }
    }
    return spans.sort((a, b) => a[0] - b[0])
  }
  // The minutes since Monday, where the shop is.
  const minute = timeZone => {
    const parts = {}
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
    for (const { type, value } of clock.formatToParts(new Date())) parts[type] = value
    return DAYS.indexOf(parts.weekday.slice(0, 2)) * 1440 + parts.hour * 60 + Number(parts.minute)
  }
  // The first of January 2024 was a Monday.
  const day = (language, at, weekday) => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + at / 1440))
  const time = at => `${String((at / 60 | 0) % 24).padStart(2, 0)}:${String(at % 60).padStart(2, 0)}`

  const state = (spans, now, language, words) => {
    const open = spans.find(([from, to]) => from <= now && now < to || from <= now + WEEK && now + WEEK < to)
    if (open) {
      // Hours that follow on one another are one.
      let [, end] = open
      for (let i = 0; i < 7 && spans.some(([from, to]) => from % WEEK == end % WEEK && (end = end + to - from)); i++);
      return end - open[0] >= WEEK ? '' : `${words.open} ${time(end)}`
    }
    const [next] = spans.find(([from]) => from > now) || spans[0]
    const today = next > now && (next / 1440 | 0) == (now / 1440 | 0)
    return `${words.closed} ${today ? '' : day(language, next, 'long') + ' '}${time(next)}.`
  }

  class Contact extends HTMLElement {
    static observedAttributes = [...Object.keys(MESSENGERS), 'lang', 'hours', 'timezone', 'text', 'label', 'privacy', 'codes', 'open']
    #root = this.attachShadow({ mode: 'open' })

    connectedCallback() {
      const root = this.#root
      const get = name => this.getAttribute(name)
      const language = (this.closest('[lang]') || d.documentElement).lang.slice(0, 2).toLowerCase()
      const spoken = WORDS[language] ? language : 'en'
      const words = WORDS[spoken]
      const title = get('label') || words.write
      const always = get('open') != null
      const codes = get('codes') != null
      const status = make('p', { role: 'status', part: 'status' })
      const list = make('ul', { role: 'list', part: 'list' })
      const clean = value => value.replace(/[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
      const text = encodeURIComponent(clean(get('text') || ''))

      const tell = (name, url) => {
        const messenger = name == 'instagram' ? 'instagram_dm' : name
        // Kept for a tracker that comes later.
        w.undercurrent ||= function () {
          (w.undercurrent.q ||= []).push(arguments)
        }
        w.undercurrent('contact', { messenger })
        this.dispatchEvent(new CustomEvent('uc-contact', { bubbles: true, detail: { messenger, url } }))
      }
      // In the order in which they are written.
      for (const { name, value } of this.attributes) {
        const raw = clean(value)
        if (!MESSENGERS[name] || !raw) continue
        const [own, colour, path, link] = MESSENGERS[name]
        const label = own || words[name]
        const href = link(encodeURIComponent(/telegram|messenger|instagram/.test(name) ? raw.replace(/^@/, '') : raw), text, raw)
        const url = /^(viber|mailto|sms):/.test(href) ? href : `https:\/\/${href}`
        const a = make('a', { href: url, rel: 'noreferrer', part: `button ${name}` },
          icon(path, colour), make('span', {}, label, make('small', { dir: 'auto' }, raw)))
        if (url.startsWith('https')) a.target = '_blank'
        a.onclick = a.onauxclick = e => {
          if (e.button < 2) tell(name, url)
        }
        const code = make('div', { class: 'code' })
        const row = make('li', {}, a, code)
        const qr = () => import(new URL('qr.js', me))
        if (codes) {
          qr().then(({ draw }) => {
            const drawn = draw(url, `${label}: ${url}`)
            if (drawn) code.append(drawn)
          }, () => status.textContent = words.lost)
        } else {
          const scan = make('button', { class: 'scan', type: 'button', part: 'scan', 'aria-label': `QR: ${label}`, title: `QR: ${label}` }, icon(QR, ''))
          scan.onclick = async () => {
            try {
              status.textContent = (await qr()).show(root, url, label, language) || ''
              if (!status.textContent) tell(name, url)
            } catch {
              status.textContent = words.lost
            }
          }
          a.after(scan)
        }
        list.append(row)
      }

      const hours = make('div', { part: 'hours' })
      const spans = read(get('hours') || '')
      if (spans?.[0]) {
        try {
          const now = state(spans, minute(get('timezone') || undefined), spoken, words)
          if (now) hours.append(make('p', { class: 'now', part: 'now' }, now))
        } catch {
          // A time zone that does not exist: then the hours stand there, without a word about now.
        }
        const table = make('table', {})
        const times = DAYS.map((_, i) => spans.filter(([from]) => (from / 1440 | 0) == i).map(([from, to]) => `${time(from)}–${time(to)}`).join(', '))
        for (let i = 0; i < 7; i++) {
          // Days with the same hours share a line.
          const first = i
          while (i < 6 && times[i + 1] == times[first]) i++
          const days = [...new Set([first, i])].map(at => day(spoken, at * 1440, 'short')).join('–')
          if (times[i]) table.append(make('tr', {}, make('th', { scope: 'row' }, days), make('td', {}, times[i])))
        }
        hours.append(table)
      } else if (get('hours')) hours.append(make('p', {}, get('hours')))

      const privacy = make('p', { part: 'privacy' }, make('slot', { name: 'privacy' }, get('privacy') || make('span', { class: 'now' }, words.privacy)))
      const panel = make('section', { class: 'panel', id: 'panel', part: 'panel', 'aria-label': title }, make('h2', {}, title), hours, list, status, privacy)
      const button = make('button', { class: 'main', type: 'button', part: 'main', 'aria-expanded': false, 'aria-controls': 'panel' }, icon(CHAT, ''), make('span', {}, title))
      const turn = open => {
        panel.hidden = !open
        button.setAttribute('aria-expanded', open)
      }
      button.onclick = () => turn(panel.hidden)
      panel.onkeydown = e => {
        if (e.key != 'Escape' || always || root.querySelector('dialog')) return
        turn(false)
        button.focus()
      }
      turn(always)
      button.hidden = always
      root.adoptedStyleSheets = [sheet]
      root.replaceChildren(make('div', { class: 'wrap' }, button, panel))
    }

    attributeChangedCallback() {
      if (this.#root.firstChild) this.connectedCallback()
    }
  }
  customElements.define('uc-contact', Contact)
})(window, document)
