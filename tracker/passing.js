// Undercurrent's tokens for what people pass on without a button. Each is a choice of the site, and needs the tracker:
//
//   <script defer src="https://stats.example.org/passing.js" data-copy data-bar></script>
//
// data-copy: whoever selects the page's own address in the page and copies it gets it with a token.
// data-bar:  the address bar carries a token, never that of a home page, and never in place of another fragment.
// It keeps nothing in the browser. The server delivers this file lightened, as it does the tracker: a comment is a line of its
// own, and no text runs over the end of a line.
((w, d, n, l) => {
  const { copy, bar } = d.currentScript.dataset
  // Whoever objects to being counted passes on the bare address.
  if (n.doNotTrack == '1' || n.globalPrivacyControl) return

  const here = () => l.href.split('#')[0]
  // The token of this page view, which the share buttons on the page share.
  const view = w.undercurrentView ||= {}
  const token = () => {
    const at = here()
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
  // An address that came with the token of another share goes on with its own.
  const bare = address => {
    const url = new URL(address)
    const query = url.search.slice(1).split('&').filter(part => !/^uc(=|$)/.test(part))
    url.search = query.join('&')
    url.hash = ''
    return url.href
  }

  if (copy != null) d.addEventListener('copy', e => {
    const text = `${getSelection()}`.trim().split('#')[0]
    const canonical = d.querySelector('link[rel=canonical]')?.href
    if (text != here() && text != canonical) return
    e.clipboardData.setData('text/plain', `${bare(text)}#u.${token()}`)
    e.preventDefault()
    w.undercurrent?.('share', { messenger: 'copy_other', token: token() })
  })

  // The tracker reads the token that the visitor came with before another takes its place; without it, none is handed out.
  const show = () => {
    if (!w.undercurrent?.to || /^\/((index|default|home)(\.\w+)?|\w\w(-\w\w)?\/?)?$/i.test(l.pathname)) return
    if (l.hash && !/^#u\.\w{11}$/.test(l.hash) || l.hash == `#u.${token()}` && view.shown == token()) return
    view.shown = token()
    // Without the token that the visitor came with, the address is another one; the page view is the same.
    view.at = bare(l.href)
    history.replaceState(history.state, '', `${view.at}#u.${view.shown}`)
    // The server learns which page view the token belongs to, since nobody sees an address bar being copied.
    w.undercurrent('address_bar', { token: token() })
  }
  const soon = () => setTimeout(show)
  if (bar != null) w.addEventListener('load', () => {
    if (d.prerendering) d.addEventListener('prerenderingchange', soon)
    else soon()
    if (w.navigation) navigation.addEventListener('currententrychange', soon)
    else w.addEventListener('popstate', soon)
  })
})(window, document, navigator, location)
