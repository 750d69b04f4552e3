import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Reads a file of /proc; a process that has just ended reads as empty. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** All processes below one, at any depth (Linux). */
export function descendants(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const parent = /^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1]
    if (parent !== undefined) parents.set(pid, Number(parent))
  }
  const below = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 0; at = parents.get(at)) {
      if (at === root) return true
    }
    return false
  }
  return [...parents.keys()].filter(below)
}

/** The command line of a process, one space between its words. */
export const commandLine = (pid: number): string => readProc(pid, 'cmdline').replaceAll('\0', ' ').trim()

/** One field of /proc/PID/status, e.g. `Seccomp`. */
export const statusField = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s+(.+)$`, 'm').exec(readProc(pid, 'status'))?.[1]

/** Local addresses (hex, as in /proc/net) on which these processes listen: TCP, TCP6, UDP and UDP6. */
export function listeningSockets(pids: readonly number[]): string[] {
  const inodes = new Set(pids.flatMap(socketInodes))
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      // 0A is LISTEN; an unconnected UDP socket is 07.
      .filter((cells) => (kind.startsWith('tcp') ? cells[3] === '0A' : cells[3] === '07'))
      .filter((cells) => inodes.has(cells[9] ?? ''))
      .map((cells) => `${kind} ${cells[1]}`),
  )
}

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
        return inode === undefined ? [] : [inode]
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}
