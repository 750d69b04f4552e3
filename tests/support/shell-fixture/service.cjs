'use strict'
// A stand-in for the kiosk service: speaks its protocol, keeps scans in a text file, and can be made to hang.
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const data = process.argv[process.argv.indexOf('--data') + 1]
const file = join(data, 'scans.txt')
const recorded = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
const port = process.parentPort
const post = (message) => (port ? port.postMessage(message) : process.send(message))

let first = null

function answer(message) {
  if (first === null) {
    first = message
    return
  }
  const { call, method, input } = message
  if (method === 'scan') {
    if (!recorded.has(input.id)) {
      appendFileSync(file, `${input.id}\n`)
      recorded.add(input.id)
    }
    // The first service of this kind records and dies before it says so.
    if (input.code === 'die' && recorded.size === 1 && !existsSync(join(data, 'died'))) {
      appendFileSync(join(data, 'died'), '')
      process.kill(process.pid, 'SIGKILL')
    }
    if (input.code === 'hang') return
  }
  post({
    call,
    answer: {
      kind: 'fixture',
      pid: process.pid,
      first,
      recorded: recorded.size,
      args: process.argv.slice(2),
    },
  })
}

if (port) port.on('message', (event) => answer(event.data))
else process.on('message', answer).on('disconnect', () => process.exit(0))
post({ notice: 'state', data: { pid: process.pid } })
