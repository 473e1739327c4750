// Undercurrent's share buttons: <uc-share> passes the page on by the messengers that people have.
//
//   <script defer src="https://stats.example.org/share.js"></script>
//   <uc-share messengers="whatsapp telegram email copy qr"><a href="mailto:?body=…">E-mail</a></uc-share>
//
// It asks nobody before a person clicks, keeps nothing in the browser, and needs no tracker. What stands inside the element
// is for browsers without script: plain links, which the buttons take the place of. The server delivers this file lightened,
// as it does the tracker: a comment is a line of its own, and no text runs over the end of a line.
((w, d, n, l) => {
  // The QR code is loaded from where this script came from, once somebody asks for it.
  const me = d.currentScript?.src || d.baseURI
  // Old browsers keep the plain links.
  if (!w.CSSStyleSheet?.prototype.replaceSync || customElements.get('uc-share')) return

  // Name, colour, icon, and where there is one a link: %u is the address, %t the text, %b both. Without a link the address
  // is copied. Colours have a contrast of 3:1 on light and on dark.
  const MESSENGERS = {
    native: ['', '', 'M12 15V3M8 7l4-4 4 4M5 12v8h14v-8'],
    whatsapp: ['WhatsApp', '1c8f4d', 'M3 21l2-5a9 9 0 1 1 3 3zM9 9q0 6 6 6', 'wa.me/?text=%b'],
    telegram: ['Telegram', '2481c4', 'M2 11l20-8-5 18-6-7-3 5-1-6z', 't.me/share/url?url=%u&text=%t'],
    signal: ['Signal', '4a6ee0', 'M12 12h0M8 8a6 6 0 0 0 0 8M16 8a6 6 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14'],
    messenger: ['Messenger', 'a34be0', 'M3 21l2-5a9 9 0 1 1 3 3zM8 13l3-3 2 3 3-3'],
    threema: ['Threema', '5f8a3a', 'M5 11h14v9H5zM8 11V7a4 4 0 0 1 8 0v4', 'threema.id/compose?text=%b'],
    line: ['LINE', '12924f', 'M3 4h18v12h-9l-5 5v-5H3zM7 8h10M7 12h6', 'social-plugins.line.me/lineit/share?url=%u&text=%t'],
    viber: ['Viber', '7d5fe0', 'M5 3c-3 9 7 19 16 16v-4l-5-2-2 2q-4-2-5-5l2-2-2-5z', 'viber:\/\/forward?text=%b'],
    wechat: ['WeChat', '3a8f2f', 'M9 15l-5 2 1-4a7 6 0 1 1 10-5M20 20l3 1-1-4a6 5 0 1 0-2 3z'],
    discord: ['Discord', '5b6cf0', 'M7 6h10l4 11-4 2-2-3H9l-2 3-4-2zM9 11h0M15 11h0'],
    slack: ['Slack', 'b0457f', 'M9 3v18M15 3v18M3 9h18M3 15h18'],
    email: ['', 'b0602a', 'M3 5h18v14H3zM3 7l9 6 9-6', 'mailto:?subject=%t&body=%b'],
    sms: ['SMS', '3f8390', 'M3 4h18v12h-9l-5 5v-5H3zM8 10h0M12 10h0M16 10h0', 'sms:?&body=%b'],
    copy: ['', '', 'M8 8h12v13H8zM16 8V3H4v13h4'],
    qr: ['', '', 'M4 4h5v5H4zM15 4h5v5h-5zM4 15h5v5H4zM15 15h0M20 15v5h-5'],
  }
  const WORDS = {
    en: { share: 'Share', native: 'Share with …', email: 'E-mail', copy: 'Copy link', qr: 'QR code', copied: 'Link copied.', paste: 'Paste it in ', self: 'Please copy the link yourself:', lost: 'This did not load. Please try again.' },
    de: { share: 'Teilen', native: 'Teilen mit …', email: 'E-Mail', copy: 'Link kopieren', qr: 'QR-Code', copied: 'Link kopiert.', paste: 'Einfügen in ', self: 'Bitte kopieren Sie den Link selbst:', lost: 'Das ließ sich nicht laden. Bitte noch einmal.' },
    sv: { share: 'Dela', native: 'Dela med …', email: 'E-post', copy: 'Kopiera länk', qr: 'QR-kod', copied: 'Länken är kopierad.', paste: 'Klistra in i ', self: 'Kopiera länken själv:', lost: 'Det gick inte att ladda. Försök igen.' },
  }
  // Parameters of a page's address that stand for a person or for how that person came.
  const TRACES = /^(uc$|utm_|mtm_|pk_|at_|_hs|_k[ex]$|__s$|awc$|bd_vid|cjevent|ck_sub|clickref|cto_|dicbo|dm_i|epik|gad_|igsh|li_fat|m[cl]_|mkt_tok|napm|oly_|omnisend|ransite|sc_|sfmc_|tblci|tduid|vero_|vgo_)|clid$|clickid$|braid$|c_?cid$/i

  const make = (name, attributes, ...children) => {
    const element = /svg|path/.test(name) ? d.createElementNS('http:\/\/www.w3.org/2000/svg', name) : d.createElement(name)
    for (const key in attributes) element.setAttribute(key, attributes[key])
    element.append(...children)
    return element
  }

  const sheet = new CSSStyleSheet()
  const dark = '--ink:var(--uc-ink,#e6eff0);--paper:var(--uc-paper,#172325);--line:var(--uc-line,#51656a);--accent:var(--uc-accent,#5cc4cd)'
  sheet.replaceSync(
    ':host{display:block;--ink:var(--uc-ink,#17282b);--paper:var(--uc-paper,#fff);--line:var(--uc-line,#b5c2c4);--accent:var(--uc-accent,#0b6b73);--radius:var(--uc-radius,6px);color:var(--ink);font:var(--uc-font,500 1rem/1.25 system-ui,sans-serif)}' +
    `@media(prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}:host([theme=dark]){${dark}}` +
    ':host([hidden]){display:none}@media print{:host{display:none}}ul{display:flex;flex-wrap:wrap;gap:var(--uc-gap,8px);margin:0;padding:0;list-style:none}' +
    'a,button{box-sizing:border-box;display:flex;align-items:center;gap:8px;min-width:44px;min-height:44px;padding:4px 14px 4px 11px;border:1px solid var(--line);border-radius:var(--radius);background:var(--paper);color:inherit;font:inherit;text-decoration:none;cursor:pointer}' +
    ':hover{border-color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}li svg{width:20px;height:20px;flex:none;fill:none;stroke:var(--uc-icon,currentColor);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}' +
    ':host([labels=off]) li span{display:none}:host([labels=off]) li *{padding:0 11px}p{margin:0;overflow-wrap:anywhere}p span{display:block;padding-top:8px}' +
    Object.keys(MESSENGERS).map(name => MESSENGERS[name][1] && `.${name}{stroke:var(--uc-icon,#${MESSENGERS[name][1]})}`).join(''))

  const canonical = () => d.querySelector('link[rel=canonical]')?.href
  // Single-page apps may forget to change the canonical link: after a change of path, one that is still the same is stale.
  const path = l.pathname
  const first = canonical()

  // The token of this page view, which other scripts of ours on the page share.
  const view = w.undercurrentView ||= {}
  const token = () => {
    const at = l.href.split('#')[0]
    if (view.at != at) {
      view.at = at
      view.token = ''
      while (view.token.length < 11) {
        // 64 values, of which two are thrown away: 62 are equally likely.
        const value = crypto.getRandomValues(new Uint8Array(1))[0] & 63
        view.token += value < 36 ? value.toString(36) : value < 62 ? (value - 26).toString(36).toUpperCase() : ''
      }
    }
    return view.token
  }
  w.navigation?.addEventListener('currententrychange', token)
  // Out of the back/forward cache: looked at once more.
  w.addEventListener('pageshow', e => {
    if (e.persisted) view.at = 0
  })

  class Share extends HTMLElement {
    static observedAttributes = ['messengers', 'touch', 'lang']
    #root = this.attachShadow({ mode: 'open' })
    #status

    connectedCallback() {
      const root = this.#root
      const words = this.#words
      const touch = w.matchMedia('(pointer:coarse)').matches
      const links = []
      root.adoptedStyleSheets = [sheet]
      this.#status = make('p', { role: 'status', part: 'status' })
      const list = make('ul', { role: 'list', 'aria-label': words.share, part: 'list' })
      const wanted = touch && this.getAttribute('touch') || this.getAttribute('messengers') ||
        (touch ? 'native whatsapp telegram sms copy' : 'whatsapp telegram email copy qr')
      const able = new Set(wanted.toLowerCase().split(/\s+/).filter(name => Object.hasOwn(MESSENGERS, name) && (name != 'native' || n.share)))
      for (const name of able.size ? able : ['copy']) {
        let [label, , icon, link] = MESSENGERS[name]
        label ||= words[name]
        if (name == 'messenger') {
          const app = this.getAttribute('app-id')
          link = app ? `www.facebook.com/dialog/send?app_id=${encodeURIComponent(app)}&link=%u&redirect_uri=%u` : touch && 'fb-messenger:\/\/share?link=%u'
        }
        const control = make(link ? 'a' : 'button', { part: `button ${name}`, 'aria-label': `${words.share}: ${label}`, title: label },
          make('svg', { viewBox: '0 0 24 24', class: name, part: 'icon', 'aria-hidden': true }, make('path', { d: icon })),
          make('span', { part: 'label' }, label))
        const aim = () => {
          const url = this.#address(name)
          if (link) control.href = (link.includes(':') ? '' : 'https:\/\/') + link.replace(/%\w/g, what =>
            encodeURIComponent(what == '%u' ? url : what == '%t' ? this.#text : `${this.#text}\n${url}`.trim()))
          return url
        }
        control.onclick = control.onauxclick = e => {
          if (e.button > 1) return
          const url = aim()
          this.#share(name, label, link, url, control)
        }
        if (link) {
          links.push(aim)
          control.rel = 'noreferrer'
          if (!link.includes(':')) control.target = '_blank'
        }
        list.append(make('li', {}, control))
      }
      const aimAll = () => links.forEach(aim => aim())
      aimAll()
      // The address may have changed since.
      root.onpointerover = root.onfocusin = aimAll
      list.addEventListener('focusin', aimAll)
      root.replaceChildren(list, this.#status)
    }

    attributeChangedCallback() {
      if (this.#status) this.connectedCallback()
    }

    get #language() {
      return (this.closest('[lang]') || d.documentElement).lang.slice(0, 2).toLowerCase()
    }

    get #words() {
      return WORDS[this.#language] || WORDS.en
    }

    // What is said beside the address. Half characters cannot be sent, and marks that turn the direction of writing would
    // turn the address that follows.
    get #text() {
      return (this.getAttribute('text') ?? d.title).replace(/[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
    }

    get #token() {
      // Whoever objects to being counted passes on the bare address.
      return this.getAttribute('tokens') != 'off' && n.doNotTrack != '1' && !n.globalPrivacyControl && token()
    }

    #address(name) {
      const read = address => {
        try {
          const url = new URL(address, d.baseURI)
          return /^http/.test(url.protocol) && url
        } catch {}
      }
      const link = canonical()
      const fixed = this.hasAttribute('url') && read(this.getAttribute('url'))
      const told = link && (link != first || path == l.pathname) && read(link)
      const own = !fixed && told?.origin != l.origin
      const url = fixed || (own ? new URL(l.href) : told)
      const tagged = this.hasAttribute('utm')
      const dropped = own ? TRACES : tagged ? /^(uc|utm_(source|medium))$/ : /^uc$/
      const query = url.search.slice(1).split('&').filter(part => part && !dropped.test(part.split('=')[0]))
      const add = token => token && query.push(`uc=${token}`)
      if (!fixed) url.hash = ''
      if (tagged) query.push(`utm_source=${name == 'copy' ? 'copy_other' : name}&utm_medium=dark_social`)
      // What is copied goes on by hand: a fragment is neutral to caches, and to the eye.
      if (name != 'copy' || url.hash) add(this.#token)
      else if (this.#token) url.hash = `u.${this.#token}`
      url.search = query.join('&')
      return url.href
    }

    #tell(name, url) {
      const told = { messenger: name == 'copy' ? 'copy_other' : name == 'native' ? undefined : name, token: this.#token || undefined }
      // Kept for a tracker that comes later.
      w.undercurrent ||= function () {
        (w.undercurrent.q ||= []).push(arguments)
      }
      w.undercurrent('share', told)
      this.dispatchEvent(new CustomEvent('uc-share', { bubbles: true, composed: true, detail: { ...told, url } }))
    }

    #say(text) {
      this.#status.replaceChildren(text ? make('span', {}, text) : '')
    }

    async #share(name, label, link, url, control) {
      const words = this.#words
      this.#say()
      try {
        if (name == 'native') await n.share({ title: d.title, text: this.getAttribute('text') || undefined, url })
        else if (/qr|wechat/.test(name)) {
          const { show } = await import(new URL('qr.js', me))
          const trouble = show(this.#root, url, label, this.#language)
          if (trouble) return this.#say(trouble)
        } else if (!link) {
          if (!await this.#copy(url, control)) return this.#say(`${words.self} ${url}`)
          this.#say(words.copied + (name == 'copy' ? '' : ` ${words.paste}${label}.`))
        }
        this.#tell(name, url)
      } catch {
        // The person closed the share sheet, or the code did not come.
        if (name != 'native') this.#say(words.lost)
      }
    }

    // Pages on plain http and frames without permission have no clipboard but that of an old command.
    async #copy(url, control) {
      try {
        await n.clipboard.writeText(url)
        return true
      } catch {
        const area = make('textarea')
        const quiet = e => e.stopImmediatePropagation()
        area.value = url
        area.style.position = 'fixed'
        d.body.append(area)
        area.select()
        // This is no copy of the page's text, and nobody shall count it as one.
        w.addEventListener('copy', quiet, true)
        const done = d.execCommand('copy')
        w.removeEventListener('copy', quiet, true)
        area.remove()
        control.focus()
        return done
      }
    }
  }
  customElements.define('uc-share', Share)
})(window, document, navigator, location)
