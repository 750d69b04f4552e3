/** What a database keeps beside an event, for finding it. */
export interface Beside {
  readonly seq: number
  readonly id: string
  readonly run: string
  readonly type: string
}

/** Where the number stands: behind the version and the id of the log. */
const SEQ_AT = '{"v":1,"log":"",'.length + 36
/** Longer than all that comes before an event's data. */
const HEAD_BYTES = 320

/**
 * Whether what is stored beside an event is what the event says. As this program writes events, number and id come
 * first, and only numbers before the run; anything else is read in full.
 */
export function saysTheSame({ seq, id, run, type }: Beside, text: Buffer): boolean {
  const head = text.toString('latin1', 0, HEAD_BYTES)
  const from = head.indexOf('"seq":')
  const isFirst =
    head.startsWith('{"v":1,"log":"') &&
    from === SEQ_AT &&
    head.startsWith(`"seq":${seq},"id":"${id}",`, from)
  const then = head.indexOf(',"run":"')
  if (isFirst && head.startsWith(`,"run":"${run}","type":"${type}","data":{`, then)) return true
  const event = JSON.parse(text.toString('utf8')) as Record<string, unknown>
  return event.seq === seq && event.id === id && event.run === run && event.type === type
}
