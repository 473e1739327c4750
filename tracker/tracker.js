// Undercurrent's tracker: tells the site's own collector which pages are looked at, for how long, and what is passed on.
//
//   <script defer src="https://stats.example.org/tracker.js" data-site="SITE"></script>
//
// It keeps nothing in the browser: no cookie, no storage, no id of a person. With Do Not Track or Global Privacy Control
// it sends nothing at all. It patches no function of the browser, but for `history` in browsers that have no Navigation
// API. The server delivers this file without comments and indentation (crates/uc-web/src/assets/lighten.rs): a comment
// is a line of its own, and no text runs over the end of a line.
((w, d, n, l) => {
  const me = d.currentScript || d.querySelector('script[data-site]')
  const { site, api } = me.dataset
  // Where events go: beside the script, unless the page says otherwise.
  const to = new URL(api || '/e', me.src)
  const before = w.undercurrent
  // A page that has the script twice is counted once.
  if (before?.to) return

  // A fragment may hold anything, so it stays here.
  const here = () => l.href.split('#')[0]
  // The address of the page, and that of the page before it.
  let url = here()
  let { referrer } = d
  // Since when the page is in view, or 0; and for how many milliseconds it was, of which nothing was told yet.
  let since = 0
  let looked = 0
  let timer

  const send = (name, more) => {
    if (n.doNotTrack == '1' || n.globalPrivacyControl) return
    const body = JSON.stringify({
      // Pages on plain http have no randomUUID: the same random digits, one by one.
      id: crypto.randomUUID?.() || '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, c =>
        (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16)),
      site, name, url, referrer, title: d.title, ...more
    })
    // Text needs no question beforehand (CORS preflight), and a beacon outlives the page.
    n.sendBeacon?.(to, body) || fetch(to, { method: 'POST', body, keepalive: true }).catch(() => {})
  }

  // Tells for how many seconds the page was in view since that was last told.
  const rest = () => {
    if (since) looked += performance.now() - since
    since = 0
    if (looked < 1000) return
    send('engagement', { value: Math.round(looked / 1000) })
    looked = 0
  }

  const watch = () => {
    if (d.hidden) rest()
    else since ||= performance.now()
  }

  const view = () => {
    send('pageview')
    watch()
  }

  // Looked at again, by going back or loading anew: that is no arrival from where the visitor first came from.
  const again = () => referrer = url = here()

  // The page may have another address now. A replaced address is another page only if its path is: scripts write
  // filters and searches into the query, letter by letter.
  const move = replaced => {
    const now = here()
    if (now == url || replaced && now.split('?')[0] == url.split('?')[0]) return
    rest()
    looked = 0
    referrer = url
    url = now
    // The title comes after the address; and of several addresses at once, only the last was meant.
    clearTimeout(timer)
    timer = setTimeout(view)
  }

  const on = (target, name, act) => target.addEventListener(name, act, true)

  const start = () => {
    url = here()
    // Of the types navigate, reload, back_forward and prerender, those in the middle.
    if (/k|l/.test(performance.getEntriesByType('navigation')[0]?.type)) again()
    // A link that was copied has its share's token in the fragment. The server reads it in the query, where the first counts.
    else url = l.href.replace(/(\?(.*))?#u\.(\w{11})$/, '?uc=$3&$2').split('#')[0]
    view()
    url = here()

    if (w.navigation) on(navigation, 'currententrychange', e => move(e.navigationType == 'replace'))
    else {
      for (const name of ['pushState', 'replaceState']) {
        const original = history[name]
        history[name] = (...args) => {
          original.apply(history, args)
          move(name > 'r')
        }
      }
      on(w, 'popstate', () => move())
    }

    on(d, 'visibilitychange', watch)
    on(w, 'pagehide', rest)
    // Out of the back/forward cache.
    on(w, 'pageshow', e => e.persisted && view(again()))

    // A click with the main button, or with the middle one, which opens a new tab.
    const click = e => {
      const a = e.target.closest?.('a[href]')
      if (/^http/.test(a?.protocol) && a.host != l.host && e.button < 2) send('outbound', { target: a.href })
    }
    on(d, 'click', click)
    on(d, 'auxclick', click)

    // What was copied stays here: only how many characters, or no number where it was the page's own address.
    on(d, 'copy', () => {
      const text = `${getSelection()}`.trim()
      if (text) send('copy', text.split('#')[0] != url && { value: text.length })
    })

    // What the site called before this script was there.
    for (const call of before?.q || []) send(...call)
  }

  // For the site's own events: undercurrent('share', { messenger: 'whatsapp' })
  w.undercurrent = send
  send.to = to

  // A page that is rendered beforehand has not been looked at yet.
  if (d.prerendering) on(d, 'prerenderingchange', start)
  else start()
})(window, document, navigator, location)
