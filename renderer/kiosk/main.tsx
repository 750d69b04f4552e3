import '../ui/tokens.css'
import '../ui/fonts.css'
import './kiosk.css'
import './theme.css'
import { createRoot } from 'react-dom/client'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { createWorkerDecoder } from './camera/worker-decoder.ts'
import { connectToService } from './connection/connect.ts'
import { createCounter } from './counter/counter.ts'
import { listenToHands } from './keyboard/listen-to-hands.ts'
import { listenToKeys } from './scanner/listen-to-keys.ts'
import type { ScannerFault } from './scanner/read-burst.ts'
import { ScanScreen } from './screen/scan-screen.tsx'

const connection = connectToService()
const newId = (): string => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
const counter = createCounter(connection, { now: () => performance.now(), newId })
counter.start()
// A scanner has every key first; a hand's are typed into the screen over the counter, or walk through it.
const hands = listenToHands(window)
const isOver = (): boolean => document.querySelector('[data-desk]') !== null
const toCounter = {
  onScan: (text: string) => {
    hands.scanned(text.length)
    counter.scan(text, 'scanner')
  },
  onFault: (fault: ScannerFault) => {
    hands.scanned(0)
    counter.scannerFault(fault)
  },
}
listenToKeys(window, toCounter, isOver, () => isOver() && !hands.claimed())
window.addEventListener('contextmenu', (event) => event.preventDefault())

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(
  <ScanScreen counter={counter} api={connection} newId={newId} decoder={createWorkerDecoder()} />,
)
