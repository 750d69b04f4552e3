import '../ui/tokens.css'
import '../ui/fonts.css'
import './kiosk.css'
import { createRoot } from 'react-dom/client'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { createWorkerDecoder } from './camera/worker-decoder.ts'
import { connectToService } from './connection/connect.ts'
import { createCounter } from './counter/counter.ts'
import { listenToKeys } from './scanner/listen-to-keys.ts'
import { ScanScreen } from './screen/scan-screen.tsx'

const counter = createCounter(connectToService(), {
  now: () => performance.now(),
  newId: () => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count))),
})
counter.start()
listenToKeys(window, (text) => counter.scan(text, 'scanner'))
window.addEventListener('contextmenu', (event) => event.preventDefault())

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(<ScanScreen counter={counter} decoder={createWorkerDecoder()} />)
