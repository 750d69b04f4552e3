import { type BenchRow, printRows } from './bench/bench-row.ts'
import { benchCamera } from './bench/camera.ts'
import { benchDecode } from './bench/decode.ts'
import { benchDistrictSize } from './bench/district-size.ts'
import { benchHello } from './bench/hello.ts'
import { benchIngest } from './bench/ingest.ts'
import { benchKiosk } from './bench/kiosk.ts'
import { benchQueue } from './bench/queue.ts'
import { benchVerify } from './bench/verify.ts'

/** `npm run bench [-- kiosk|decode|camera|queue|ingest|verify|district-size|hello …]`: each compares with a peer or a physical limit in the same run. */
const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  kiosk: benchKiosk,
  decode: benchDecode,
  camera: benchCamera,
  queue: benchQueue,
  ingest: benchIngest,
  verify: benchVerify,
  'district-size': benchDistrictSize,
  hello: benchHello,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: ${Object.keys(benches).join(' | ')}\n`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n── ${name}\n`)
  printRows(await bench())
}
