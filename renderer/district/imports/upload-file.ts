import { newDeedKey } from '../api/ask-district.ts'
import { readProblem } from '../api/read-problem.ts'
import { TroubleError } from '../api/trouble.ts'

const TYPES = {
  gglog: 'application/vnd.giogiac.gglog',
  attlog: 'application/vnd.giogiac.attlog',
} as const

/**
 * Sends a file as it is and tells how far it has come, 0 to 1. Fetch cannot say that, so it goes the older way.
 * @throws {TroubleError}
 */
export function uploadFile(
  kind: keyof typeof TYPES,
  path: string,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('content-type', TYPES[kind])
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('idempotency-key', newDeedKey())
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('error', () => reject(new TroubleError({ kind: 'offline' })))
    request.addEventListener('load', () => {
      if (request.status === 202) {
        resolve()
        return
      }
      if (request.status === 401) reject(new TroubleError({ kind: 'signed-out' }))
      else reject(new TroubleError(readProblem(request.status, parsed(request.responseText))))
    })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
