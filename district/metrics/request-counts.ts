/** One answered request, without anything of who asked for what. */
export interface AnsweredRequest {
  readonly method: string
  /** As it was registered, `/api/v1/points/:point/days/:date`; null: no such route. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
}

export interface RequestCounts {
  note(answered: AnsweredRequest): void
  /** In Prometheus' text format. */
  text(): string
}

const BOUNDS_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

interface Series {
  count: number
  seconds: number
  readonly within: number[]
}

/** Counts of what this process answered. */
export function createRequestCounts(): RequestCounts {
  const total = new Map<string, number>()
  const times = new Map<string, Series>()
  return {
    note({ method, route, status, ms }) {
      const labels = `method="${method}",route="${route ?? 'none'}"`
      const key = `${labels},status="${status}"`
      total.set(key, (total.get(key) ?? 0) + 1)
      const series = times.get(labels) ?? { count: 0, seconds: 0, within: BOUNDS_SECONDS.map(() => 0) }
      times.set(labels, series)
      const seconds = ms / 1000
      series.count++
      series.seconds += seconds
      for (const [index, bound] of BOUNDS_SECONDS.entries()) {
        if (seconds <= bound) series.within[index] = (series.within[index] ?? 0) + 1
      }
    },
    text() {
      const lines = ['# TYPE giogiac_http_requests_total counter']
      for (const [labels, n] of total) lines.push(`giogiac_http_requests_total{${labels}} ${n}`)
      lines.push('# TYPE giogiac_http_request_seconds histogram')
      for (const [labels, { count, seconds, within }] of times) {
        for (const [index, bound] of BOUNDS_SECONDS.entries()) {
          lines.push(`giogiac_http_request_seconds_bucket{${labels},le="${bound}"} ${within[index] ?? 0}`)
        }
        lines.push(`giogiac_http_request_seconds_bucket{${labels},le="+Inf"} ${count}`)
        lines.push(`giogiac_http_request_seconds_sum{${labels}} ${seconds}`)
        lines.push(`giogiac_http_request_seconds_count{${labels}} ${count}`)
      }
      return lines.join('\n')
    },
  }
}
