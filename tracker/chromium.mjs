// A real browser for the tests: Chromium without a window, driven over its DevTools protocol through a pipe, beside a server
// on this machine that plays every host. What the browser asks of any other host is noted and refused.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lightened } from './lighten.mjs'

const SCRIPTS = ['share.js', 'contact.js', 'qr.js', 'passing.js', 'tracker.js']

// Starts both. `pages` has a text of HTML for each path; `headers` are sent with each page.
export async function browse(pages, headers = {}) {
  const asked = []
  const server = createServer((request, response) => {
    const { host } = request.headers
    const { pathname } = new URL(request.url, 'http://any.example')
    const script = SCRIPTS.find(name => pathname === `/${name}`)
    asked.push(`${host}${request.url}`)
    const cors = { 'access-control-allow-origin': '*' }
    if (script) response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...cors }).end(lightened(script))
    else if (pages[pathname]) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(pages[pathname])
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404, cors).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()

  const profile = mkdtempSync(join(tmpdir(), 'uc-browser-'))
  const chromium = spawn('chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync',
    '--disable-background-networking', '--disable-component-update', '--disable-features=HttpsUpgrades', '--remote-debugging-pipe',
    // The buttons' clipboard and share sheet need an origin that counts as secure.
    '--unsafely-treat-insecure-origin-as-secure=http://bakery.example',
    `--host-resolver-rules=MAP *.example:80 127.0.0.1:${port}, MAP * ~NOTFOUND`, `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  // Whatever becomes of a test, its browser ends.
  const end = () => chromium.kill()
  process.once('exit', end)

  let last = 0
  const waiting = new Map()
  const listeners = new Set()
  let rest = ''
  chromium.stdio[4].setEncoding('utf8').on('data', text => {
    const messages = (rest + text).split('\0')
    rest = messages.pop()
    for (const message of messages.map(text => JSON.parse(text))) {
      const { resolve, reject } = waiting.get(message.id) ?? {}
      waiting.delete(message.id)
      if (message.error) reject?.(new Error(message.error.message))
      else if (resolve) resolve(message.result)
      else for (const listen of [...listeners]) listen(message)
    }
  })
  const command = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject })
    chromium.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
  })

  // Opens a page in a tab of its own. `wishes`: `touch` for a phone, `dark`, `before` for a script that runs first.
  const open = async (url, wishes = {}) => {
    const { browserContextId } = await command('Target.createBrowserContext')
    const { targetId } = await command('Target.createTarget', { url: 'about:blank', browserContextId })
    const { sessionId } = await command('Target.attachToTarget', { targetId, flatten: true })
    const tell = (method, params) => command(method, params, sessionId)
    // The addresses that the page asked for, and what it complained of.
    const requests = []
    const complaints = []
    const listen = ({ method, params, sessionId: from }) => {
      if (from !== sessionId) return
      if (method === 'Network.requestWillBeSent') requests.push(params.request.url)
      if (method === 'Log.entryAdded' && params.entry.level === 'error') complaints.push(params.entry.text)
      if (method === 'Runtime.exceptionThrown') complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text)
    }
    listeners.add(listen)
    await command('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'], origin: 'http://bakery.example', browserContextId })
    await tell('Emulation.setFocusEmulationEnabled', { enabled: true })
    for (const domain of ['Page', 'Network', 'Runtime', 'Log', 'Accessibility']) await tell(`${domain}.enable`)
    const features = [{ name: 'prefers-color-scheme', value: wishes.dark ? 'dark' : 'light' }]
    if (wishes.forced) features.push({ name: 'forced-colors', value: 'active' })
    if (wishes.touch) {
      await tell('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 2, mobile: true })
      await tell('Emulation.setTouchEmulationEnabled', { enabled: true })
    }
    await tell('Emulation.setEmulatedMedia', { media: wishes.media ?? '', features })
    await tell('Page.addScriptToEvaluateOnNewDocument', { source: wishes.before ?? '' })
    const event = name => new Promise(resolve => {
      const hear = message => {
        if (message.sessionId !== sessionId || message.method !== name) return
        listeners.delete(hear)
        resolve(message.params)
      }
      listeners.add(hear)
    })
    const go = async address => {
      const loaded = event('Page.loadEventFired')
      await tell('Page.navigate', { url: address })
      await loaded
    }
    if (url) await go(url)

    // Runs a text of JavaScript as a person's own action, and returns what it or its promise gives.
    const run = async expression => {
      const { result, exceptionDetails } = await tell('Runtime.evaluate', {
        expression, awaitPromise: true, returnByValue: true, userGesture: true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    }
    const key = async (name, wishes = {}) => {
      const text = name === 'Enter' ? '\r' : undefined
      const windowsVirtualKeyCode = { Tab: 9, Enter: 13, Escape: 27, ' ': 32 }[name]
      await tell('Input.dispatchKeyEvent', { type: 'keyDown', key: name, code: name, text, windowsVirtualKeyCode, ...wishes })
      await tell('Input.dispatchKeyEvent', { type: 'keyUp', key: name, code: name, windowsVirtualKeyCode })
    }
    const click = async (expression, button = 'left') => {
      const { x, y } = await run(`(() => {
        const element = ${expression}
        element.scrollIntoView({ block: 'center', behavior: 'instant' })
        const { x, y, width, height } = element.getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      })()`)
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
        await tell('Input.dispatchMouseEvent', { type, x, y, button: type === 'mouseMoved' ? 'none' : button, clickCount: 1 })
      }
    }
    return { tell, go, run, key, click, event, requests, complaints }
  }

  const close = async () => {
    process.off('exit', end)
    const ended = once(chromium, 'exit')
    await command('Browser.close')
    await ended
    server.close()
    server.closeAllConnections()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return { open, close, asked, port }
}
