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
    signal: ['Signal', '4a6ee0', 'M3 21l2-5a9 9 0 1 1 3 3zM12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8'],
    messenger: ['Messenger', 'a34be0', 'M3 21l2-5a9 9 0 1 1 3 3zM8 13l3-3 2 3 3-3', 'fb-messenger:\/\/share?link=%u'],
    threema: ['Threema', '5f8a3a', 'M5 11h14v9H5zM8 11V7a4 4 0 0 1 8 0v4', 'threema.id/compose?text=%b'],
    line: ['LINE', '12924f', 'M3 4h18v12h-9l-5 5v-5H3zM7 8h10M7 12h6', 'social-plugins.line.me/lineit/share?url=%u&text=%t'],
    viber: ['Viber', '7d5fe0', 'M3 4h18v12h-9l-5 5v-5H3zM9 7q0 6 6 6', 'viber:\/\/forward?text=%b'],
    wechat: ['WeChat', '3a8f2f', 'M9 15l-5 2 1-4a7 6 0 1 1 10-5M20 20l3 1-1-4a6 5 0 1 0-2 3z'],
    discord: ['Discord', '5b6cf0', 'M7 6h10l4 11-4 2-2-3H9l-2 3-4-2zM9 11h0M15 11h0'],
    slack: ['Slack', 'b0457f', 'M9 3v18M15 3v18M3 9h18M3 15h18'],
    email: ['', 'b0602a', 'M3 5h18v14H3zM3 7l9 6 9-6', 'mailto:?subject=%t&body=%b'],
    sms: ['SMS', '3f8390', 'M3 4h18v12h-9l-5 5v-5H3zM8 10h0M12 10h0M16 10h0', 'sms:?&body=%b'],
    copy: ['', '', 'M8 8h12v13H8zM16 8V3H4v13h4'],
    qr: ['', '', 'M4 4h5v5H4zM15 4h5v5h-5zM4 15h5v5H4zM15 15h0M20 15v5h-5'],
  }
  const WORDS = {
    en: { share: 'Share', email: 'E-mail', copy: 'Copy link', qr: 'QR code', copied: 'Copied, ready to paste' },
    de: { share: 'Teilen', email: 'E-Mail', copy: 'Link kopieren', qr: 'QR-Code', copied: 'Kopiert, bitte einfügen' },
    sv: { share: 'Dela', email: 'E-post', copy: 'Kopiera länk', qr: 'QR-kod', copied: 'Kopierad, klistra in den' },
  }
  // Parameters of a page's address that stand for a person or for how that person came.
  const TRACES = /^(uc$|[um]tm_|pk_|at_|_hs|_k|__s|awc|bd_|cje|ck_|clickr|cto_|dicbo|dm_i|epik|gad_|igsh|li_f|m[cl]_|mkt_|nap|oly_|omni|ransi|sc_|sfmc|tbl|tdui|v(er|g)o_)|(c(c|l|lk|lick)|_c)id$|braid$/i

  const make = (name, attributes, ...children) => {
    const element = /svg|path/.test(name) ? d.createElementNS('http:\/\/www.w3.org/2000/svg', name) : d.createElement(name)
    for (const key in attributes) element.setAttribute(key, attributes[key])
    element.append(...children)
    return element
  }

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    ':host{display:block;color-scheme:light dark;--ink:var(--uc-ink,light-dark(#17282b,#e6eff0));--paper:var(--uc-paper,light-dark(#fff,#172325));--line:var(--uc-line,light-dark(#b5c2c4,#51656a));--accent:var(--uc-accent,light-dark(#0b6b73,#5cc4cd));--radius:var(--uc-radius,6px);color:var(--ink);font:var(--uc-font,500 1rem/1.25 system-ui)}' +
    ':host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}:host([hidden]),:host([labels=off]) li span{display:none}ul{display:flex;flex-wrap:wrap;gap:var(--uc-gap,8px);margin:0;padding:0;list-style:none}' +
    'a,button{box-sizing:border-box;display:flex;align-items:center;gap:8px;min-width:44px;min-height:44px;padding:4px 11px;border:1px solid var(--line);border-radius:var(--radius);background:var(--paper);color:inherit;font:inherit;text-decoration:none;cursor:pointer}' +
    ':hover{border-color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}li svg{width:20px;flex:none;fill:none;stroke:var(--uc-icon,currentColor);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}' +
    'p{margin:0}p *{display:block;margin:8px 0;font:inherit}@media(forced-colors:active){li svg{stroke:CanvasText}}')

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

  const read = address => {
    try {
      const url = new URL(address, d.baseURI)
      return /^http/.test(url.protocol) && url
    } catch {}
  }

  class Share extends HTMLElement {
    static observedAttributes = ['messengers', 'touch', 'lang']
    #root = this.attachShadow({ mode: 'open' })

    connectedCallback() {
      const root = this.#root
      const get = name => this.getAttribute(name)
      const language = (this.closest('[lang]') || d.documentElement).lang.slice(0, 2).toLowerCase()
      const words = WORDS[language] || WORDS.en
      const touch = w.matchMedia('(pointer:coarse)').matches
      const status = make('p', { role: 'status', part: 'status' })
      const list = make('ul', { role: 'list', 'aria-label': words.share, part: 'list' })
      const say = text => status.replaceChildren(make('span', {}, text))

      // What is said beside the address. Half characters cannot be sent, and marks that turn the direction of writing would
      // turn the address that follows.
      const text = () => (get('text') ?? d.title).replace(/[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
      // Whoever objects to being counted passes on the bare address.
      const mark = () => get('tokens') == 'off' || n.doNotTrack == '1' || n.globalPrivacyControl ? '' : token()

      const address = name => {
        const link = canonical()
        const fixed = get('url') && read(get('url'))
        const told = link && (link != first || path == l.pathname) && read(link)
        const own = told?.origin != l.origin
        const url = fixed || (own ? new URL(l) : told)
        const tagged = get('utm') != null
        const dropped = own && !fixed ? TRACES : tagged ? /^(uc|utm_(source|medium))$/ : /^uc$/
        const query = url.search.slice(1).split('&').filter(part => part && !dropped.test(part.split('=')[0]))
        if (!fixed) url.hash = ''
        if (tagged) query.push(`utm_source=${name}&utm_medium=dark_social`)
        if (mark()) {
          // What is copied goes on by hand: a fragment is neutral to caches, and to the eye.
          if (name == 'copy_other' && !url.hash) url.hash = `u.${mark()}`
          else query.push(`uc=${mark()}`)
        }
        url.search = query.join('&')
        return url.href
      }

      const tell = (messenger, url) => {
        const told = { messenger, token: mark() || undefined }
        // Kept for a tracker that comes later.
        w.undercurrent ||= function () {
          (w.undercurrent.q ||= []).push(arguments)
        }
        w.undercurrent('share', told)
        this.dispatchEvent(new CustomEvent('uc-share', { bubbles: true, detail: { ...told, url } }))
      }

      const wanted = touch && get('touch') || get('messengers') || (touch ? 'native whatsapp telegram sms copy' : 'whatsapp telegram email copy qr')
      const able = wanted.split(/\s+/).filter(name => MESSENGERS[name]?.[2] && (name != 'native' || n.share))
      for (const name of new Set(able[0] ? able : ['copy'])) {
        let [label, colour, icon, link] = MESSENGERS[name]
        label ||= words[name] || `${words.share} …`
        // Only phones have the app, and Facebook's page wants to know whose link it is.
        const app = get('app-id')
        if (name == 'messenger' && !touch) link = app && `www.facebook.com/dialog/send?app_id=${encodeURIComponent(app)}&link=%u&redirect_uri=%u`
        // The names by which events are kept.
        const known = name == 'copy' ? 'copy_other' : name
        const control = make(link ? 'a' : 'button', { rel: 'noreferrer', part: `button ${name}`, 'aria-label': `${words.share}: ${label}`, title: label },
          make('svg', { viewBox: '0 0 24 24', color: `#${colour}`, part: 'icon', 'aria-hidden': true }, make('path', { d: icon })),
          make('span', { part: 'label' }, label))
        const aim = () => {
          const url = address(known)
          if (link) control.href = (link.includes(':') ? '' : 'https:\/\/') + link.replace(/%[utb]/g, what =>
            encodeURIComponent(what == '%u' ? url : what == '%t' ? text() : `${text()}\n${url}`.trim()))
          return url
        }
        // The address may be another one since.
        control.onpointerover = control.onfocus = aim
        control.onclick = control.onauxclick = async e => {
          if (e.button > 1) return
          const url = aim()
          status.replaceChildren()
          if (name == 'native') {
            // Rejected where the person closed the sheet: then nothing was passed on.
            return n.share({ title: d.title, text: get('text') || undefined, url }).then(() => tell(undefined, url), () => {})
          }
          if (!link) {
            const qr = /qr|wechat/.test(name) && await import(new URL('qr.js', me)).catch(() => {})
            const trouble = qr && qr.show(root, url, label, language)
            if (trouble) return say(trouble)
            // Where the code did not come, the link is copied.
            if (!qr) {
              try {
                await n.clipboard.writeText(url)
              } catch {
                // Pages on plain http and frames without permission have no clipboard but that of an old command. Where that
                // fails, too, the address stands there to be copied by hand.
                const box = make('input', { readonly: '', value: url, 'aria-label': words.copy })
                status.append(box)
                box.select()
                // This is no copy of the page's text, and nobody shall count it as one.
                w.addEventListener('copy', e => e.stopImmediatePropagation(), { capture: true, once: true })
                if (!d.execCommand('copy')) return
                control.focus()
              }
              say(/copy|qr/.test(name) ? words.copied : `${label}: ${words.copied}`)
            }
          }
          tell(known, url)
        }
        aim()
        if (control.protocol == 'https:') control.target = '_blank'
        list.append(make('li', {}, control))
      }
      root.adoptedStyleSheets = [sheet]
      root.replaceChildren(list, status)
    }

    attributeChangedCallback() {
      if (this.#root.firstChild) this.connectedCallback()
    }
  }
  customElements.define('uc-share', Share)
})(window, document, navigator, location)
