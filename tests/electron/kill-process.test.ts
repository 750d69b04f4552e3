import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { killProcess } from '../../electron/kill-process.ts'

test('a process is ended at once, and one that has just ended by itself is no fault', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  const ended = once(child, 'exit')
  killProcess(child.pid ?? 0)
  expect((await ended)[1]).toBe('SIGKILL')
  expect(() => process.kill(child.pid ?? 0, 'SIGKILL')).toThrow('ESRCH')
  expect(() => killProcess(child.pid ?? 0)).not.toThrow()
})
