// Asks the service as the kiosk's page does, and again under the same id when it was restarted.
let lastCall = 0
const open = new Map()
let port
const show = (id, text) => {
  document.getElementById(id).textContent = text
}

function send(call) {
  port.postMessage({ call, ...open.get(call).request })
}

const kiosk = {
  news: [],
  restarts: 0,
  ask: (method, input) =>
    new Promise((resolve) => {
      lastCall += 1
      open.set(lastCall, { request: { method, input }, resolve })
      send(lastCall)
    }),
  raw: (message) => port.postMessage(message),
  replies: [],
}
window.kiosk = kiosk

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data?.kind !== 'giogiac-kiosk-port') return
  port = event.ports[0]
  port.onmessage = ({ data }) => {
    if ('notice' in data) {
      kiosk.news.push(data)
      show('news', `dịch vụ ${data.data.pid}`)
      return
    }
    kiosk.replies.push(data)
    const asked = open.get(data.call)
    if (asked === undefined) return
    if (data.error === 'service-restarted') {
      kiosk.restarts += 1
      send(data.call)
      return
    }
    open.delete(data.call)
    asked.resolve(data)
  }
  show('port', 'đã nối với dịch vụ')
  document.documentElement.dataset.connected = 'yes'
})
